import assert from "node:assert/strict";
import test from "node:test";

import { drawModel, drawTangent, eigen, words } from "../../../../player/js/drawing/local_model.js";
import { placesOf, pretendInk } from "../pretend.js";

const plain = (value) => value;
const view = { frame: { width: 8, height: 100 }, rulers: [plain, plain], readings: [plain, plain] };
const track = (more) => ({
  colour: "red", steps: [0, 1], x: [0, 40], y: [5, 6], slopes: null, bends: null,
  pixels: { x: [0, 40], y: [5, 6] }, ...more,
});
const scene = { view, step: 0, reach: 10, taken: [], colours: { page: "white" } };

test("eigenvalues and direction are those of the matrix", () => {
  const { low, high, turn } = eigen([2, 1, 2]);
  assert.ok(Math.abs(low - 1) < 1e-12 && Math.abs(high - 3) < 1e-12);
  assert.ok(Math.abs(turn - Math.PI / 4) < 1e-12);
});

test("curvatures are told in a word", () => {
  assert.equal(words(1, 25), "condition 25");
  assert.equal(words(-1, 1), "saddle");
  assert.equal(words(-3, -1), "hill");
  assert.equal(words(1e-9, 1), "condition above 10⁶");
});

test("a tangent has the slope of the loss, and an arrow points to the next step", () => {
  const ink = pretendInk();
  drawTangent(ink, track({ slopes: [0.5, 0] }), view, 0.9);
  const [[x0, y0], [x1, y1]] = placesOf(ink, "lineTo");
  assert.ok(Math.abs((y1 - y0) / (x1 - x0) - 0.5) < 1e-9);
  assert.equal(placesOf(ink, "lineTo")[3][0], 32); // the shaft, 8 pixels short of its point
});

test("with one variable the model is the parabola of the loss, its slope and its curvature", () => {
  const ink = pretendInk();
  drawModel(ink, track({ slopes: [2, 0], bends: [[6], [6]] }), scene);
  assert.deepEqual(placesOf(ink, "lineTo").slice(0, 3), [[0, 5], [4, 5 + 8 + 48], [8, 5 + 16 + 192]]);
});

test("with two it is an ellipse, longest where the loss bends least, and its number", () => {
  const ink = pretendInk();
  drawModel(ink, track({ bends: [[1, 0, 4], [1, 0, 4]] }), { ...scene, taken: [] });
  const places = placesOf(ink, "lineTo");
  assert.equal(Math.max(...places.map(([x]) => x)), 10);
  assert.ok(Math.abs(Math.max(...places.map(([, y]) => y)) - (5 + 5)) < 1e-9);
  assert.equal(placesOf(ink, "fillText")[0][0], "condition 4");
});

test("where the Hessian is not known, nothing is drawn", () => {
  const ink = pretendInk();
  drawModel(ink, track({ bends: [[NaN, 0, 1], [1, 0, 1]] }), scene);
  drawModel(ink, track({}), scene);
  assert.deepEqual(ink.calls, []);
});
