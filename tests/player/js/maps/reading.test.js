import assert from "node:assert/strict";
import { test } from "node:test";

import { CYCLING, DIVERGED, REACHED, STUCK, UNFINISHED } from "../../../../player/js/maps/ending.js";
import { endingWords, reading } from "../../../../player/js/maps/reading.js";
import { map } from "./samples.js";

const outcome = (ending, more = {}) => ({ ending, minimum: 0, period: 0, steps: 40, row: -1, loss: 0.5, end: [0], ...more });

test("every ending has its words", () => {
  const words = (one, more) => endingWords(one, map(more));
  assert.equal(words(outcome(REACHED, { steps: 7 })), "reaches the minimum at x = 0 after 7 steps");
  assert.equal(words(outcome(DIVERGED, { steps: 7 })), "diverges at step 7");
  assert.equal(words(outcome(DIVERGED)), "diverges");
  assert.equal(words(outcome(CYCLING, { period: 3 })), "cycles with period 3");
  assert.equal(words(outcome(STUCK)), "rests where no minimum is known");
  assert.equal(words(outcome(STUCK), { minima: [] }), "comes to rest");
  assert.equal(words(outcome(UNFINISHED)), "is unfinished after 40 steps");
});

test("a pixel is read with its values in all digits", () => {
  assert.equal(reading("GD", [0.25], outcome(REACHED, { steps: 7 }), map(), 0.25), "learning rate = 0.25: GD reaches the minimum at x = 0 after 7 steps, 0.25 above the best known value.");
  assert.equal(reading("GD", [0.25], outcome(UNFINISHED), map({ best: null }), Infinity), "learning rate = 0.25: GD is unfinished after 40 steps, loss 0.5.");
  assert.equal(reading("GD", [2], outcome(DIVERGED, { row: 3 }), map({ kind: "dials", by: "steps" }), 0), "learning rate = 2: GD diverges; within 0.001 after 3 steps.");
});
