import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { Field } from "../../../../player/js/maps/field.js";
import { Pool } from "../../../../player/js/maps/pool.js";
import { map } from "./samples.js";

const made = [];
class PretendWorker {
  constructor() {
    this.told = [];
    made.push(this);
  }

  postMessage(message) { this.told.push(message); }

  terminate() { this.over = true; }
}

afterEach(() => {
  made.length = 0;
  delete globalThis.Worker;
});

const ears = (heard) => ({ slice: (one) => heard.push(one), ready: () => heard.push("ready"), fail: (why) => heard.push(why) });

test("each worker gets its share; when all are ready the map is; what is late is not heard", () => {
  globalThis.Worker = PretendWorker;
  const heard = [];
  const pool = new Pool("", ears(heard));
  pool.compute(map(), { across: 9, up: 9 }, -Infinity);
  assert.ok(made.length >= 1 && made.length <= 4);
  made.forEach(({ told }, k) => assert.deepEqual(told[0].share, [k, made.length]));
  made[0].onmessage({ data: { job: 1, panel: 0 } });
  made[0].onmessage({ data: { job: 0, panel: 0 } });
  for (const worker of made) worker.onmessage({ data: { job: 1, ready: true } });
  assert.deepEqual(heard, [{ job: 1, panel: 0 }, "ready"]);
  pool.stop();
  assert.equal(pool.busy, false);
  assert.equal(made[0].told[1].map, null);
  pool.dispose();
  assert.ok(made.every(({ over }) => over));
});

test("without workers the field is unable, and says so once", () => {
  const heard = [];
  const field = new Field("", { changed() {}, ready() {}, unable: () => heard.push("unable") });
  const { warn } = console;
  console.warn = () => {};
  field.compute(map(), map().axes, { across: 9, up: 1 });
  console.warn = warn;
  assert.equal(field.unable, true);
  assert.deepEqual(heard, ["unable"]);
});
