// Loops over rows against means by hand, of all rows and of batches.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fullValue, overRows, valueCode } from "../../../../player/js/engine/row_loop.js";
import { simulate } from "../../../../player/js/engine/run.js";

// mean((w u - v)^2) with w = v0, u = v1, v = v2 and its derivative.
const ROWS = { columns: ["v1", "v2"], before: "", step: "v3=v0*v1-v2", means: ["v4", "v5"], terms: ["v3*v3", "v3*v1"] };
const LOSS = { constants: [], step: "", results: ["v4", "2*v5"], rows: ROWS };
const RULE = {
  dials: [], x: ["v0"], g: ["v1"], f: "v2", t: "v3", lr: "v4", once: "", step: "v5=v0-v4*v1",
  states: [], following: ["v5"], rate: ["v4"],
};
const COLUMNS = [[1, 2, 3], [2, 3, 7]];
const run = (batch) => ({ rule: RULE, start: [1], dials: {}, roles: {}, lr: 0.1, schedule: null, batch });
const live = (seed, shuffled = true) => ({
  loss: LOSS, constants: [], steps: 3, noise: 0, seed, table: { columns: COLUMNS, count: 3, shuffled },
});
const mean = (w, rows, of) => rows.reduce((sum, i) => sum + of(w * COLUMNS[0][i] - COLUMNS[1][i], COLUMNS[0][i]), 0) / rows.length;

/** Gradient descent by hand on these batches. */
function walked(batches) {
  let w = 1;
  return batches.map((rows) => {
    const here = w;
    w -= 0.1 * 2 * mean(w, rows, (error, u) => error * u);
    return { w: here, whole: mean(here, [0, 1, 2], (error) => error * error), batch: mean(here, rows, (error) => error * error) };
  });
}

test("all rows are seen without a batch", () => {
  const rows = simulate(live(0), run(0));
  const expected = walked(Array(4).fill([0, 1, 2]));
  assert.deepEqual([...rows.points], expected.map(({ w }) => w));
  assert.deepEqual([...rows.losses], expected.map(({ whole }) => whole));
  assert.equal(rows.batchLosses, null);
});

test("shuffled, a batch ends where an epoch does; a run is judged by the whole loss", () => {
  const rows = simulate(live(9), run(2)); // NumPy's two permutations: 2, 0, 1 and 1, 2, 0
  const expected = walked([[2, 0], [1], [1, 2], [0]]);
  assert.deepEqual([...rows.points], expected.map(({ w }) => w));
  assert.deepEqual([...rows.losses], expected.map(({ whole }) => whole));
  assert.deepEqual([...rows.batchLosses], expected.map(({ batch }) => batch));
});

test("drawn, every batch is full", () => {
  const rows = simulate(live(4385, false), run(2)); // NumPy's integers: 2, 2, 1, 0, 0, 0, 1, 2
  assert.deepEqual([...rows.points], walked([[2, 2], [1, 0], [0, 0], [1, 2]]).map(({ w }) => w));
});

test("the whole value works out only what it needs, before the loop, in it and behind it", () => {
  assert.ok(!fullValue(LOSS).includes("v5"));
  assert.ok(fullValue({ ...LOSS, step: "v6=v5", results: ["v4+v6", "1"] }).includes("v5"));
  assert.equal(overRows(undefined, true), "");
  const rows = { ...ROWS, before: "v7=v0;v8=v7+1;v9=2", step: "v3=v0*v1-v2;v10=v3*v8;v11=v10*v9" };
  const code = { ...LOSS, rows: { ...rows, terms: ["v10", "v11"] }, step: "v12=v4*v4;v13=v12*v5", results: ["v12", "v13"] };
  const { step, results, rows: own } = valueCode(code);
  assert.deepEqual([step, results, own.means, own.terms], ["v12=v4*v4", ["v12"], ["v4"], ["v10"]]);
  assert.deepEqual([own.before, own.step], ["v7=v0;v8=v7+1", "v3=v0*v1-v2;v10=v3*v8"]);
  assert.deepEqual(valueCode({ constants: [], step: "v2=v0;v3=v2", results: ["v2*v2", "v3"] }).step, "v2=v0");
});
