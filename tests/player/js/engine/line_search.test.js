// Step lengths against closed forms; that they are those of NumPy is tried in tests/experiment.

import assert from "node:assert/strict";
import { test } from "node:test";

import { armijo, exact } from "../../../../player/js/engine/line_search.js";

/** Return the length found, and those that were tried. */
const search = (slope, grain = 0) => {
  const tried = [];
  const found = exact((length) => (tried.push(length), slope(length)), slope(0), grain);
  return { found, tried };
};

test("the secant meets the minimum of a quadratic at once", () => {
  assert.deepEqual(search((a) => 4 * a - 1), { found: 0.25, tried: [1, 0.25] });
  assert.deepEqual(search((a) => a - 6), { found: 6, tried: [1, 2, 4, 8, 6] });
});

test("the slope is 0 where the search ends", () => {
  for (const [slope, least] of [[(a) => a ** 3 - 8, 2], [(a) => -Math.cos(a), Math.PI / 2], [(a) => (a < 5 ? a - 3 : NaN), 3], [(a) => Math.sign(a - 0.3), 0.3]]) {
    assert.ok(Math.abs(search(slope).found - least) <= 1e-12 * least);
  }
});

test("no direction down is length 0, and a descent without end the last bracket", () => {
  for (const first of [0, 1, NaN]) assert.deepEqual(search(() => first), { found: 0, tried: [] });
  assert.equal(search(() => -1).found, 2 ** 30);
  let turn = 0;
  assert.ok(search((a) => (a ? Math.sin((turn += 1)) : -1)).tried.length <= 60);
});

test("lengths that lead to the same point are not told apart", () => {
  assert.ok(search((a) => Math.sign(a - 0.3), 0.01).tried.length < 12);
});

test("halving ends at the first length that lowers the loss enough", () => {
  assert.equal(armijo((a) => 1.05 * a * a - a, 0, -1), 0.5);
  assert.equal(armijo((a) => 4.05 * a * a - a, 0, -1), 0.125);
  assert.equal(armijo((a) => (a > 0.1 ? NaN : -a), 0, -1), 0.0625);
  for (const slope of [0, 1, NaN]) assert.equal(armijo((a) => -a, 0, slope), 0);
  let count = 0;
  assert.equal(armijo(() => (count += 1), 0, -1), 0);
  assert.equal(count, 41);
});
