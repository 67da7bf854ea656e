// What a knob may be, and what an edit of it is.

import assert from "node:assert/strict";
import test from "node:test";

import { allowance, offered, scaleOf, valueOf } from "../../../../player/js/live/knobs.js";

const knob = { kind: "dial", place: 1, name: "rho", low: 0, high: 0.99, whole: false, value: 0.9 };
const live = {
  knobs: [
    knob, { ...knob, kind: "rate", name: "lr" }, { ...knob, kind: "factor", name: "end" }, { ...knob, kind: "constant", name: "a", low: null, high: null },
    { ...knob, kind: "start", name: "1", low: null, high: null },
    { ...knob, kind: "noise", place: 0, name: "noise", value: 2, high: null },
    { ...knob, kind: "seed", place: 0, name: "seed", value: 3, high: 2 ** 32 - 1, whole: true },
    { ...knob, kind: "steps", place: 0, name: "steps", low: 1, high: 100, whole: true },
  ],
};

test("each kind of knob has its edit", () => {
  assert.deepEqual(offered(live, "dial 1 rho", 0.5), { kind: "dial", run: 1, name: "rho", value: 0.5 });
  assert.deepEqual(offered(live, "factor 1 end", 0.5), { kind: "factor", run: 1, name: "end", value: 0.5 });
  assert.deepEqual(offered(live, "rate 1 lr", 0.5), { kind: "rate", run: 1, rate: 0.5 });
  assert.deepEqual(offered(live, "start 1 1", -7), { kind: "coordinate", run: 1, axis: 1, value: -7 });
  assert.deepEqual(offered(live, "constant 1 a", -7), { kind: "constant", place: 1, value: -7 });
  assert.deepEqual(offered(live, "noise 0 noise", 5), { kind: "noise", value: 5 });
  assert.deepEqual(offered(live, "seed 0 seed", 7), { kind: "seed", value: 7 });
  assert.deepEqual(offered(live, "steps 0 steps", 40), { kind: "steps", value: 40 });
});

test("what is not allowed, no number, or no knob is no edit", () => {
  const given = [["dial 1 rho", 1], ["dial 1 rho", -1], ["dial 1 rho", NaN], ["steps 0 steps", 2.5], ["constant 1 a", Infinity], ["rate 0 lr", 0.5]];
  for (const [name, value] of given) assert.equal(offered(live, name, value), null);
  assert.equal(offered(null, "rate 1 lr", 0.5), null);
});

test("a knob stands where its last edit has put it", () => {
  const runs = [{}, { lr: 0.5, start: [1, 6], dials: { rho: 0.7 }, schedule: { dials: { end: 0.2 } } }];
  const now = { runs, constants: [0, -7], noise: 5, seed: 8, steps: 40 };
  const found = live.knobs.map((one) => valueOf(one, { now }));
  assert.deepEqual(found, [0.7, 0.5, 0.2, -7, 6, 5, 8, 40]);
  assert.equal(valueOf(knob, { now: null }), 0.9);
});

test("a slider holds the value, and what is allowed near it", () => {
  const scale = (more) => Object.values(scaleOf({ ...knob, ...more }));
  assert.deepEqual(scale({}), [0, 0.99, 0.001, false]);
  assert.deepEqual(scale({ kind: "rate", value: 0.1, low: 5e-324, high: 1000 }), [-4, 2, 0.01, true]);
  assert.deepEqual(scale({ kind: "rate", value: 100, low: 5e-324, high: 1000 }), [-1, 3, 0.01, true]);
  assert.deepEqual(scale({ value: 1e-8, high: 1 }), [-11, -5, 0.01, true]);
  assert.deepEqual(scale({ kind: "factor", value: 50, low: 1, high: 1e5, whole: true }), [1, 100, 1, false]);
  assert.deepEqual(scale({ kind: "factor", value: 1e-4, high: 1 }), [-7, -1, 0.01, true]);
  assert.deepEqual(scale({ value: 0, high: 10 }), [0, 1, 0.001, false]);
  assert.deepEqual(scale({ kind: "constant", value: -30, low: null, high: null }), [-100, 100, 0.1, false]);
  assert.deepEqual(scale({ kind: "constant", value: 1, low: null, high: null }), [0, 10, 0.01, false]);
  assert.deepEqual(scale({ kind: "start", value: 1, low: null, high: null }), [-10, 10, 0.01, false]);
  assert.deepEqual(scale({ kind: "noise", value: 2, high: null }), [0, 10, 0.01, false]);
  assert.deepEqual(scale({ kind: "noise", value: 0, high: null }), [0, 1, 0.001, false]);
  assert.deepEqual(scale({ kind: "seed", value: 0, high: 2 ** 32 - 1, whole: true }), [0, 100, 1, false]);
  assert.deepEqual(scale({ kind: "steps", value: 200, low: 1, high: 10000, whole: true }), [1, 1000, 1, false]);
});

test("what is allowed is said in words", () => {
  const open = { low: 5e-324, high: 1 - 2 ** -53, whole: false };
  assert.equal(allowance(open), "a number above 0 and below 1");
  assert.equal(allowance({ low: 1, high: 10000, whole: true }), "a whole number at least 1 and at most 1e4");
  assert.equal(allowance({ low: null, high: null, whole: false }), "a number");
});
