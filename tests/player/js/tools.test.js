import assert from "node:assert/strict";
import test from "node:test";

import { digits, rgbOf, short } from "../../../player/js/tools.js";

test("a loss is written in four significant digits, very large and small ones by powers of ten", () => {
  assert.equal(digits(0), "0");
  assert.equal(digits(1.23456), "1.235");
  assert.equal(digits(-1234.5), "−1235");
  assert.equal(digits(0.001), "0.001000");
  assert.equal(digits(0.00012345), "1.23e−4");
  assert.equal(digits(1234567), "1.23e6");
});

test("what is not finite has a sign of its own", () => {
  assert.deepEqual([Infinity, -Infinity].map(digits), ["∞", "−∞"]);
});

test("a coordinate is written in as few digits as say it, and with a minus sign", () => {
  assert.deepEqual([0.1 + 0.2, -2, 1.23456].map(short), ["0.3", "−2", "1.235"]);
  assert.deepEqual([0, 1e-6, 0.0001, 12344, 9999.9].map(short), ["0", "1e−6", "0.0001", "1.234e4", "1e4"]);
});

test("a colour is as red, green and blue as its digits say", () => {
  assert.deepEqual(rgbOf("#0180ff"), [1, 128, 255]);
});
