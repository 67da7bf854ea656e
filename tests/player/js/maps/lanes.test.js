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
  const table = { columns: [], count: 10, shuffled: true };
  const base = live({ constants: [1, 2], noise: 1, table });
  const with_ = (more, value) => changed(base, base.runs[0], [axis(more)], [value]);
  assert.equal(with_({}, 0.5).run.lr, 0.5);
  assert.deepEqual(with_({ role: "variable" }, 7).run.start, [7]);
  assert.deepEqual(with_({ role: "dial", name: "beta" }, 0.9).run.dials, { beta: 0.9 });
  assert.deepEqual(with_({ role: "constant", place: 1 }, 5).live.constants, [1, 5]);
  assert.equal(with_({ role: "noise" }, 3).live.noise, 3);
  assert.equal(with_({ role: "batch" }, 4).run.batch, 4);
  assert.equal(with_({ role: "batch" }, 10).run.batch, 0); // all rows
  assert.equal(base.runs[0].lr, 0.25);
});

test("a map runs by each of its seeds, or by the experiment's own", () => {
  assert.equal(runAt(map({ seeds: [3, 4] }), 0, [0.5], 1).live.seed, 4);
  assert.equal(runAt(map(), 0, [0.5], 1).live.seed, 0);
  const noisy = map({ seeds: [3, 4], live: live({ noise: 0.5 }) });
  const end = (seed) => lanesOf(noisy, 0, -Infinity)([0.25], seed).end[0];
  assert.notEqual(end(0), end(1));
});

test("values are those of the pixel, and a land is what endings need", () => {
  assert.deepEqual(valuesAt([START], { across: 8, up: 1 }, 0, 0), [-3.5]);
  assert.deepEqual(valuesAt([START, START], { across: 8, up: 4 }, 0, 3), [-3.5, 3]);
  assert.equal(landOf(map(), 3).target, 3);
});
