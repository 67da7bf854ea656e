import assert from "node:assert/strict";
import test from "node:test";

import { drawGhost, outline, write } from "../../../../player/js/drawing/symbols.js";
import { placesOf, pretendInk } from "../pretend.js";

const SYMBOLS = [
  "square", "diamond", "triangle-up", "triangle-down", "pentagon", "cross", "x", "hexagram", "star-diamond",
  "bowtie", "hourglass",
];
const corners = (mark) => {
  const ink = pretendInk();
  outline(ink, { x: 0, y: 0, radius: 1, ...mark });
  return placesOf(ink, "lineTo");
};

test("every symbol of a run has its own outline around its place, none larger than the others by half", () => {
  const shapes = SYMBOLS.map((symbol) => corners({ symbol }));
  assert.equal(new Set(shapes.map(String)).size, SYMBOLS.length);
  for (const shape of shapes) {
    const reach = Math.max(...shape.map(([x, y]) => Math.hypot(x, y)));
    assert.ok(reach > 1 && reach < 1.5);
  }
});

test("an unknown symbol is a circle", () => {
  const ink = pretendInk();
  outline(ink, { symbol: "circle", x: 3, y: 4, radius: 5 });
  assert.deepEqual(placesOf(ink, "arc"), [[3, 4, 5, 0, 2 * Math.PI]]);
});

test("a turn of a quarter makes an arrow point to the right", () => {
  const [tip] = corners({ symbol: "arrow", turn: Math.PI / 2 });
  assert.ok(tip[0] > 1 && Math.abs(tip[1]) < 1e-9);
});

test("small type has an edge in the colour of the page", () => {
  const ink = pretendInk();
  write(ink, "37", [1, 2], { colour: "blue", page: "white" });
  const written = ink.calls.filter(({ name }) => name.endsWith("Text"));
  assert.deepEqual(written.map(({ name, values }) => [name, ...values]), [
    ["strokeText", "37", 1, 2], ["fillText", "37", 1, 2],
  ]);
  assert.deepEqual([written[0].strokeStyle, written[1].fillStyle], ["white", "blue"]);
});

test("a ghost is a dashed line from the start to a ring, within its panel", () => {
  const ink = pretendInk();
  drawGhost(ink, { left: 7, top: 8 }, { from: [0, 0], to: [30, 40] }, { ink: "black", page: "white" });
  assert.deepEqual(placesOf(ink, "translate", "lineTo"), [[7, 8], [0, 0], [30, 40]]);
  const [line, ring] = ink.calls.filter(({ name }) => name === "stroke");
  assert.deepEqual([line.dash, ring.dash], [[4, 4], []]);
  assert.deepEqual(placesOf(ink, "arc").map(([x, y]) => [x, y]), [[30, 40], [30, 40]]);
});
