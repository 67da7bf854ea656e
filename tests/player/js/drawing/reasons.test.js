// Momentum on x^2 + y^2, two steps by hand: m = 0.5 m + g, x = x - 0.1 m.

import assert from "node:assert/strict";
import test from "node:test";

import { drawReasons, vectorsAt } from "../../../../player/js/drawing/reasons.js";
import { placesOf, pretendInk } from "../pretend.js";

const rows = {
  points: [3, 1, 2.4, 0.8], gradients: [6, 2, 4.8, 1.6], states: [[0, 0, 6, 2]], after: [1.62, 0.54], kept: 2,
};
const momentum = { rule: { states: [{ name: "m", before: ["v5", "v6"] }] }, roles: { m: "mean" }, start: [3, 1] };
const descent = { rule: { states: [] }, roles: {}, start: [3, 1] };
const near = (found, wanted) => wanted.forEach((value, k) => assert.ok(Math.abs(found[k] - value) < 1e-12));

test("gradient and momentum push downhill, and a step leads to the next point, also beyond what is kept", () => {
  const first = vectorsAt(rows, momentum, 0);
  near(first.gradient, [-6, -2]);
  near(first.step, [-0.6, -0.2]);
  assert.equal(first.momentum, null); // it is zero at first
  const second = vectorsAt(rows, momentum, 1);
  near(second.momentum, [-6, -2]);
  near(second.step, [-0.78, -0.26]);
});

test("a rule without a mean has no momentum, and a gradient that is rounding is none", () => {
  assert.equal(vectorsAt(rows, descent, 1).momentum, null);
  const flat = { ...rows, gradients: [6, 2, 1e-12, 0] };
  assert.equal(vectorsAt(flat, descent, 1).gradient, null);
});

const head = [10, 20];
const place = (step, meta = {}) => ({
  track: { colour: "red", meta: { run: 0, last: 1, fate: "moving", ...meta } },
  view: { frame: { width: 800, height: 400 }, spans: [8, 4] }, step, head, taken: [],
});
const drawn = (at, why) => {
  const ink = pretendInk();
  drawReasons(ink, at, { whyOf: () => why, colours: { page: "white" } });
  return ink;
};

test("the step is drawn as long as it is, the others beside it, each with its letter", () => {
  const ink = drawn(place(1), { rows: { ...rows, gradients: [6, 2, 0, -4.8], states: [[0, 0, -6, 2]] }, run: momentum });
  const [x, y] = placesOf(ink, "lineTo")[0]; // the shaft ends where the head of the arrow is
  const [dx, dy] = [x - head[0], y - head[1]];
  assert.ok(Math.abs(dx / dy - -78 / 26) < 1e-9);
  assert.ok(Math.abs(Math.hypot(dx, dy) - (Math.hypot(78, 26) - 6)) < 1e-9);
  assert.deepEqual(placesOf(ink, "fillText").map(([text]) => text), ["Δx", "−m", "−g"]);
});

test("nothing is drawn where nothing is asked for, and at the end of a run that has settled", () => {
  assert.equal(drawn(place(1), null).calls.length, 0);
  assert.equal(drawn(place(1, { fate: "settled" }), { rows, run: momentum }).calls.length, 0);
  assert.notEqual(drawn(place(0, { fate: "settled" }), { rows, run: momentum }).calls.length, 0);
});
