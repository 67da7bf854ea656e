// Runs against closed forms: heavy ball on c x^2, whose gradient is 2 c x.

import assert from "node:assert/strict";
import { test } from "node:test";

import { simulate } from "../../../../player/js/engine/run.js";

const LOSS = { constants: ["c0"], step: "v2=c0*v0", results: ["v2*v0", "v2+v2"] };
const RULE = {
  dials: ["momentum"], x: ["v0"], g: ["v1"], f: "v2", t: "v3", lr: "v4", once: "", step: "v6=c0*v5;v7=v6+v1;v8=v4*v7;v9=v0-v8",
  states: [{ name: "v", before: ["v5"], start: ["0"], after: ["v7"] }], following: ["v9"], rate: ["v4"],
};
// The factors 1, 0, 0 ...
const STOPS = { code: { dials: ["after"], k: "v0", once: "", step: "v1=v0<c0;v2=v1?1:0", factor: "v2" }, dials: { after: 1 } };
const run = (more = {}) => ({ rule: RULE, start: [3], dials: { momentum: 0 }, lr: 0.25, schedule: null, ...more });
const live = (more = {}) => ({ loss: LOSS, constants: [1], steps: 4, noise: 0, seed: 0, runs: [run()], ...more });

test("without momentum it is gradient descent, which halves x at this rate", () => {
  const rows = simulate(live(), run());
  assert.equal(rows.kept, 5);
  assert.deepEqual([...rows.points], [3, 1.5, 0.75, 0.375, 0.1875]);
  assert.deepEqual([...rows.losses], [9, 2.25, 0.5625, 0.140625, 0.03515625]);
  assert.deepEqual([...rows.gradients], [6, 3, 1.5, 0.75, 0.375]);
  assert.deepEqual([...rows.rates], [0.25, 0.25, 0.25, 0.25, 0.25]);
  assert.deepEqual([...rows.states[0]], [0, 6, 3, 1.5, 0.75]);
});

test("momentum, constants, schedules and noise count", () => {
  const [first, second] = [3 - 0.25 * 6, 1.5 - 0.25 * (0.5 * 6 + 3)];
  assert.deepEqual([...simulate(live({ steps: 2 }), run({ dials: { momentum: 0.5 } })).points], [3, first, second]);
  assert.deepEqual([...simulate(live({ constants: [2], steps: 1 }), run()).points], [3, 0]);
  assert.deepEqual([...simulate(live({ steps: 2 }), run({ schedule: STOPS })).points], [3, 1.5, 1.5]);
  const noisy = simulate(live({ steps: 1, noise: 2 }), run());
  const slope = 6 + 2 * 0.1257302210933933; // np.random.default_rng(0).standard_normal()
  assert.deepEqual([noisy.points[1], noisy.gradients[0]], [3 - 0.25 * slope, slope]);
});

test("rows end where point or loss is not finite, and the row after them says where", () => {
  const rows = simulate(live({ steps: 2000 }), run({ lr: 1e3 }));
  assert.ok(rows.kept < 100 && Number.isFinite(rows.losses[rows.kept - 1]));
  assert.ok(!Number.isFinite(rows.losses[rows.kept]));
});

test("rows are used again", () => {
  const rows = simulate(live(), run());
  const again = simulate(live(), run({ start: [1] }), rows);
  assert.equal(again, rows);
  assert.equal(again.points[0], 1);
});
