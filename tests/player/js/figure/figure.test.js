import assert from "node:assert/strict";
import test from "node:test";

import { decodeAll, Reader } from "../../../../player/js/figure/figure.js";

const encoded = (array) => Buffer.from(array.buffer).toString("base64");
const THEME = { mode: "light", font: "serif" };
const palettes = { light: { page: "#ffffff" }, dark: { page: "#000000" } };
const landscape = (stamp, more) => ({ type: "contour", meta: { role: "landscape", stamp, ...more } });
const trail = (name) => ({ type: "scatter", name, meta: { role: "trail" } });
const textOf = (data) => JSON.stringify({ data, layout: { uirevision: "#ffffff", meta: { palettes } } });

test("nothing is read twice, but another theme reads all of it again", () => {
  const reader = new Reader();
  const text = textOf([landscape("a", {})]);
  assert.ok(reader.read(text, THEME));
  assert.equal(reader.read(text, THEME), null);
  assert.equal(reader.read(text, { ...THEME, mode: "dark" })?.colours.page, "#000000");
});

test("a landscape that did not change stays the same object; a path does not", () => {
  const reader = new Reader();
  const first = reader.read(textOf([landscape("a"), trail("one")]), THEME);
  const second = reader.read(textOf([landscape("a"), trail("two")]), THEME);
  const third = reader.read(textOf([landscape("b"), trail("two")]), THEME);
  assert.equal(second.traces[0], first.traces[0]);
  assert.notEqual(second.traces[1], first.traces[1]);
  assert.notEqual(third.traces[0], first.traces[0]);
});

test("a landscape like an earlier one has the arrays of that", () => {
  const own = { ...landscape("a"), x: [1, 2], y: [3, 4], z: [[5, 6], [7, 8]] };
  const { traces } = new Reader().read(textOf([own, landscape("a", { like: 0 })]), THEME);
  assert.deepEqual(traces[1].z, [[5, 6], [7, 8]]);
  assert.deepEqual(traces[1].x, [1, 2]);
});

test("words that look like a colour stay: the revision of the page's state", () => {
  const { layout } = new Reader().read(textOf([]), { ...THEME, mode: "dark" });
  assert.equal(layout.uirevision, "#ffffff");
});

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
