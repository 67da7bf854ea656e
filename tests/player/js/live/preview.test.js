// Previews against the closed form of gradient descent on c x^2: x is multiplied by 1 - 2 c lr.

import assert from "node:assert/strict";
import test from "node:test";

import { Preview } from "../../../../player/js/live/preview.js";

const LOSS = { constants: ["c0"], step: "v2=c0*v0", results: ["v2*v0", "v2+v2"] };
const RULE = {
  dials: [], x: ["v0"], g: ["v1"], f: "v2", t: "v3", lr: "v4", once: "", step: "v5=v4*v1;v6=v0-v5",
  states: [], following: ["v6"], rate: ["v4"],
};
const run = (start, lr) => ({ rule: RULE, start: [start], dials: {}, roles: {}, lr, schedule: null });
const text = (...runs) => JSON.stringify({ loss: LOSS, constants: [1], steps: 3, noise: 0, seed: 0, runs });
const notes = [{ start: [2], rate: 0.25, limit: 1, end: [0.25] }, { start: [5], rate: 0.25, limit: 1, end: [0.625] }];

/** Return a preview of two runs with some edits. */
function preview(...edits) {
  const found = new Preview();
  found.take(text(run(2, 0.25), run(5, 0.25)));
  for (const edit of edits) assert.equal(found.change(edit), true);
  found.compute();
  return found;
}
const ends = (found) => found.notes(notes).map(({ end }) => end[0]);

test("without a change nothing is run", () => {
  assert.deepEqual([preview().on, ends(preview())], [false, [0.25, 0.625]]);
});

test("a start that is moved takes along the runs that begin there", () => {
  const found = preview({ kind: "start", old: [2], point: [8] });
  assert.deepEqual([[...found.rows.keys()], ends(found)], [[0], [1, 0.625]]);
  assert.deepEqual([found.placeOf([2]), found.placeOf([5])], [[8], null]);
  assert.deepEqual(ends(preview({ kind: "start", old: null, point: [16] })), [2, 2]);
});

test("a run has its rows also where nothing has changed", () => {
  assert.deepEqual([...preview().runOf(1).rows.points], [5, 2.5, 1.25, 0.625]);
  const found = preview({ kind: "start", old: [2], point: [8] });
  assert.deepEqual([0, 1].map((place) => found.runOf(place).rows.points[1]), [4, 2.5]);
  assert.deepEqual([0, 1].map((place) => found.runOf(place).run.start), [[8], [5]]);
  assert.equal(new Preview().runOf(0), null);
});

test("a coordinate of one run moves it alone, and the start that all have left with it", () => {
  const moved = { kind: "coordinate", run: 1, axis: 0, value: 16 };
  const found = preview(moved);
  assert.deepEqual([[...found.rows.keys()], ends(found)], [[1], [0.25, 2]]);
  assert.deepEqual([found.placeOf([5]), found.placeOf([2])], [[16], null]);
  const both = new Preview();
  both.take(text(run(2, 0.25), run(2, 0.25)));
  both.change(moved);
  assert.equal(both.placeOf([2]), null); // the other run still starts there
});

test("with another constant the landscape is that of before", () => {
  assert.equal(preview({ kind: "rate", run: 1, rate: 0.5 }).ground, true);
  assert.equal(preview({ kind: "constant", place: 0, value: 2 }).ground, false);
});

test("rates, constants and the number of steps change what they belong to", () => {
  assert.deepEqual(ends(preview({ kind: "rate", run: 1, rate: 0.5 })), [0.25, 0]);
  assert.deepEqual(ends(preview({ kind: "constant", place: 0, value: 2 })), [0, 0]);
  assert.deepEqual(ends(preview({ kind: "steps", value: 1 })), [1, 2.5]);
});

test("the last change of one thing counts, and different ones add up", () => {
  const moved = (point) => ({ kind: "start", old: [2], point: [point] });
  const found = preview(moved(8), { kind: "rate", run: 0, rate: 0.5 }, moved(4));
  assert.deepEqual([found.edits.size, found.notes(notes)[0]], [2, { start: [4], rate: 0.5, limit: 1, end: [0] }]);
});

test("an answer ends what was told, and what is still held goes on from it", () => {
  const told = { kind: "start", old: [2], point: [8] };
  const held = { kind: "start", old: [5], point: [16] };
  const found = preview(told, held);
  assert.equal(found.tell(told), "start 2");
  found.take(text(run(8, 0.25), run(5, 0.25)));
  assert.deepEqual([[...found.rows.keys()], [...found.rows.get(1).points]], [[1], [16, 8, 4, 2]]);
  found.drop(held);
  assert.equal(found.on, false);
});

test("a run that blows up is lost, one that rests at a minimum has settled", () => {
  const meta = { window: [[-4, 4]], minima: [[0]] };
  const track = { meta: { run: 0, last: 3, fate: "moving" } };
  const end = (edit) => preview(edit).curveOf(track, meta).meta;
  assert.equal(end({ kind: "rate", run: 0, rate: 0.3 }).fate, "moving");
  assert.deepEqual(end({ kind: "rate", run: 0, rate: 1e300 }), { run: 0, last: 0, fate: "lost", ended: 1 });
  assert.equal(end({ kind: "start", old: [2], point: [0] }).fate, "settled");
});

test("what the browser cannot run is left to the server", () => {
  const found = new Preview();
  assert.equal(found.change({ kind: "rate", run: 0, rate: 1 }), false);
  const warn = console.warn;
  console.warn = () => {};
  found.take(text({ ...run(2, 0.25), rule: { ...RULE, step: "alert(1)" } }));
  found.change({ kind: "rate", run: 0, rate: 1 });
  found.compute();
  console.warn = warn;
  assert.deepEqual([found.able, found.on, found.now], [false, false, null]); // nor is a ground drawn
});

// np.random.default_rng(seed).standard_normal(): the first numbers of two seeds.
const NORMALS = [0.1257302210933933, 0.345584192064786];

test("noise comes from 0, by the seed that is set", () => {
  const louder = { kind: "noise", value: 4 };
  const found = preview(louder);
  assert.equal(found.rows.get(0).points[1], 2 - 0.25 * (4 + 4 * NORMALS[0]));
  const other = { kind: "seed", value: 1 };
  found.change(other);
  found.compute();
  assert.equal(found.rows.get(1).points[1], 5 - 0.25 * (10 + 4 * NORMALS[1]));
  assert.equal(found.waits(other), false);
  found.tell(other);
  assert.equal(found.waits(other), true);
});

test("a dial of a schedule changes the rates of its run, and back", () => {
  const code = { dials: ["end"], k: "v0", once: "", step: "v1=v0<1;v2=v1?1:c0", factor: "v2" }; // 1, then `end`
  const found = new Preview();
  found.take(text(run(2, 0.25), { ...run(2, 0.25), schedule: { code, dials: { end: 0 } } }));
  const edit = (value) => ({ kind: "factor", run: 1, name: "end", value });
  for (const [value, points] of [[0.5, [2, 1, 0.75, 0.5625]], [0, [2, 1, 1, 1]], [2, [2, 1, 0, 0]]]) {
    found.change(edit(value));
    found.compute();
    assert.deepEqual([[...found.rows.keys()], [...found.rows.get(1).points]], [[1], points]);
  }
  assert.equal(found.tell(edit(2)), "factor 1 end");
});

test("another seed runs nothing again where chance plays no part", () => {
  assert.equal(preview({ kind: "seed", value: 1 }).on, false);
});

const MEAN = {
  constants: [], step: "", results: ["v4", "(2*v5)"],
  rows: { columns: ["v2"], before: "", step: "v3=v0-v2", means: ["v4", "v5"], terms: ["(v3*v3)", "v3"] },
};

test("a row that is moved changes the loss and so all runs, until the server answers", () => {
  const found = new Preview();
  const table = { columns: [[1, 2, 6]], count: 3, shuffled: true };
  const text = JSON.stringify({ loss: MEAN, constants: [], steps: 1, noise: 0, seed: 0, runs: [run(0, 0.5)], table });
  found.take(text);
  const edit = { kind: "row", row: 1, column: 0, value: 5 };
  found.change(edit);
  found.compute();
  assert.deepEqual([[...found.rows.get(0).points], found.ground], [[0, 4], false]); // half of 2 times the mean
  assert.deepEqual([[...found.lifted], found.first.table.columns], [[[1, 5]], [[1, 2, 6]]]);
  found.change({ ...edit, value: -7 });
  found.compute();
  assert.deepEqual([...found.rows.get(0).points], [0, 0]);
  found.tell(edit);
  found.take(text);
  assert.deepEqual([found.on, found.ground, found.lifted.size], [false, true, 0]);
});
