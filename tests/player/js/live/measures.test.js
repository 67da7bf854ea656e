import assert from "node:assert/strict";
import test from "node:test";

import { measureOf } from "../../../../player/js/live/measures.js";

const rows = {
  kept: 2, points: Float64Array.of(0, 0, 3, 4), losses: Float64Array.of(9, 1), after: [3, 10],
  gradients: Float64Array.of(6, 8, 0, -2), rates: Float64Array.of(0.1, 0.2, 0.3, 0.4),
  states: [Float64Array.of(1, 2, 3, 4), Float64Array.of(7, 8)],
};
const run = {
  start: [0, 0], roles: { m: "mean", v: "mean_square" },
  rule: { states: [{ name: "m", before: ["a", "b"] }, { name: "v", before: ["c"] }] },
};
const of = (quantity, coordinate = null, minima = []) => {
  const measure = measureOf({ quantity, coordinate }, { rows, run, minima });
  return [0, 1].map(measure);
};

test("loss, length of the gradient and of the step are measured at every row", () => {
  assert.deepEqual(of("loss"), [9, 1]);
  assert.deepEqual(of("gradient"), [10, 2]);
  assert.deepEqual(of("step"), [5, 6]); // the last one is still to come
});

test("rates and states belong to a coordinate, or to both where a rule has one for all", () => {
  assert.deepEqual([of("rate", 0), of("rate", 1)], [[0.1, 0.3], [0.2, 0.4]]);
  assert.deepEqual([of("mean", 0), of("mean", 1)], [[1, 3], [2, 4]]);
  assert.deepEqual(of("mean_square", 1), [7, 8]);
  assert.deepEqual(of("nothing", 0), [NaN, NaN]);
});

test("the distance is that to the nearest minimum, none without one", () => {
  assert.deepEqual(of("distance", null, [[3, 3], [0, 1]]), [1, 1]);
  assert.deepEqual(of("distance"), [NaN, NaN]);
});
