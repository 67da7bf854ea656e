import assert from "node:assert/strict";
import test from "node:test";

import { lastAtMost, lossAt, measure, reached, reading, ruler, tracksOf } from "../../../../player/js/figure/tracks.js";

const axis = (id, range, type = "linear") => ({ _id: id, range, type, _length: 200, _offset: 0 });
const trace = (role, more) => ({
  meta: { role, run: 0, last: 3 }, name: "Adam", line: { color: "red", dash: "9px,3px" },
  x: [0, 1, 2, 3], y: [0, 10, 20, 30], customdata: [[0, 1], [1, 2], [2, 3], [3, 4]], ...more,
});
const measured = (more) => {
  const [track] = tracksOf([trace("trail", more)]);
  measure(track, [(value) => value * 10, (value) => value]);
  return track;
};

test("only what the playhead runs along is a track", () => {
  const traces = ["landscape", "trail", "end", "curve"].map((role) => trace(role));
  assert.deepEqual(tracksOf(traces).map(({ meta }) => meta.role), ["trail", "curve"]);
});

test("a trail carries its steps with each vertex, a curve has them across", () => {
  const [trail, curve] = tracksOf([trace("trail"), trace("curve", { x: [0, 2, 4, 6] })]);
  assert.deepEqual([...trail.steps], [0, 1, 2, 3]);
  assert.deepEqual([trail.losses, trail.slopes, trail.bends], [null, null, null]);
  assert.deepEqual([...curve.steps], [0, 2, 4, 6]);
  assert.deepEqual([...curve.losses], [0, 1, 2, 3]);
  assert.deepEqual(trail.dash, [9, 3]);
});

test("a curve over evaluations tells its steps with each vertex", () => {
  const [curve] = tracksOf([trace("curve", { meta: { role: "curve", steps: 1 }, x: [0, 5, 9, 12] })]);
  assert.deepEqual([[...curve.x], [...curve.steps]], [[0, 5, 9, 12], [1, 2, 3, 4]]);
});

test("columns of a vertex are found where the figure says", () => {
  const meta = { role: "trail", slope: 1, bends: 1 };
  const [track] = tracksOf([trace("trail", { meta })]);
  assert.deepEqual([...track.slopes], [1, 2, 3, 4]);
  assert.deepEqual(track.bends, [[1], [2], [3], [4]]);
});

for (const [id, range, type] of [
  ["x", [-2, 2], "linear"], ["y2", [-1, 3], "linear"], ["x", [3, -3], "linear"], ["y", [-3, 2], "log"],
]) {
  test(`pixels of ${id} from ${range} are read back, ${type}`, () => {
    const [place, value] = [ruler(axis(id, range, type)), reading(axis(id, range, type))];
    for (const pixel of [0, 40, 200]) assert.ok(Math.abs(place(value(pixel)) - pixel) < 1e-9);
  });
}

test("across goes right, up goes up, and a decade is as long as the next", () => {
  assert.equal(ruler(axis("x", [0, 4]))(1), 50);
  assert.equal(ruler(axis("y", [0, 4]))(1), 150);
  const log = ruler(axis("x", [0, 2], "log"));
  assert.equal(log(10) - log(1), log(100) - log(10));
});

test("between two steps the head is between two vertices", () => {
  assert.deepEqual(reached(measured(), 1.5), { last: 1, head: [15, 15] });
  assert.deepEqual(reached(measured(), 9), { last: 3, head: [30, 30] });
  assert.deepEqual(reached(measured(), -1), { last: -1, head: null });
});

test("a gap has no head, and none is drawn across it", () => {
  const gap = measured({ x: [0, 1, NaN, 3] });
  assert.deepEqual(reached(gap, 1.5), { last: 1, head: [10, 10] });
  assert.deepEqual(reached(gap, 2), { last: 2, head: null });
});

test("a curve knows its loss at whole steps, up to the run's last one", () => {
  const [curve] = tracksOf([trace("curve", { customdata: [[5], [4], [3], [2]] })]);
  assert.deepEqual([0, 2, 3, 99].map((step) => lossAt(curve, step)), [5, 3, 2, 2]);
  const [thin] = tracksOf([trace("curve", { x: [0, 3, NaN, NaN], customdata: [[5], [2], [0], [0]] })]);
  assert.equal(lossAt(thin, 1), null); // thinned out
});

test("the last value at most a limit is found as by looking at all", () => {
  const values = [0, 1, 1, 1.5, 4];
  for (const limit of [-1, 0, 0.5, 1, 1.5, 3.99, 4, 9]) {
    assert.equal(lastAtMost(values, limit), values.findLastIndex((value) => value <= limit) , `${limit}`);
  }
  assert.equal(lastAtMost([], 3), -1);
});
