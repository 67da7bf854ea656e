import assert from "node:assert/strict";
import { test } from "node:test";

import { axisOf, chartFrame, curveOf, nearest } from "../../../../player/js/maps/chart.js";
import { DIVERGED, REACHED } from "../../../../player/js/maps/ending.js";
import { emptyPixels } from "../../../../player/js/maps/passes.js";
import { axis } from "./samples.js";

const grid = { across: 2, up: 3 };
const pixels = emptyPixels(grid, 1);
pixels.ending.set([REACHED, DIVERGED, REACHED, DIVERGED, DIVERGED, REACHED]);
pixels.loss.set([1, NaN, 3, NaN, NaN, 5]);
pixels.steps.set([4, 1, 6, 1, 1, 8]);
pixels.source.set([0, 1, 2, 3, 4, 5]);
const curve = curveOf(pixels, grid, axis({ low: 0, high: 2 }), 0.5);

test("a curve has the middle of the seeds, and none where most diverge", () => {
  assert.deepEqual(curve.rate, [0.5, 1.5]);
  assert.deepEqual(curve.gap, [2.5, NaN]);
  assert.deepEqual([curve.low[0], curve.high[0]], [0.5, 2.5]);
  assert.deepEqual(curve.arrival, [6, Infinity]);
  assert.deepEqual(curve.ending, [REACHED, DIVERGED]);
  assert.deepEqual([curve.reaching, curve.leaving], [NaN, NaN]); // one seed is another
});

test("the axis of gaps has whole decades, sixteen at most", () => {
  const { low, high } = axisOf([curve]);
  assert.deepEqual([low, high], [0.1, 10]);
  assert.equal(axisOf([{ low: [1e-30], high: [1] }]).low, 1e-16);
  assert.equal(axisOf([]).high, 1);
  const many = Array.from({ length: 50 }, (_, k) => 10 ** (k / 10 - 30)); // and one about to diverge
  assert.deepEqual(axisOf([{ low: many, high: [1e290] }]).high, 1e-23);
});

test("the nearest rate is so by its ratio", () => {
  assert.equal(nearest({ rate: [0.01, 1] }, 0.05), 0);
  assert.equal(nearest({ rate: [0.01, 1] }, 0.2), 1);
  assert.equal(nearest({ rate: [] }, 1), -1);
});

test("every run's strip takes room below the chart", () => {
  const size = { width: 600, height: 400 };
  assert.ok(chartFrame(size, 4).height < chartFrame(size, 1).height);
});
