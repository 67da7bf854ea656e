import assert from "node:assert/strict";
import { test } from "node:test";

import { axisAt, moved, pixelAt, placeOf, valueAt, wide, zoomed } from "../../../../player/js/maps/pixels.js";

const line = { name: "x", role: "variable", kind: "linear", label: "x", low: -2, high: 2, least: -10, most: 10, place: 0 };
const rate = { ...line, kind: "logarithmic", low: 1e-4, high: 1, least: 1e-9, most: 1e3 };

test("a pixel has a short number in its middle", () => {
  assert.equal(valueAt(line, 0, 200), -1.99);
  assert.equal(valueAt(line, 199, 200), 1.99);
  assert.equal(Object.is(valueAt({ ...line, low: -1, high: 1 }, 0, 1), 0), true); // never minus zero
  assert.equal(valueAt({ ...line, kind: "whole", low: 1, high: 9 }, 0, 4), 2);
  assert.equal(valueAt(rate, 1, 2), 0.1);
  assert.ok(String(valueAt({ ...line, low: 0.1234, high: 0.1235 }, 7, 200)).length < 12);
});

test("values and places are each other's inverse", () => {
  for (const axis of [line, rate]) {
    for (const part of [0, 0.3, 1]) assert.ok(Math.abs(placeOf(axis, axisAt(axis, part)) - part) < 1e-12);
  }
  assert.equal(pixelAt(1, 10), 9);
  assert.equal(pixelAt(-3, 10), 0);
  assert.equal(pixelAt(0.55, 10), 5);
});

test("zooming keeps its place, moving the length, and neither leaves the limits", () => {
  const near = zoomed(line, 0.25, 0.1);
  assert.deepEqual([near.low, near.high], [-1.1, -0.7]);
  assert.deepEqual([moved(line, 0.5).low, moved(line, 0.5).high], [0, 4]);
  const end = moved({ ...line, low: 6, high: 10 }, 0.5);
  assert.deepEqual([end.low, end.high], [6, 10]);
  const out = zoomed(rate, 0.5, 100);
  assert.deepEqual([out.low, out.high], [1e-9, 1e3]);
});

test("an axis is no narrower than numbers tell apart", () => {
  let axis = { ...line, low: 1, high: 2 };
  for (let k = 0; k < 60; k += 1) axis = zoomed(axis, 0.4, 0.5);
  assert.ok(wide(axis));
  assert.ok(axis.high - axis.low < 1e-8);
  const n = 200;
  assert.ok(valueAt(axis, 1, n) > valueAt(axis, 0, n));
});
