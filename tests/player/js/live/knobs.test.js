// What a knob may be, and what an edit of it is.

import assert from "node:assert/strict";
import test from "node:test";

import { offered } from "../../../../player/js/live/knobs.js";

const knob = { kind: "dial", place: 1, name: "rho", low: 0, high: 0.99, whole: false, value: 0.9 };
const live = {
  knobs: [
    knob, { ...knob, kind: "rate", name: "lr" }, { ...knob, kind: "constant", name: "a", low: null, high: null },
    { ...knob, kind: "start", name: "1", low: null, high: null },
    { ...knob, kind: "noise", place: 0, name: "noise", value: 2, high: null },
    { ...knob, kind: "steps", place: 0, name: "steps", low: 1, high: 100, whole: true },
  ],
};

test("each kind of knob has its edit", () => {
  assert.deepEqual(offered(live, "dial 1 rho", 0.5), { kind: "dial", run: 1, name: "rho", value: 0.5 });
  assert.deepEqual(offered(live, "rate 1 lr", 0.5), { kind: "rate", run: 1, rate: 0.5 });
  assert.deepEqual(offered(live, "start 1 1", -7), { kind: "coordinate", run: 1, axis: 1, value: -7 });
  assert.deepEqual(offered(live, "constant 1 a", -7), { kind: "constant", place: 1, value: -7 });
  assert.deepEqual(offered(live, "noise 0 noise", 5), { kind: "noise", times: 2.5 });
  assert.deepEqual(offered(live, "steps 0 steps", 40), { kind: "steps", value: 40 });
});

test("what is not allowed, no number, or no knob is no edit", () => {
  const given = [["dial 1 rho", 1], ["dial 1 rho", -1], ["dial 1 rho", NaN], ["steps 0 steps", 2.5], ["constant 1 a", Infinity], ["rate 0 lr", 0.5]];
  for (const [name, value] of given) assert.equal(offered(live, name, value), null);
  assert.equal(offered(null, "rate 1 lr", 0.5), null);
});
