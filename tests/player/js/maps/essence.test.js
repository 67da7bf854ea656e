import assert from "node:assert/strict";
import { test } from "node:test";

import { essence } from "../../../../player/js/maps/essence.js";
import { axis, live, map } from "./samples.js";

test("what an axis changes is no matter, nor are its ends and where runs stand", () => {
  const plain = essence(map());
  const [run] = live().runs;
  assert.equal(essence(map({ live: live({ runs: [{ ...run, lr: 0.9 }] }) })), plain);
  assert.equal(essence(map({ axes: [axis({ low: 0.5 })] })), plain);
  assert.equal(essence(map({ panels: [{ run: 0, name: "GD", now: [1], limit: 2, edge: [] }] })), plain);
});

test("steps to a gap are counted only where they are asked for", () => {
  const [gap, steps, ending] = ["gap", "steps", "ending"].map((by) => essence(map({ kind: "dials", by })));
  assert.equal(gap, ending);
  assert.notEqual(gap, steps);
});

test("anything else is", () => {
  const plain = essence(map());
  const [run] = live().runs;
  for (const other of [map({ live: live({ steps: 41 }) }), map({ live: live({ runs: [{ ...run, start: [2] }] }) }), map({ best: -1 }), map({ to: 1 }), map({ axes: [axis({ role: "dial" })] })]) {
    assert.notEqual(essence(other), plain);
  }
  assert.equal(typeof essence(map({ live: null })), "string");
});
