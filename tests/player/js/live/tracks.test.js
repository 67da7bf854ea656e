import assert from "node:assert/strict";
import test from "node:test";

import { lay } from "../../../../player/js/live/tracks.js";

const rows = {
  kept: 3, points: Float64Array.of(0, 1, 2), losses: Float64Array.of(4, 2, 1), after: [3],
  gradients: Float64Array.of(-1, -2, -3), rates: Float64Array.of(1, 1, 1), states: [],
};
const now = { rows, run: { start: [0], roles: {}, rule: { states: [] } }, meta: { window: [[0, 4]], minima: [] } };
const END = { last: 2, fate: "moving", ended: undefined };
const view = (panel) => ({
  panel, frame: { left: 0, top: 0, width: 40, height: 40 }, rulers: [(x) => 10 * x, (y) => 40 - 10 * y],
});
const track = (meta = {}) => ({ meta: { run: 0, ...meta }, slopes: null, bends: [[1]], line: null, pixels: {} });
const shown = ({ steps, pixels: { x, y } }) => [[...steps], [...x], [...y]];

test("with one variable a path lies on the loss and knows its slopes", () => {
  const found = { ...track(), slopes: Float64Array.of(0) };
  lay(found, view({ x: "xaxis", y: "yaxis" }), now, END);
  assert.deepEqual(shown(found), [[0, 1, 2], [0, 10, 20], [0, 20, 30]]);
  assert.deepEqual([[...found.slopes], found.meta.last, found.bends], [[-1, -2, -3], 2, null]);
});

test("a curve counts from its floor, and on decades never below its least", () => {
  const curve = { quantity: "loss", coordinate: null, floor: 1, least: 0.5 };
  const found = track();
  lay(found, view({ x: "xaxis2", y: "yaxis2", curve }), now, END);
  assert.deepEqual(shown(found), [[0, 1, 2], [0, 10, 20], [10, 30, 35]]);
});

test("a curve over evaluations stands where its run has come to", () => {
  const curve = { quantity: "loss", coordinate: null, floor: 0, least: null, evaluations: true };
  const found = track();
  const counted = { ...rows, evaluations: Float64Array.of(0, 3, 4, 6) };
  lay(found, view({ x: "xaxis2", y: "yaxis2", curve }), { ...now, rows: counted }, END);
  assert.deepEqual(shown(found), [[0, 1, 2], [0, 30, 40], [0, 20, 30]]);
});

test("a curve says how high and how low it goes inside the window, and no farther", () => {
  const curve = { quantity: "loss", coordinate: null, floor: 0, least: null };
  const found = track();
  const far = { ...rows, points: Float64Array.of(0, 9, 2), losses: Float64Array.of(6, 99, -1) };
  lay(found, view({ x: "xaxis2", y: "yaxis2", curve }), { ...now, rows: far }, END);
  assert.deepEqual(found.reach, [-20, 50, 20]);
  lay(found, view({ x: "xaxis", y: "yaxis" }), now, END);
  assert.equal(found.reach, null);
});

test("a cobweb goes up to the next x and across to the diagonal", () => {
  const found = track();
  lay(found, view({ x: "xaxis", y: "yaxis", web: true }), now, END);
  assert.deepEqual(shown(found), [[0, 0.5, 1, 1.5, 2], [0, 0, 10, 10, 20], [40, 30, 30, 20, 20]]);
});

test("in space a path is held above the surface and cut to the window", () => {
  const flat = { ...rows, kept: 2, points: Float64Array.of(1, 1, 9, 1), losses: Float64Array.of(0, 10) };
  const given = { rows: flat, run: { ...now.run, start: [1, 1] }, meta: { window: [[0, 5], [0, 2]], minima: [] } };
  const found = track();
  const scene = { scene: "scene", ladder: [0, 10], lift: 0.25 };
  lay(found, { panel: scene, project: (x, y, z) => [x, y + z] }, given, END);
  assert.deepEqual(shown(found).map((part) => part.map((value) => Number(value.toFixed(4)))), [
    [0, 0.5], [1, 5], [1.25, 1.75],
  ]);
});

test("the losses of batches lie beside a curve of the loss, and on decades nowhere below its least", () => {
  const curve = { quantity: "loss", coordinate: null, floor: 1, least: 0.5 };
  const batched = { ...now, rows: { ...rows, batchLosses: Float64Array.of(3, 0.5, 2) }, run: { ...now.run, batch: 8 } };
  const found = track();
  lay(found, view({ x: "xaxis2", y: "yaxis2", curve }), batched, END);
  const { x, y, size } = found.batch;
  assert.deepEqual([[...x.subarray(0, size)], [...y.subarray(0, size)]], [[0, NaN, 20], [20, NaN, 30]]);
  const plain = track();
  lay(plain, view({ x: "xaxis2", y: "yaxis2", curve }), now, END);
  assert.equal(plain.batch, undefined);
});
