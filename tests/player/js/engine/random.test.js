// What must hold of any generator; that the numbers are NumPy's is tested in tests/player/test_random.py.

import assert from "node:assert/strict";
import test from "node:test";

import { Random, seedWords } from "../../../../player/js/engine/random.js";

const many = (count, draw) => Array.from({ length: count }, draw);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("the words of a seed are those that NumPy shows for it", () => {
  // np.random.SeedSequence(0).generate_state(8)
  assert.deepEqual(seedWords(0).slice(0, 4), [2968811710, 3677149159, 745650761, 2884920346]);
  assert.notDeepEqual(seedWords(2 ** 32), seedWords(0)); // the upper word counts
});

test("the same seed draws the same, another one something else", () => {
  const drawn = (seed) => { const random = new Random(seed); return many(5, () => random.uniform()); };
  assert.deepEqual(drawn(7), drawn(7));
  assert.notDeepEqual(drawn(7), drawn(8));
  assert.equal(drawn(0)[0], 0.6369616873214543); // np.random.default_rng(0).random()
});

test("normals have mean 0 and variance 1, and now and then one from the tail", () => {
  const random = new Random(1);
  const values = many(200000, () => random.normal());
  assert.ok(Math.abs(mean(values)) < 0.01);
  assert.ok(Math.abs(mean(values.map((value) => value * value)) - 1) < 0.02);
  const far = values.filter((value) => Math.abs(value) > 3.7);
  assert.ok(far.length > 20 && far.length < 70); // 43 are expected
});

test("a permutation has each place once, whole numbers are below their limit", () => {
  const random = new Random(2);
  for (const count of [0, 1, 2, 7, 256]) {
    assert.deepEqual([...random.permutation(count)].sort((a, b) => a - b), many(count, (_, k) => k));
  }
  assert.deepEqual([...new Set(many(200, () => random.integer(3)))].sort(), [0, 1, 2]);
  assert.equal(random.integer(1), 0);
});
