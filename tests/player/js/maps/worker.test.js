import assert from "node:assert/strict";
import { test } from "node:test";

import { serve, slices } from "../../../../player/js/maps/worker.js";
import { emptyPixels, take } from "../../../../player/js/maps/passes.js";
import { map, START } from "./samples.js";

const grid = { across: 100, up: 1 };
const job = (more = {}) => ({ job: 1, map: map({ kind: "starts", axes: [START] }), grid, target: -Infinity, share: [0, 1], ...more });

test("the slices of two workers have all pixels", () => {
  const pixels = emptyPixels(grid, 1);
  for (const own of [0, 1]) for (const slice of slices(job({ share: [own, 2] }), () => 0)) take(pixels, slice, grid);
  assert.equal(pixels.count, 100);
  assert.deepEqual([...new Set(pixels.minimum)], [0]);
  assert.ok(pixels.steps[0] > pixels.steps[49]); // nearer to the minimum
});

test("a slice ends when its time is up", () => {
  let clock = 0;
  const all = [...slices(job(), () => { clock += 40; return clock; })];
  assert.ok(all.length > 10);
});

test("a new job ends the one before it, and an error is told", async () => {
  const heard = [];
  const port = { onmessage: null, postMessage: (message) => heard.push(message) };
  serve(port);
  const long = { across: 240, up: 1 };
  port.onmessage({ data: job({ grid: long, job: 1 }) });
  port.onmessage({ data: job({ job: 2 }) });
  const over = (test_) => new Promise((done) => {
    const look = () => (heard.some(test_) ? done() : setTimeout(look, 5));
    look();
  });
  await over(({ ready }) => ready);
  assert.equal(heard.find(({ ready }) => ready).job, 2);
  const bad = map({ kind: "starts", axes: [START] });
  bad.live = { ...bad.live, loss: { ...bad.live.loss, results: ["alert(1)", "v0"] } };
  port.onmessage({ data: job({ job: 3, map: bad }) });
  await over(({ fault }) => fault);
  assert.match(heard.find(({ fault }) => fault).fault, /something strange/);
  port.onmessage({ data: { job: 4, map: null } });
});
