import assert from "node:assert/strict";
import test from "node:test";

import { Reader } from "../../../../player/js/figure/figure.js";

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
