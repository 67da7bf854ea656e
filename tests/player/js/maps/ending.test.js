// Endings of rows that are made by hand; tests/experiment/maps/test_live.py has thousands of real ones.

import assert from "node:assert/strict";
import { test } from "node:test";

import { CYCLING, DIVERGED, ENDINGS, outcome, REACHED, STUCK, UNFINISHED } from "../../../../player/js/maps/ending.js";

const land = { minima: [[0], [3]], window: [[-4, 4]], near: 1e-3, diagonal: 8, target: -Infinity };
const rows = (make, count = 101) => {
  const points = Float64Array.from({ length: count }, (_, k) => make(k));
  return { points, losses: points.map((x) => x * x), kept: count };
};
const found = (make, more = {}) => outcome(rows(make), 100, { ...land, ...more });

test("every ending has its place", () => {
  assert.deepEqual([DIVERGED, CYCLING, REACHED, STUCK, UNFINISHED].map((k) => ENDINGS[k]), ENDINGS);
});

test("a run that comes to a minimum is there from the row after the last one away", () => {
  const one = found((k) => 3 + 2 ** -k);
  assert.deepEqual([one.ending, one.minimum, one.steps], [REACHED, 1, 10]);
  assert.equal(found((k) => (k < 98 ? 1 : 0)).ending, UNFINISHED); // too late to be sure
});

test("a run whose numbers end has diverged there, and so has one that leaves for good", () => {
  assert.deepEqual((({ ending, steps }) => [ending, steps])(outcome({ ...rows((k) => k), kept: 7 }, 100, land)), [DIVERGED, 7]);
  assert.equal(found((k) => 5 + k).ending, DIVERGED);
  assert.equal(found((k) => 400 - k).ending, UNFINISHED); // it comes back
});

test("a run that repeats cycles, whatever its period, but not by rounding", () => {
  assert.deepEqual((({ ending, period }) => [ending, period])(found((k) => [1, 2, 1.5][k % 3])), [CYCLING, 3]);
  assert.equal(found((k) => 1 + 1e-9 * (k % 2)).ending, STUCK);
  assert.equal(found((k) => (k % 2 ? 1 : -1) * (1 + 1e-2 * k)).ending, UNFINISHED); // it grows
});

test("a run that leaps to and fro does not rest, though it stands where it stood a quarter before", () => {
  const leaping = rows((k) => (k % 2 ? 1.1 + 0.01 * Math.sin(k) : 1), 105);
  assert.equal(outcome(leaping, 104, land).ending, UNFINISHED);
});

test("without minima rest is all that is known", () => {
  assert.equal(found(() => 0, { minima: [] }).ending, STUCK);
});

test("the first row at a target is told", () => {
  assert.equal(found((k) => 4 - k / 25, { target: 9 }).row, 25);
  assert.equal(found(() => 4, { target: 9 }).row, -1);
});
