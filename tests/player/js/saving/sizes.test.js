// How large a saved PNG is.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted } from "../../../../player/js/saving/sizes.js";

test("without a size every pixel of the screen is two", () => {
  assert.deepEqual(fitted({ width: 800, height: 500 }, ""),
    { width: 1600, height: 1000, ratio: 2, left: 0, top: 0 });
});

test("on a slide the picture is as large as it can be, in the middle", () => {
  assert.deepEqual(fitted({ width: 960, height: 500 }, "1920x1080"),
    { width: 1920, height: 1080, ratio: 2, left: 0, top: 40 });
  assert.deepEqual(fitted({ width: 800, height: 540 }, "1920x1080"),
    { width: 1920, height: 1080, ratio: 2, left: 160, top: 0 });
});

test("in a column of a paper its width is that of the column", () => {
  const { width, height, ratio, left, top } = fitted({ width: 1000, height: 501 }, "2126");
  assert.deepEqual([width, height, ratio, left], [2126, 1065, 2.126, 0]);
  assert.ok(Math.abs(top) < 0.5);
});
