import assert from "node:assert/strict";
import test from "node:test";

import { painter, paintTrace } from "../../../../player/js/figure/theme.js";

const PALETTES = {
  light: { page: "#ffffff", ink: "#000000", runs: ["#111111", "#222222"] },
  dark: { page: "#101010", ink: "#eeeeee", runs: ["#aaaaaa", "#bbbbbb"] },
};

test("colours are exchanged one for one, however deep they stand", () => {
  const paint = painter(PALETTES, "dark");
  const look = { colour: "#222222", scale: [[0, "#ffffff"], [1, "red"]], width: 2, none: null };
  assert.deepEqual(paint(look), { colour: "#bbbbbb", scale: [[0, "#101010"], [1, "red"]], width: 2, none: null });
});

test("a trace keeps its arrays, the very same ones, and its words", () => {
  const trace = { x: Float64Array.of(1), name: "#000000", line: { color: "#000000" } };
  const painted = paintTrace(trace, painter(PALETTES, "dark"));
  assert.equal(painted.x, trace.x);
  assert.equal(painted.name, "#000000");
  assert.deepEqual(painted.line, { color: "#eeeeee" });
  assert.ok(!("marker" in painted));
});
