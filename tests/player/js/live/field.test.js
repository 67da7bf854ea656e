// Fields of losses whose values are known.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fieldOf } from "../../../../player/js/live/field.js";

const PLAIN = { constants: ["c0"], step: "", results: ["c0*v0+v1*v1", "c0", "2*v1"] };
// mean((u v0 + v1 - v)^2) over rows: of second degree in v0 and v1.
const ROWS = {
  columns: ["v2", "v3"], before: "", step: "v4=v2*v0+v1-v3", means: ["v5", "v6"], terms: ["v4*v4", "v4"],
};
const OF_ROWS = { constants: [], step: "", results: ["v5", "2*v6"], rows: ROWS };
const WINDOW = [[-2, 4], [0, 1]];

test("without a table every point of the figure's grid is computed", () => {
  const { wide, high, across, up, values } = fieldOf({ loss: PLAIN, constants: [3] }, WINDOW, 300000);
  assert.deepEqual([wide, high, across.at(-1), up.at(-1)], [151, 131, 4, 1]);
  values.forEach((value, k) => {
    assert.equal(value, 3 * across[k % wide] + up[Math.floor(k / wide)] ** 2);
  });
});

test("over many rows few points are, and the others lie on cubics through them", () => {
  const u = Float64Array.from({ length: 500 }, (_, k) => Math.sin(k));
  const v = u.map((one, k) => 2 * one + Math.cos(3 * k));
  const table = { columns: [u, v], count: 500 };
  let looked = 0;
  const counting = { columns: [new Proxy(u, { get: (all, i) => ((looked += 1), all[i]) }), v], count: 500 };
  const [whole, some] = [Infinity, 300000].map((work) => fieldOf({ loss: OF_ROWS, constants: [], table }, WINDOW, work));
  const most = Math.max(...whole.values);
  some.values.forEach((value, k) => assert.ok(Math.abs(value - whole.values[k]) < 1e-12 * most));
  fieldOf({ loss: OF_ROWS, constants: [], table: counting }, WINDOW, 300000);
  assert.ok(looked < 330000);
});

test("a loss of one variable is a curve", () => {
  const cube = { constants: [], step: "", results: ["v0*v0*v0", "3*v0*v0"] };
  const { wide, high, across, values } = fieldOf({ loss: cube, constants: [] }, [[-1, 3]], 20);
  assert.deepEqual([wide, high], [701, 1]);
  values.forEach((value, k) => assert.ok(Math.abs(value - across[k] ** 3) < 1e-12));
});
