// Loops over the rows of a table, and which rows an update sees.

import assert from "node:assert/strict";
import test from "node:test";

import { batchAt, overRows } from "../../../../player/js/engine/row_loop.js";

test("batches go through an epoch, whose last one may be smaller, and then through the next", () => {
  const shuffled = { count: 5, shuffled: true };
  const all = [0, 1, 2, 3].map((k) => batchAt(shuffled, 2, k));
  assert.deepEqual(all, [[0, 2], [2, 4], [4, 5], [5, 7]]);
  assert.deepEqual(batchAt({ count: 5, shuffled: false }, 2, 2), [4, 6]);
});

test("a mean is a sum over the rows by their number, of a batch by the number of its rows", () => {
  const rows = { columns: ["v2"], before: "", step: "", means: ["v3"], terms: ["v2*v0"] };
  const mean = (batched) => new Function("count", "columns", "order", "from", "to", "v0",
    `${overRows(rows, batched)}return v3;`)(4, [[1, 2, 3, 6]], [3, 0, 1], 0, 2, 10);
  assert.equal(mean(false), 30);
  assert.equal(mean(true), 35);
  assert.equal(overRows(undefined, false), "");
});
