import assert from "node:assert/strict";
import { test } from "node:test";

import { Field } from "../../../../player/js/maps/field.js";
import { slices } from "../../../../player/js/maps/worker.js";
import { map, START } from "./samples.js";

const bytes = (list) => ({ dtype: { Uint8Array: "u1", Int16Array: "i2", Int32Array: "i4", Float64Array: "f8" }[list.constructor.name], bdata: Buffer.from(list.buffer).toString("base64") });
const starts = map({ kind: "starts", axes: [START] });
const grid = { across: 30, up: 1 };

test("the pixels of before stay until the first of the next map come", () => {
  const heard = [];
  const field = new Field("", { changed: () => heard.push("changed"), ready() {}, unable() {} });
  field.pool.compute = () => {};
  field.compute(starts, starts.axes, grid);
  for (const slice of slices({ job: 0, map: starts, grid, target: -Infinity, share: [0, 1] }, () => 0)) field.hear(slice);
  assert.equal(field.known, 30);
  assert.equal(field.total, 30);
  assert.ok(field.low >= 0 && field.low < 1e-12);
  field.compute(starts, starts.axes, { across: 50, up: 1 });
  assert.equal(field.known, 30);
  const [first] = slices({ job: 1, map: starts, grid: { across: 50, up: 1 }, target: -Infinity, share: [0, 1] }, () => 0);
  field.hear(first);
  assert.equal(field.known, first.places.length);
  assert.equal(field.grid.across, 50);
  assert.ok(heard.length > 1);
  field.stop();
  assert.equal(field.stopped, true);
  field.dispose();
  assert.deepEqual(field.sets, []);
});

test("what the server has computed is taken whole", () => {
  const heard = [];
  const field = new Field("", { changed() {}, ready: () => heard.push("ready"), unable() {} });
  const panel = {
    across: 2, up: 1, ending: bytes(Uint8Array.of(2, 0)), minimum: bytes(Int16Array.of(0, -1)), steps: bytes(Int32Array.of(3, 4)),
    row: bytes(Int32Array.of(-1, -1)), loss: bytes(Float64Array.of(0.5, NaN)), ends: bytes(Float64Array.of(1, NaN)),
  };
  field.accept(JSON.stringify({ panels: [panel] }), starts.axes);
  assert.deepEqual(heard, ["ready"]);
  assert.deepEqual([field.known, field.low, [...field.sets[0].source]], [2, 0.5, [0, 1]]);
});
