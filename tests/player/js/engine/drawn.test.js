// What is drawn against what must hold of it; that it is NumPy's is tested with whole runs in
// tests/experiment/test_live.py.

import assert from "node:assert/strict";
import test from "node:test";

import { noiseOf, orderOf, valuesOf } from "../../../../player/js/engine/drawn.js";

const shuffled = { columns: [], count: 3, shuffled: true };
const drawn = { ...shuffled, shuffled: false };
const noise = (size, seed, count) => [...noiseOf({ noise: size, seed }, count).subarray(0, count)];
const order = (table, seed, count) => [...orderOf(table, seed, count).subarray(0, count)];

test("noise is a multiple of what the seed gives, and there is none without", () => {
  assert.equal(noiseOf({ noise: 0, seed: 3 }, 5), null);
  assert.deepEqual(noise(2, 3, 5), noise(1, 3, 5).map((one) => 2 * one));
  assert.notDeepEqual(noise(1, 3, 5), noise(1, 4, 5));
});

test("more keep the earlier ones, in whichever order they are asked for", () => {
  const [first, some, many] = [noise(1, 11, 3), noise(1, 11, 7), noise(1, 11, 900)];
  assert.deepEqual([many.slice(0, 7), many.slice(0, 3)], [some, first]);
  assert.deepEqual(noise(1, 11, 7), some);
  for (const table of [shuffled, drawn]) {
    const [few, all] = [order(table, 11, 4), order(table, 11, 500)];
    assert.deepEqual(all.slice(0, 4), few);
  }
});

test("each epoch has all rows once where rows are shuffled; else any row may come", () => {
  const epochs = order(shuffled, 5, 30);
  for (let k = 0; k < 30; k += 3) assert.deepEqual(epochs.slice(k, k + 3).sort(), [0, 1, 2]);
  assert.deepEqual([...new Set(order(drawn, 5, 30))].sort(), [0, 1, 2]);
});

test("what is forgotten is drawn again the same", () => {
  const before = noise(1, 100, 4);
  for (let seed = 0; seed < 40; seed += 1) noise(1, seed, 1);
  assert.deepEqual(noise(1, 100, 4), before);
});

test("a loss without a table needs no order", () => {
  assert.equal(valuesOf({ constants: [1], seed: 0 }, 0).table, undefined);
  assert.deepEqual(valuesOf({ constants: [1], seed: 5, table: shuffled }, 2).table.order.length, 3);
});
