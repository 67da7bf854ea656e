// The loss of a batch by hand: f(w, b) = mean((w u + b - t)^2) over rows of u and t.

import assert from "node:assert/strict";
import test from "node:test";

import { drawBatch, gradientsAt, levelLine, levelsOf } from "../../../../player/js/drawing/batch.js";
import { placesOf, pretendInk } from "../pretend.js";

const LOSS = {
  constants: [], step: "", results: ["v6", "(2*v7)", "(2*v8)"],
  rows: {
    columns: ["v2", "v3"], before: "", step: "v4=v0*v2;v5=(v4+v1)-v3", means: ["v6", "v7", "v8"],
    terms: ["(v5*v5)", "v5*v2", "v5"],
  },
};
const TABLE = { count: 4, columns: [[0, 1, 2, 3], [1, 3, 5, 10]], shuffled: true };
const LIVE = { loss: LOSS, constants: [], table: TABLE, seed: 4 }; // its first epoch: rows 3, 0, 1, 2
const WHY = { live: LIVE, run: { batch: 2, start: [0, 0] }, rows: { points: [0, 0, 1, 1] } };
const track = { meta: { run: 0, last: 1 }, colour: "red" };
const view = () => ({
  frame: { width: 80, height: 40 }, spans: [8, 4], tracks: [track],
  rulers: [(x) => 10 * x, (y) => 40 - 10 * y], readings: [(x) => x / 10, (y) => (40 - y) / 10],
});
const MANNER = {
  colours: { page: "white" }, singled: null, ground: { meta: { levels: [1, 4, 9, 1e9] } }, whyOf: () => WHY,
};
const drawn = (step, manner = {}, here = view()) => {
  const ink = pretendInk();
  drawBatch(ink, { track, view: here, step, head: [10, 20], taken: [] }, { ...MANNER, ...manner });
  return ink;
};
const letters = (ink) => placesOf(ink, "fillText").map(([text]) => text);

test("gradients of the batch and of all rows are means over their rows", () => {
  // At (1, 0) the rows miss by u - t: -1, -2, -3, -7.
  const { batch, all } = gradientsAt({ live: LIVE }, [1, 0], [0, 2]); // rows 3 and 0
  assert.deepEqual(batch, [-21, -8]);
  assert.deepEqual(all, [(2 * -29) / 4, (2 * -13) / 4]);
});

test("two arrows point downhill, and the loss of the batch has level lines in the run's colour", () => {
  const ink = drawn(0);
  assert.deepEqual(letters(ink), ["batch"]); // the other arrow is too near for its word
  const heads = ink.calls.filter(({ name }) => name === "fillText" || name === "fill");
  assert.deepEqual(heads.map(({ globalAlpha }) => globalAlpha), [1, 1, 0.45]);
  assert.equal(ink.calls.find(({ name }) => name === "stroke").strokeStyle, "red");
  assert.ok(placesOf(ink, "lineTo").length > 50);
});

test("nothing is drawn of a run that sees all rows, and beyond the end of another", () => {
  assert.equal(drawn(0, { whyOf: () => ({ ...WHY, run: { batch: 0, start: [0, 0] } }) }).calls.length, 0);
  assert.equal(drawn(2).calls.length, 0);
  assert.equal(drawn(0, { whyOf: () => null }).calls.length, 0);
});

test("of several runs in a panel the first one has level lines, or the one that is singled out", () => {
  const other = { meta: { run: 1, last: 1 }, colour: "blue" };
  const both = { ...view(), tracks: [other, track] };
  assert.ok(placesOf(drawn(0, {}, both), "lineTo").length < 20);
  assert.ok(placesOf(drawn(0, { singled: 0 }, both), "lineTo").length > 50);
});

test("with one variable the loss of the batch is a curve", () => {
  const one = { ...LOSS, results: ["v6", "(2*v7)"], rows: { ...LOSS.rows, step: "v4=v0*v2;v5=v4-v3" } };
  const why = { live: { ...LIVE, loss: one }, run: { batch: 2, start: [0] }, rows: { points: [0, 1] } };
  const places = placesOf(drawn(0, { whyOf: () => why }), "lineTo");
  assert.deepEqual(places[0], [0, 40 - 10 * ((100 + 1) / 2)]); // at 0
  const [x, y] = places.at(-1);
  assert.ok(Math.abs(y - (40 - (10 * ((3 * x / 10 - 10) ** 2 + 1)) / 2)) < 1e-9);
});

test("a level line of a paraboloid is a circle", () => {
  const across = Array.from({ length: 41 }, (_, i) => i - 20);
  const values = across.flatMap((y) => across.map((x) => x * x + y * y));
  const ink = pretendInk();
  levelLine(ink, { values, across, up: across }, 150);
  const places = placesOf(ink, "moveTo", "lineTo");
  assert.ok(places.length > 100);
  for (const [x, y] of places) assert.ok(Math.abs(Math.hypot(x, y) - Math.sqrt(150)) < 0.02);
});

test("levels are those of the landscape, a few of many, or shares of what the loss spans", () => {
  assert.deepEqual(levelsOf([0, NaN, 10], [-1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11]), [1, 3, 5, 7, 9]);
  assert.deepEqual(levelsOf([0, 10], [20]), [0.2, 1, 3, 6]);
});

test("on its way between two steps the playhead shows the level lines of a moment ago", () => {
  const here = view();
  const lines = (step) => JSON.stringify(placesOf(drawn(step, {}, here), "moveTo", "lineTo").slice(8));
  const first = lines(0);
  assert.equal(lines(0.5), first);
  assert.notEqual(lines(1), first); // at rest they are those of the step
});
