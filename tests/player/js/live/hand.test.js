// The check that holds the browser to the server's arrays.

import assert from "node:assert/strict";
import test from "node:test";

import { pretendBrowser } from "../pretend.js";

pretendBrowser();
const { furthest } = await import("../../../../player/js/live/hand.js");

const RULE = {
  dials: [], x: ["v0"], g: ["v1"], f: "v2", t: "v3", lr: "v4", once: "", step: "v5=v4*v1;v6=v0-v5",
  states: [], following: ["v6"], rate: ["v4"],
};
const run = { rule: RULE, start: [2], dials: {}, roles: {}, lr: 0.25, schedule: null };
const live = { loss: { constants: [], step: "", results: ["v0*v0", "v0+v0"] }, constants: [], steps: 3, noise: 0, seed: 0, runs: [run] };
const track = (...x) => ({ meta: { run: 0 }, steps: [0, 1, 1.5, 2], x, y: [] });
const META = { window: [[-4, 4]] };

test("paths that differ by rounding are the same", () => {
  assert.equal(furthest(track(2, 1, 0.9, 0.5 + 7e-9), live, META), "");
  assert.equal(furthest(track(2, NaN, 0.9, 0.5), live, META), "");
});

test("where they differ more, the step and the part of the window are named", () => {
  assert.equal(furthest(track(2, 1, 0.9, 0.5 + 8e-6), live, META), "at step 2 they are 0.0000010 of the window apart");
  assert.match(furthest({ ...track(2), steps: [9] }, live, META), /^at step 9/);
});
