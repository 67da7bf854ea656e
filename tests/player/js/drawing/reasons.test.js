// Momentum on x^2 + y^2, two steps by hand: m = 0.5 m + g, x = x - 0.1 m.

import assert from "node:assert/strict";
import test from "node:test";

import { drawReasons, isTold, triedAt, vectorsAt } from "../../../../player/js/drawing/reasons.js";
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
  drawReasons(ink, at, { whyOf: () => why, playback: { vectors: true }, colours: { page: "white" } });
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

// Two updates: one that asks at the next point and at its own, and one that tries two others.
const asking = { ...momentum, rule: { ...momentum.rule, asks: true } };
const tried = [3, 1, 2.4, 0.8, 3, 1, 2.4, 0.8, 4, 0, 2, 2];
const searched = { ...rows, evaluations: [0, 3, 6], tried };

test("the points that an update tries are those beside its own", () => {
  assert.deepEqual(triedAt(searched, asking, 0), [[2.4, 0.8]]);
  assert.deepEqual(triedAt(searched, asking, 1), [[4, 0], [2, 2]]);
  assert.deepEqual(triedAt(searched, momentum, 1), []); // its updates ask nothing
});

test("what an update tries is a faint ring, once where two would melt, and none that is no place", () => {
  const at = place(1);
  const pixelsOf = ([x, y]) => [x < 3 ? NaN : 100 * x, 100 * y];
  const ink = drawn({ ...at, view: { ...at.view, pixelsOf } }, { rows: searched, run: asking });
  const rings = ink.calls.filter(({ name }) => name === "arc");
  assert.deepEqual(rings.map(({ values }) => values.slice(0, 3)), [[400, 0, 3.5]]);
  assert.ok(rings[0].globalAlpha < 1 && ink.globalAlpha === 1);
  const close = { ...searched, tried: [...tried.slice(0, 8), 2, 2, 2, 2] };
  const near = drawn({ ...at, view: { ...at.view, pixelsOf: ([x, y]) => [x, y] } }, { rows: close, run: asking });
  assert.equal(placesOf(near, "arc").length, 1);
});

test("with one variable only what an update tries is drawn", () => {
  const at = place(0);
  const run = { ...asking, start: [3] };
  const flat = { ...rows, points: [3, 2], evaluations: [0, 2, 4], tried: [3, 1, 2, 2] };
  const ink = drawn({ ...at, view: { ...at.view, pixelsOf: ([x]) => [x, 7] } }, { rows: flat, run });
  assert.deepEqual(placesOf(ink, "arc").map((one) => one.slice(0, 2)), [[1, 7]]);
  assert.equal(placesOf(ink, "lineTo").length, 0);
});

test("a plane shows why where that is switched on, a curve what an update tries, others nothing", () => {
  const plane = { type: "contour", name: "loss" };
  assert.deepEqual([isTold(plane, true, false), isTold(plane, false, true)], [true, false]);
  const curve = { type: "scatter", name: "loss" };
  assert.deepEqual([isTold(curve, false, true), isTold(curve, true, false)], [true, false]);
  for (const ground of [{ type: "surface", name: "loss" }, { type: "scatter", name: "map" }, undefined]) {
    assert.equal(isTold(ground, true, true), false);
  }
});
