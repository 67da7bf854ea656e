import assert from "node:assert/strict";
import test from "node:test";

import { drawPanel } from "../../../../player/js/drawing/ink.js";
import { placesOf, pretendInk } from "../pretend.js";

const track = (meta = {}, more = {}) => {
  const x = [10, 20, 30, 40, 50];
  const y = [50, 50, 50, 50, 50];
  return {
    meta: { role: "trail", run: 0, symbol: "circle", last: 4, fate: "moving", ...meta },
    colour: "red", dash: [9, 3], steps: [0, 1, 2, 3, 4], x, y, slopes: null, bends: null,
    pixels: { x, y }, ...more,
  };
};
const MANNER = {
  name: "picture", colours: { page: "white", quiet: "grey" }, singled: null, curved: false, reach: 1, whyOf: () => null,
  playback: { comet: false, marks: 0, steps: 4 },
};
const drawn = (tracks, step, manner = {}, panel = {}) => {
  const ink = pretendInk();
  const view = { panel, frame: { left: 0, top: 0, width: 100, height: 100 }, tracks, rulers: [(v) => v, (v) => v] };
  drawPanel(ink, view, step, { ...MANNER, ...manner });
  return ink;
};
const arcs = (ink) => placesOf(ink, "arc").map(([x, y, radius]) => [x, y, radius]);

test("a trail ends at the playhead, between two steps too", () => {
  const ink = drawn([track()], 2.5);
  assert.deepEqual(placesOf(ink, "lineTo").at(-1), [35, 50]);
  assert.deepEqual(arcs(ink), [[35, 50, 6]]);
  assert.deepEqual(placesOf(ink, "fillText"), [["2", 49, 40]]);
});

test("a run that settled has a ring around its end, one that was lost a cross", () => {
  assert.deepEqual(arcs(drawn([track({ fate: "settled" })], 4)), [[50, 50, 6], [50, 50, 11]]);
  const lost = placesOf(drawn([track({ fate: "lost" })], 4), "moveTo", "lineTo").slice(-4);
  assert.deepEqual(lost, [[40, 60], [60, 40], [40, 40], [60, 60]]);
  assert.deepEqual(arcs(drawn([track()], 4)), [[50, 50, 6]]);
});

test("a head out of sight is an arrow at the edge that its path crossed", () => {
  const away = track({}, { pixels: { x: [10, 60, 200, 300, 400], y: [50, 50, 50, 50, 50] } });
  const ink = drawn([away], 4);
  assert.deepEqual(arcs(ink), []);
  const corners = placesOf(ink, "lineTo").slice(-4);
  assert.ok(Math.max(...corners.map(([x]) => x)) <= 101);
  assert.ok(Math.max(...corners.map(([x]) => x)) > 95);
});

test("while one run is singled out the others are faint", () => {
  const ink = drawn([track(), track({ run: 1 })], 2, { singled: 1 });
  const heads = ink.calls.filter(({ name }) => name === "arc").map(({ globalAlpha }) => globalAlpha);
  assert.deepEqual(heads, [0.15, 1]);
});

test("marks stand at every n-th step, dots where they keep apart", () => {
  const marks = drawn([track()], 4, { playback: { ...MANNER.playback, marks: 2 } });
  assert.deepEqual(arcs(marks).filter(([, , radius]) => radius === 3).map(([x]) => x), [10, 30, 50]);
  const close = track({ dots: true }, { pixels: { x: [10, 12, 18, 20, 40], y: [50, 50, 50, 50, 50] } });
  assert.deepEqual(arcs(drawn([close], 4)).slice(0, -1).map(([x]) => x), [10, 18, 40]);
});

test("a comet's tail fades, and the step of a run that has ended is not written", () => {
  const ink = drawn([track()], 4, { playback: { ...MANNER.playback, comet: true } });
  const strokes = ink.calls.filter(({ name, lineWidth }) => name === "stroke" && lineWidth <= 3.4);
  const faint = strokes.slice(0, 6).map(({ globalAlpha }) => globalAlpha);
  assert.deepEqual(faint, [...faint].sort((a, b) => a - b));
  assert.equal(new Set(faint).size, 6);
  assert.deepEqual(placesOf(ink, "fillText"), []);
});

test("a chart over evaluations has no line at the playhead: each run is somewhere else", () => {
  const ink = drawn([track({ role: "curve" })], 2, { name: "chart" }, { curve: { evaluations: true } });
  assert.ok(!placesOf(ink, "lineTo").some(([, y]) => y === 0));
});

test("a chart has a line at the playhead, and no number at its heads", () => {
  const ink = drawn([track({ role: "curve" })], 2, { name: "chart" });
  assert.deepEqual(placesOf(ink, "lineTo").slice(0, 2), [[2.5, 0], [2.5, 100]]);
  assert.deepEqual(placesOf(ink, "fillText"), []);
});

test("the losses of batches are fainter than their run, and all of them are there", () => {
  const batch = { x: [10, 20, 30], y: [1, 2, 3], size: 2 };
  const ink = drawn([track({}, { batch })], 0);
  const stroke = ink.calls.find(({ name }) => name === "stroke");
  assert.deepEqual([stroke.globalAlpha, stroke.lineWidth, stroke.strokeStyle], [0.3, 1, "red"]);
  assert.deepEqual(placesOf(ink, "moveTo", "lineTo").slice(0, 2), [[10, 1], [20, 2]]);
});
