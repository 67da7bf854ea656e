// Only numbers, v0 c0 ..., signs and known functions become code.

import assert from "node:assert/strict";
import { test } from "node:test";

import { check, lossOf, loopOf, predictionOf, lossOnGrid } from "../../../../player/js/engine/code.js";

const LOSS = { constants: ["c0"], step: "v2=c0*v0", results: ["v2*v0", "v2+v2"] };
const RULE = {
  dials: ["momentum"], x: ["v0"], g: ["v1"], f: "v2", t: "v3", lr: "v4", once: "", step: "v6=c0*v5;v7=v6+v1;v8=v4*v7;v9=v0-v8",
  states: [{ name: "v", before: ["v5"], start: ["0"], after: ["v7"] }], following: ["v9"], rate: ["v4"],
};

test("generated statements pass", () => {
  for (const text of ["", "v2=(c0 - v0);v3=ipow(v2, 6)", "(1.5e-07*v0)", "v45?v64:v6", "v2=v0>=1e5", "maximum(v0,v1)"]) check(text);
});

test("everything else is refused at its place", () => {
  const strange = ["alert(1)", "v0.x", "v0;v1=w", "this", "v0`", "v", "c", "1n", "0x1f", "v0[1]", "sin", "v0 => v0", "\"a\"", "'a'", "v0//", "/*", "v0*/v1", "v1a", "1e", "import(v0)", "v0\n", "v0\\u0041", "√v0", "constructor(v0)", "sinx(1)"];
  for (const text of strange) {
    assert.throws(() => check(text), /^Error: A formula for the browser has something strange at \d+\.$/, text);
  }
  assert.throws(() => check("v0+".repeat(40000)), /^Error: A formula for the browser is too long\.$/);
});

test("a stranger in any text of a loss or a rule stops the loop from being made", () => {
  const bad = "alert(1)";
  for (const key of ["step"]) assert.throws(() => loopOf({ ...LOSS, [key]: bad }, RULE), /strange/);
  assert.throws(() => loopOf({ ...LOSS, results: [bad, "v0"] }, RULE), /strange/);
  assert.throws(() => loopOf({ ...LOSS, constants: [bad] }, RULE), /strange/);
  for (const key of ["f", "t", "lr", "once", "step"]) assert.throws(() => loopOf(LOSS, { ...RULE, [key]: bad }), /strange/);
  for (const key of ["x", "g", "following", "rate"]) assert.throws(() => loopOf(LOSS, { ...RULE, [key]: [bad] }), /strange/);
  for (const key of ["before", "start", "after"]) {
    assert.throws(() => loopOf(LOSS, { ...RULE, states: [{ ...RULE.states[0], [key]: [bad] }] }), /strange/);
  }
});

test("only the update of a rule asks the loss, with the noise of the update", () => {
  const asks = { ...RULE, dials: [], states: [], asks: true, step: "v9=grad(v0);v10=v0-v9", following: ["v10"] };
  for (const text of ["grad(v0)", "other()"]) assert.throws(() => check(text), /strange/);
  assert.throws(() => loopOf({ ...LOSS, step: "v2=grad(v0)" }, asks), /strange/);
  assert.throws(() => loopOf({ ...LOSS, hessian: { step: "v2=alert(1)", results: ["v2"] } }, asks), /strange/);
  assert.throws(() => loopOf({ ...LOSS, hessian: { step: "", results: ["v0.x"] } }, asks), /strange/);
  const room = () => new Float64Array(2);
  const out = { points: room(), losses: room(), gradients: room(), rates: room(), states: [], evaluations: [], tried: [] };
  const given = { start: [3], dials: [], constants: [0.25], lr: room(), noise: [0.5, 0], rows: 2 };
  assert.equal(loopOf(LOSS, asks)(given, out), 2); // of x^2 / 4
  assert.deepEqual([...out.points], [3, 1]);
  assert.deepEqual([out.evaluations, out.tried], [[0, 2, 4], [3, 3, 1, 1]]); // each gradient twice
});

test("one pair of loss and rule is made once", () => {
  assert.equal(loopOf(LOSS, RULE), loopOf({ ...LOSS }, { ...RULE }));
  assert.notEqual(loopOf(LOSS, RULE), loopOf({ ...LOSS, step: "v2=c0+v0" }, RULE));
});

test("a prediction is worked out for every row of its columns, from checked text alone", () => {
  const fit = { constants: ["c0", "c1"], step: "v2=c0*v0", result: "(v2+c1*v1)" };
  const out = new Float64Array(2);
  predictionOf(fit)([2, 3], [[1, 2], [10, 20]], out);
  assert.deepEqual([...out], [32, 64]);
  for (const key of ["step", "result"]) assert.throws(() => predictionOf({ ...fit, [key]: "alert(1)" }), /strange/);
  assert.throws(() => predictionOf({ ...fit, constants: ["c0", "c1=alert(1)"] }), /strange/);
});

test("a loss at a point goes over all rows or over a batch, from checked text alone", () => {
  const rows = { columns: ["v2"], before: "", step: "", means: ["v3"], terms: ["v2*v0"] };
  const loss = { constants: ["c0"], step: "v4=c0*v3", results: ["v4", "c0"], rows };
  const given = { constants: [10], table: { columns: [[1, 2, 6]], count: 3, order: [2, 1, 0] } };
  assert.deepEqual(lossOf(loss, false)([2], given, [0, 0]), [60, 10]);
  assert.deepEqual(lossOf(loss, true)([2], given, [1, 3]), [30, 10]);
  assert.equal(lossOf(loss, true), lossOf(loss, true));
  assert.throws(() => lossOf({ ...loss, rows: { ...rows, terms: ["alert(1)"] } }, true), /strange/);
  assert.throws(() => lossOf({ ...loss, results: ["v4", "this"] }, true), /strange/);
});

test("a loss on a grid is that at each of its points, a row after the other, from checked text alone", () => {
  const rows = { columns: ["v2"], before: "", step: "v5=v2*v0", means: ["v3", "v6"], terms: ["v5+v1", "v5"] };
  const loss = { constants: ["c0"], step: "v4=c0*v3", results: ["v4", "v6", "c0"], rows };
  const given = { constants: [10], table: { columns: [[1, 2, 6]], count: 3 } };
  const out = new Float64Array(4);
  lossOnGrid(loss)([2, 4], [0, 5], given, out);
  assert.deepEqual([...out], [60, 120, 110, 170]);
  lossOnGrid(LOSS)([3, -1], [0], { constants: [2] }, out);
  assert.deepEqual([...out.slice(0, 2)], [18, 2]);
  assert.equal(lossOnGrid(loss), lossOnGrid(loss));
  assert.throws(() => lossOnGrid({ ...loss, results: ["v4", "this"] }), /strange/);
});
