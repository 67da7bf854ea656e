// Lines against their definition: every row inside is shown, and nothing outside.

import assert from "node:assert/strict";
import test from "node:test";

import { inside, Line, trace } from "../../../../player/js/live/line.js";

const BOX = { left: 0, top: 0, width: 10, height: 10 };

/** Return the vertices [step, x, y] of rows. */
function traced(places, box = BOX) {
  const line = new Line();
  const [x, y] = [0, 1].map((i) => Float64Array.from(places, (place) => place[i]));
  trace(line, { x, y, count: places.length }, box);
  return Array.from({ length: line.size }, (_, k) => [line.steps[k], line.x[k], line.y[k]]);
}

test("rows inside are vertices, each with its step", () => {
  assert.deepEqual(traced([[1, 2], [3, 4], [5, 1]]), [[0, 1, 2], [1, 3, 4], [2, 5, 1]]);
  assert.deepEqual(traced([]), []);
});

test("a way across the edge ends there, and a gap parts the pieces", () => {
  assert.deepEqual(traced([[5, 5], [15, 5], [5, 15], [5, 5]]), [
    [0, 5, 5], [0.5, 10, 5], [0.5, NaN, NaN], [1.5, 10, 10], [1.5, 10, 10],
    [1.5, NaN, NaN], [2.5, 5, 10], [3, 5, 5],
  ]);
});

test("what is never inside has no vertex, even without a number", () => {
  assert.deepEqual(traced([[-1, -1], [-1, 20], [NaN, 5], [Infinity, 5], [-1e300, 1e300]]), []);
  assert.deepEqual(inside([0, 0], [NaN, 1], BOX), [1, 0]);
});

test("a segment through the box without a row in it is shown", () => {
  assert.deepEqual(traced([[-5, 5], [15, 5]]), [[0.25, 0, 5], [0.75, 10, 5]]);
});

test("a thinned line is within half a unit of every row at its step", () => {
  const box = { left: 0, top: 0, width: 500, height: 500 };
  const ways = {
    "a spiral that slows down": (k) => [250 + 200 * Math.exp(-k / 2e3) * Math.cos(k / 90), 250 + 200 * Math.exp(-k / 2e3) * Math.sin(k / 90)],
    "leaps between two walls": (k) => [k % 2 ? 100 : 400, k / 20],
    "rest, then a leap": (k) => [k < 5000 ? 100 : 400, 100],
  };
  for (const [name, way] of Object.entries(ways)) {
    const rows = Array.from({ length: 10_000 }, (_, k) => way(k));
    const found = traced(rows, box);
    let at = 0;
    rows.forEach((place, k) => {
      while (at + 2 < found.length && found[at + 1][0] < k) at += 1;
      const [from, to] = [found[at], found[at + 1]];
      const share = (k - from[0]) / (to[0] - from[0]);
      place.forEach((value, i) => {
        const shown = from[i + 1] + (to[i + 1] - from[i + 1]) * share;
        assert.ok(Math.abs(value - shown) <= 0.51, `${name}, row ${k}`);
      });
    });
    if (name !== "leaps between two walls") assert.ok(found.length < 1500, `${name}: ${found.length}`);
  }
});

test("the arrays of a line are used again", () => {
  const line = new Line();
  line.clear(8);
  const { steps } = line;
  line.add(1, 2, 3);
  line.clear(4);
  assert.deepEqual([line.size, line.steps === steps], [0, true]);
});
