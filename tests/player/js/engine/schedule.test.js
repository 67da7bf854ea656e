// Factors by hand: the step times a square up to the step c1, then c0.

import assert from "node:assert/strict";
import test from "node:test";

import { factorsOf } from "../../../../player/js/engine/schedule.js";

const code = {
  dials: ["rate", "after"], k: "v0", once: "v1=c0*c0", step: "v2=v0<=c1;v3=v0*v1;v4=v2?v3:c0", factor: "v4",
};
const factors = (dials, count = 4) => [...factorsOf({ code, dials }, count).subarray(0, count)];

test("a factor for each step, with what is worked out once", () => {
  assert.deepEqual(factors({ rate: 3, after: 2 }), [0, 9, 18, 3]);
});

test("other dials and more steps give other factors, the same dials the same list", () => {
  assert.deepEqual(factors({ rate: 3, after: 0 }), [0, 3, 3, 3]);
  assert.deepEqual(factors({ after: 0, rate: 2 }), [0, 2, 2, 2]);
  const dials = { rate: 2, after: 5 };
  const few = factorsOf({ code, dials }, 4);
  assert.equal(factorsOf({ code, dials: { ...dials } }, 3), few);
  assert.deepEqual([...factorsOf({ code, dials }, 6)], [0, 4, 8, 12, 16, 20]);
});

test("only the alphabet of formulas becomes code", () => {
  for (const [part, text] of [["k", "alert"], ["step", "v1=alert(1)"], ["factor", "window"]]) {
    const other = { ...code, dials: [], [part]: text };
    assert.throws(() => factorsOf({ code: other, dials: {} }, 2), /something strange/);
  }
});
