// How a widget's number is read; the rest is tried in a browser, in tests/browser/test_widgets.py.

import assert from "node:assert/strict";
import test from "node:test";

import { numberIn } from "../../../../player/js/live/widgets.js";

const input = (value, text = null) => ({ value, getAttribute: (name) => (name === "aria-valuetext" ? text : null) });

test("a slider is read as it is written, a field as it is typed", () => {
  assert.equal(numberIn(input("96", "1e−5")), 1e-5);
  assert.equal(numberIn(input("-0.25")), -0.25);
  for (const nothing of [null, input(""), input("3", " "), input("", "a")]) assert.equal(Number.isNaN(numberIn(nothing)), true);
});
