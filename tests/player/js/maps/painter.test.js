import assert from "node:assert/strict";
import { test } from "node:test";

import { CYCLING, DIVERGED, REACHED, STUCK, UNFINISHED } from "../../../../player/js/maps/ending.js";
import { basinColour, colours, drawTile, gapColour, gapOf, gapScale, gapShare, mask, oklch, patterned, PATTERNS, stepShare } from "../../../../player/js/maps/painter.js";
import { emptyPixels } from "../../../../player/js/maps/passes.js";
import { pretendInk } from "../pretend.js";

const grid = { across: 3, up: 2 };
const filled = () => {
  const pixels = emptyPixels(grid, 1);
  pixels.ending.set([REACHED, REACHED, DIVERGED, CYCLING, STUCK, UNFINISHED]);
  pixels.minimum.set([0, 1, -1, -1, -1, -1]);
  pixels.steps.set([1, 100, 3, 100, 100, 100]);
  pixels.row.set([1, -1, -1, 50, -1, -1]);
  pixels.loss.set([1e-6, 1, NaN, 0.1, 0.01, 0]);
  pixels.source.set([0, 1, 2, 3, 4, 5]);
  return pixels;
};
const how = { by: "basin", steps: 100, best: 0, scale: [-6, 0], mode: "light" };
const pixel = (image, i, j) => [...image.slice(4 * ((grid.up - 1 - j) * grid.across + i), 4 * ((grid.up - 1 - j) * grid.across + i) + 4)];
const light = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

test("OKLCH gives the colours that its author gives", () => {
  assert.deepEqual(oklch(1, 0, 0), [255, 255, 255]);
  assert.deepEqual(oklch(0, 0, 0), [0, 0, 0]);
  assert.deepEqual(oklch(0.6279, 0.2577, 29.23), [255, 0, 0]);
});

test("the nearer to the page's colour, the fewer steps, in light and in dark", () => {
  assert.ok(light(basinColour(0, 0, "light")) > light(basinColour(0, 1, "light")));
  assert.ok(light(basinColour(0, 0, "dark")) < light(basinColour(0, 1, "dark")));
  assert.ok(light(gapColour(0, "light")) > light(gapColour(1, "light")));
  assert.ok(light(gapColour(0, "dark")) < light(gapColour(1, "dark")));
});

test("reached pixels have colours, others are clear for their patterns; row 0 is the lowest", () => {
  const image = colours(filled(), grid, how);
  assert.equal(pixel(image, 0, 0)[3], 255);
  assert.notDeepEqual(pixel(image, 0, 0), pixel(image, 1, 0));
  for (const [i, j] of [[2, 0], [0, 1], [1, 1], [2, 1]]) assert.equal(pixel(image, i, j)[3], 0);
});

test("gaps and steps colour what they can", () => {
  const gaps = colours(filled(), grid, { ...how, by: "gap" });
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((k) => pixel(gaps, k % 3, Math.floor(k / 3))[3]), [255, 255, 0, 255, 255, 255]);
  const steps = colours(filled(), grid, { ...how, by: "steps" });
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((k) => pixel(steps, k % 3, Math.floor(k / 3))[3]), [255, 0, 0, 255, 0, 0]);
});

test("a mask is where its ending is; none where that is nowhere", () => {
  assert.equal(pixel(mask(filled(), grid, DIVERGED, "basin"), 2, 0)[3], 255);
  assert.equal(mask(filled(), grid, CYCLING, "steps"), null); // it came so far before
  assert.deepEqual(patterned("gap"), [DIVERGED]);
});

test("shares stay within their scale", () => {
  assert.equal(stepShare(0, 100), 0);
  assert.equal(stepShare(100, 100), 1);
  assert.equal(gapOf(-1, 0), 0);
  assert.equal(gapShare(0, [-6, 0]), 0);
  assert.equal(gapShare(1e-3, [-6, 0]), 0.5);
  assert.deepEqual(gapScale([filled()], 0), [-6, 0]);
  assert.deepEqual(gapScale([], 0), [-1, 0]);
});

test("the patterns are drawn differently", () => {
  const drawn = [DIVERGED, CYCLING, STUCK].map((ending) => {
    const ink = pretendInk();
    drawTile(ink, ending, PATTERNS.light);
    return JSON.stringify(ink.calls.map(({ name, values }) => [name, values]));
  });
  assert.equal(new Set(drawn).size, 3);
});
