import assert from "node:assert/strict";
import { test } from "node:test";

import { ticksOf } from "../../../../player/js/maps/ticks.js";

const texts = (axis, most) => ticksOf(axis, most).map(({ text }) => text);

test("ticks are round numbers within the axis", () => {
  assert.deepEqual(texts({ low: -2, high: 2, kind: "linear" }, 5), ["−2", "−1", "0", "1", "2"]);
  assert.deepEqual(texts({ low: 1, high: 10, kind: "whole" }, 20), ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
  assert.deepEqual(texts({ low: 1e-5, high: 10, kind: "logarithmic" }, 8), ["1e−5", "0.0001", "0.001", "0.01", "0.1", "1", "10"]);
  assert.deepEqual(ticksOf({ low: 1, high: 100, kind: "logarithmic" }, 3).map(({ part }) => part), [0, 0.5, 1]);
});

test("zoomed far in, neighbours still read differently", () => {
  for (const axis of [{ low: 0.12345, high: 0.12346, kind: "linear" }, { low: 0.0123, high: 0.0124, kind: "logarithmic" }]) {
    const found = texts(axis, 6);
    assert.ok(found.length > 1);
    assert.equal(new Set(found).size, found.length);
  }
});
