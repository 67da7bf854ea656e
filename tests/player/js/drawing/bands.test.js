// Bands on a slope whose levels are known pixels.

import assert from "node:assert/strict";
import { test } from "node:test";

import { paintBands } from "../../../../player/js/drawing/bands.js";

const COLOURS = { low: "#000000", high: "#c80000", level: "#ffffff", void: "#00ff00" };
const blank = (width, height) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) });
const rgb = ({ data, width }, x, y) => [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4)];

/** A slope of height 0 at the left to 4 at the right, its three levels 20 pixels apart. */
const slope = { heights: Float32Array.from([0, 4, 0, 4]), wide: 2, high: 2, top: 3 };
const ALL = { across: { from: 0, apart: 80 }, up: { from: 30, apart: -30 } };

test("each band has the colour of its place among all, and a thin line parts it from the next", () => {
  const image = blank(80, 30);
  paintBands(image, slope, ALL, COLOURS);
  for (const y of [0, 15, 29]) {
    assert.deepEqual([10, 30, 50, 70].map((x) => rgb(image, x, y)[0]), [0, 67, 133, 200]);
  }
  const line = [18, 19, 20, 21].map((x) => rgb(image, x, 7)[1]); // level 1 is at x = 20, between two pixels
  assert.equal(line[0] + line[3], 0);
  assert.equal(line[1], line[2]);
  assert.ok(line[1] > 0.25 * 255 && line[1] < 0.6 * 255);
});

test("up is up, and a level that is no line's is none", () => {
  const image = blank(10, 40);
  const hill = { heights: Float32Array.from([0, 0, 2, 2]), wide: 2, high: 2, top: 1 };
  paintBands(image, hill, { across: { from: 0, apart: 10 }, up: { from: 40, apart: -40 } }, COLOURS);
  assert.deepEqual([rgb(image, 5, 39), rgb(image, 5, 0)], [[0, 0, 0, 255], [200, 0, 0, 255]]);
});

test("what has no height is void, and beside the grid nothing is painted", () => {
  const image = blank(40, 10);
  const holed = { heights: Float32Array.from([0.5, 0.5, NaN, 0.5, 0.5, NaN]), wide: 3, high: 2, top: 2 };
  paintBands(image, holed, { across: { from: 10, apart: 10 }, up: { from: 10, apart: -10 } }, COLOURS);
  assert.deepEqual(rgb(image, 5, 5), [0, 0, 0, 0]);
  assert.deepEqual(rgb(image, 15, 5), [0, 0, 0, 255]);
  assert.deepEqual(rgb(image, 25, 5), [0, 255, 0, 255]);
  assert.deepEqual(rgb(image, 35, 5), [0, 0, 0, 0]);
});
