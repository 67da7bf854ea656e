// A line through rows by hand: w u + b at the playhead of each run, and rings around the rows of a batch.

import assert from "node:assert/strict";
import test from "node:test";

import { drawFit } from "../../../../player/js/drawing/fit.js";
import { placesOf, pretendInk } from "../pretend.js";

const FIT = {
  constants: ["c0"], step: "v2=c0*v0", result: "(v2+v1)", columns: [[0, 10]], across: [0, 10], several: false,
};
const losses = (run, points) => ({
  meta: { role: "curve", panel: "loss", run }, customdata: points.map((point) => [0, 0, ...point]),
});
const track = (run, steps, more = {}) => ({
  meta: { panel: "loss", run, last: steps.at(-1) }, steps, colour: ["red", "blue"][run], dash: [], ...more,
});
const ROWS = {
  meta: { role: "rows" }, x: [1, 3, 5, 7, 9], y: [2, 4, 6, 8, 10], customdata: [2, 4, 6, 8, 9].map((y, k) => [k + 1, y]),
};
const WALKS = [[[0, 0], [2, 4]], [[1, 1], [1, 1]]]; // of two runs, two rows each
const TABLE = { count: 5, shuffled: true };
const seed = 199; // np.random.default_rng(199).permutation(5): 4, 2, 0, 1, 3
const sight = (more = {}) => ({
  own: [...WALKS.map((points, run) => losses(run, points)), ROWS], tracks: [track(0, [0, 1]), track(1, [0, 1])],
  preview: { lifted: new Map(), rows: new Map(), now: { table: TABLE, seed, steps: 1, runs: [{ batch: 2 }, { batch: 0 }] } },
  singled: null, colours: { ink: "black" }, picture: { meta: { variables: ["w", "b"] } }, ...more,
});
const drawn = (step, chart = sight(), fit = FIT) => {
  const ink = pretendInk();
  const frame = { left: 100, top: 50, width: 200, height: 100 };
  drawFit(ink, { frame, panel: { fit }, rulers: [(x) => x, (y) => -y] }, step, chart);
  return ink;
};
const lines = (ink) => placesOf(ink, "moveTo", "lineTo");
const rings = (ink) => ink.calls.filter(({ name }) => name === "arc").map(({ values: [x, y] }) => [x, y]);

test("each run predicts from where it is, between two rows too, in its colour", () => {
  const alone = sight({ preview: { lifted: new Map(), rows: new Map(), now: null } });
  assert.deepEqual(lines(drawn(0, alone)), [[0, -0], [10, -0], [0, -1], [10, -11]]);
  assert.deepEqual(lines(drawn(0.5, alone)).slice(0, 2), [[0, -2], [10, -12]]);
  assert.deepEqual(lines(drawn(7, alone)).slice(0, 2), [[0, -4], [10, -24]]); // it stays at its last row
  const strokes = drawn(0, alone).calls.filter(({ name }) => name === "stroke");
  assert.deepEqual(strokes.map(({ strokeStyle }) => strokeStyle), ["red", "blue"]);
});

test("a run that is changed under the hand predicts from the rows of now", () => {
  const rows = new Map([[0, { kept: 2, points: [5, 0, 7, 0] }]]);
  const ink = drawn(1, sight({ preview: { lifted: new Map(), rows, now: null } }));
  assert.deepEqual(lines(ink).slice(0, 2), [[0, -0], [10, -70]]);
});

test("the rows that the update at the playhead sees have a ring, up to the run's end", () => {
  assert.deepEqual(rings(drawn(0)), [[9, -10], [5, -6]]); // rows 4 and 2
  assert.deepEqual(rings(drawn(1.9)).map(([x]) => x), [1, 3]);
  const lost = sight({ tracks: [track(0, [0]), track(1, [0, 1])] });
  assert.equal(rings(drawn(1, lost)).length, 0);
  assert.equal(rings(drawn(0, sight({ singled: 1 }))).length, 0); // it sees all rows
  assert.equal(rings(drawn(0, sight({ preview: { lifted: new Map(), rows: new Map(), now: { runs: [] } } }))).length, 0);
});

test("rings are neutral where all see the same rows, else of the run whose they are", () => {
  const colourOf = (batches, singled) => {
    const runs = batches.map((batch) => ({ batch }));
    const chart = sight({ singled, preview: { lifted: new Map(), rows: new Map(), now: { table: TABLE, seed, steps: 1, runs } } });
    return drawn(0, chart).calls.findLast(({ name }) => name === "stroke").strokeStyle;
  };
  assert.equal(colourOf([2, 2], null), "black");
  assert.equal(colourOf([2, 0], null), "black");
  assert.equal(colourOf([2, 3], null), "red");
  assert.equal(colourOf([2, 3], 1), "blue");
});

test("from several columns each row has a point of its own, and its ring stands there", () => {
  const fit = {
    constants: ["c0", "c1"], step: "", result: "(c0*v0+c1*v1)", columns: [[1, 2, 3, 4, 5], [1, 1, 1, 1, 1]],
    across: [10, 20, 30, 40, 50], several: true,
  };
  const own = sight().own.filter(({ meta }) => meta.role !== "rows"); // no two runs have the same places
  const ink = drawn(1, sight({ own }), fit);
  const dots = placesOf(ink, "rect").slice(1).map(([x, y, width, height]) => [x + width / 2, y + height / 2]);
  assert.deepEqual(dots.slice(0, 2), [[10, -6], [20, -8]]); // 2 u + 4
  assert.deepEqual(rings(ink), [[10, -6], [20, -8]]);
});

test("a prediction without a value leaves a gap, and code of a stranger draws nothing", () => {
  const root = { ...FIT, step: "", result: "sqrt(c0-v1)", columns: [[0, 4]] };
  assert.deepEqual(lines(drawn(1, sight({ preview: { lifted: new Map(), rows: new Map(), now: null } }), root))[0], [10, -0]);
  const warn = console.warn;
  console.warn = () => {};
  assert.equal(drawn(0, sight(), { ...FIT, result: "alert(1)" }).calls.length, 0);
  console.warn = warn;
});

test("a row that was moved stands where it is now, filled, and so does its ring", () => {
  const lifted = new Map([[4, 1]]); // the target of the last row was 9, drawn at 10
  const preview = { ...sight().preview, lifted };
  const ink = drawn(0, sight({ preview }));
  assert.deepEqual(rings(ink), [[9, -2], [9, -2], [5, -6]]);
  assert.equal(ink.calls.find(({ name }) => name === "fill").fillStyle, "black");
});
