// Levels and heights by hand; tests/player/test_ground.py compares them with those of the server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { finiteOf, heightOf, heightsOf, ladderOf } from "../../../../player/js/figure/levels.js";

const numbers = (...values) => Float64Array.from(values);
const spread = (count, of) => Float64Array.from({ length: count }, (_, k) => of(k / (count - 1)));

test("heights are even from each loss of the ladder to the next, wherever the search begins", () => {
  for (const near of [0, 1]) {
    const found = [-1, 0, 5, 10, 55, 200].map((loss) => heightOf(loss, [0, 10, 100], near));
    assert.deepEqual(found, [0, 0, 0.5, 1, 1.5, 2]);
  }
  assert.deepEqual([...heightsOf(numbers(55, NaN, 5, Infinity, 200, -1), [0, 10, 100])], [1.5, NaN, 0.5, NaN, 2, 0]);
});

test("a landscape that is not steep has even levels of a round number", () => {
  const ladder = ladderOf(spread(101, (share) => 1 + 13 * share));
  assert.deepEqual(ladder, [1, ...Array.from({ length: 12 }, (_, k) => k + 2), 14]);
});

test("a steep one has them by decades above the lowest loss known, of which the ladder need not begin", () => {
  const losses = spread(1001, (share) => 10 ** (4 * share));
  losses.reverse(); // they come in no order
  const ladder = ladderOf(losses, 0);
  assert.equal(ladder[0], 1);
  assert.deepEqual(ladder.slice(1, -1), [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]);
  assert.equal(ladder.at(-1), 10000);
});

test("a plane, and a landscape without a loss, have a ladder too", () => {
  assert.deepEqual(ladderOf(numbers(3, 3, 3)), [1.5, 2.5, 3.5, 4.5]);
  assert.deepEqual(ladderOf(numbers()), [-1.5, -0.5, 0.5, 1.5]);
});

test("finite numbers keep their order", () => {
  assert.deepEqual([...finiteOf(numbers(3, NaN, -1, Infinity, 2))], [3, -1, 2]);
});
