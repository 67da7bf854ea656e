// A GIF: which steps it shows, and for how long.

import assert from "node:assert/strict";
import { test } from "node:test";

import { planned } from "../../../../player/js/saving/gif.js";

const HOLD = 1500;

test("a short run shows every step for as long as was chosen", () => {
  const frames = planned(8, 6);
  assert.deepEqual(frames.map(({ step }) => step), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(frames.slice(0, -1).map(({ delay }) => delay), Array(8).fill(670)); // 6 s / 9
  assert.equal(frames[8].delay, HOLD);
});

test("a long run shows steps evenly apart, from the first to the last, twelve and a half a second", () => {
  const frames = planned(10000, 6);
  assert.equal(frames.length, 75);
  assert.deepEqual([frames[0].step, frames[74].step], [0, 10000]);
  const gaps = frames.slice(1).map(({ step }, k) => step - frames[k].step);
  assert.ok(Math.max(...gaps) - Math.min(...gaps) <= 1);
  assert.ok(frames.slice(0, -1).every(({ delay }) => delay === 80));
});

test("there are never more frames than memory is kept for, and a run without steps is one", () => {
  assert.equal(planned(1e6, 1e6).length, 400);
  assert.deepEqual(planned(0, 3), [{ step: 0, delay: HOLD }]);
});
