import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, landOf, lanesOf, runAt, valuesAt } from "../../../../player/js/maps/lanes.js";
import { DIVERGED, REACHED } from "../../../../player/js/maps/ending.js";
import { axis, live, map, START } from "./samples.js";

test("a lane at a rate multiplies by 1 - 2 lr at each step", () => {
  const at = lanesOf(map(), 0, -Infinity);
  const half = at([0.25]);
  assert.deepEqual([half.ending, half.minimum, half.end], [REACHED, 0, [2 ** -40]]);
  assert.deepEqual([at([1.2]).ending, at([1.2]).steps], [DIVERGED, 40]);
  assert.equal(lanesOf(map(), 0, 2 ** -6)([0.25]).row, 3);
});

test("each kind of axis changes its own number", () => {
  const table = { columns: [], count: 10, order: new Uint16Array(), shuffled: true };
  const base = live({ constants: [1, 2], noise: Float64Array.of(1, 2), table });
  const with_ = (more, value) => changed(base, base.runs[0], [axis(more)], [value]);
  assert.equal(with_({}, 0.5).run.lr, 0.5);
  assert.deepEqual(with_({ role: "variable" }, 7).run.start, [7]);
  assert.deepEqual(with_({ role: "dial", name: "beta" }, 0.9).run.dials, { beta: 0.9 });
  assert.deepEqual(with_({ role: "constant", place: 1 }, 5).live.constants, [1, 5]);
  assert.deepEqual([...with_({ role: "noise" }, 3).live.noise], [3, 6]);
  assert.equal(with_({ role: "batch" }, 4).run.batch, 4);
  assert.equal(with_({ role: "batch" }, 10).run.batch, 0); // all rows
  assert.equal(base.runs[0].lr, 0.25);
});

test("another seed has another noise", () => {
  const given = map({ seeds: [{ seed: 3, noise: Float64Array.of(1), order: null }, { seed: 4, noise: Float64Array.of(2), order: null }] });
  assert.deepEqual([...runAt(given, 0, [0.5], 1).live.noise], [2]);
  assert.equal(runAt(map(), 0, [0.5], 1).live.noise, null);
});

test("values are those of the pixel, and a land is what endings need", () => {
  assert.deepEqual(valuesAt([START], { across: 8, up: 1 }, 0, 0), [-3.5]);
  assert.deepEqual(valuesAt([START, START], { across: 8, up: 4 }, 0, 3), [-3.5, 3]);
  assert.equal(landOf(map(), 3).target, 3);
});
