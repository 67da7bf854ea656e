import assert from "node:assert/strict";
import test from "node:test";

import { decodeAll, lastAtMost } from "../../../../player/js/figure/arrays.js";

const encoded = (array) => Buffer.from(array.buffer).toString("base64");

test("an encoded array is decoded wherever it stands, and all else stays as it is", () => {
  const x = { dtype: "f8", bdata: encoded(Float64Array.of(0.1, NaN, -2)) };
  const found = decodeAll({ name: "a", parts: [{ x }, null, 3] });
  assert.deepEqual(found, { name: "a", parts: [{ x: Float64Array.of(0.1, NaN, -2) }, null, 3] });
});

test("a table is decoded row by row", () => {
  const z = { dtype: "f4", bdata: encoded(Float32Array.of(1, 2, 3, 4, 5, 6)), shape: "2, 3" };
  assert.deepEqual(decodeAll(z), [Float32Array.of(1, 2, 3), Float32Array.of(4, 5, 6)]);
});

test("a shape of one number is no table", () => {
  assert.deepEqual(decodeAll({ dtype: "u1", bdata: encoded(Uint8Array.of(7, 8)), shape: "2" }), Uint8Array.of(7, 8));
});

test("the last value at most a limit is found as by looking at all", () => {
  const values = [0, 1, 1, 1.5, 4];
  for (const limit of [-1, 0, 0.5, 1, 1.5, 3.99, 4, 9]) {
    assert.equal(lastAtMost(values, limit), values.findLastIndex((value) => value <= limit) , `${limit}`);
  }
  assert.equal(lastAtMost([], 3), -1);
});
