import assert from "node:assert/strict";
import { test } from "node:test";

import { simulate } from "../../../../player/js/engine/run.js";
import { boxOf, drawInset, scaled, wanted } from "../../../../player/js/maps/inset.js";
import { placesOf, pretendInk } from "../pretend.js";
import { live, map } from "./samples.js";

const frame = { width: 900, height: 400 };
const colours = { page: "#fff", ink: "#000", quiet: "#555", line: "#ddd" };
const look = { colour: "#f00", symbol: "circle", dash: [], name: "GD" };

test("only a map of two variables shows paths by itself", () => {
  const given = (kind, count) => wanted({ kind, axes: Array(count).fill(null) });
  assert.deepEqual([given("rates", 1), given("dials", 2), given("starts", 1), given("starts", 2)], [true, true, true, false]);
});

test("an inset is never under the pointer and stays where it is until it must make way", () => {
  let box = null;
  let moves = 0;
  for (let k = 0; k <= 200; k += 1) {
    const at = k < 100 ? k / 100 : 2 - k / 100; // there and back
    const next = boxOf(frame, at, box);
    const x = at * frame.width;
    assert.ok(x < next.left || x > next.left + next.width);
    assert.ok(next.left >= 0 && next.left + next.width <= frame.width);
    if (box && next.left !== box.left) moves += 1;
    box = next;
  }
  assert.equal(moves, 2);
  assert.equal(boxOf({ width: 150, height: 300 }, 0.2, null), null); // no room
  assert.ok(boxOf({ width: 300, height: 90 }, 0.2, null).height <= 90);
});

test("losses stand on decades above the best value; where none is known as they are", () => {
  const rows = { losses: Float64Array.from([100, 10, 1, NaN]), kept: 3 };
  const { values, low, high, text } = scaled({ rows, best: 0 });
  assert.deepEqual([[...values], low, high, text(high)], [[2, 1, 0], 0, 2, "100"]);
  assert.deepEqual(scaled({ rows, best: Infinity }).low, 1);
  const nothing = scaled({ rows: { losses: rows.losses, kept: 0 }, best: 0 });
  assert.ok(nothing.low < nothing.high);
  const deep = scaled({ rows: { losses: Float64Array.from([1, 1e-40]), kept: 2 }, best: 0 });
  assert.deepEqual([deep.low, deep.high], [-16, 0]);
});

test("the line of the losses is straight where a run gets nearer by the same factor", () => {
  const rows = simulate(live({ steps: 9 }), live().runs[0]); // 0.5 x each step
  const ink = pretendInk();
  drawInset(ink, { left: 0, top: 0, width: 220, height: 150 }, { rows, live: live(), map: map({ steps: 9 }), best: 0 }, { colours, font: "x", look, ground: null });
  const line = placesOf(ink, "lineTo").slice(0, 9);
  const steps = line.slice(1).map(([x, y], k) => [x - line[k][0], y - line[k][1]]);
  for (const [across, down] of steps) {
    assert.ok(Math.abs(across - steps[0][0]) < 1e-9 && Math.abs(down - steps[0][1]) < 1e-9 && down > 0);
  }
  const said = placesOf(ink, "fillText").map(([text]) => text);
  assert.deepEqual(said, ["above the best", "1e−6", "1", "9 steps"]);
});

test("of two variables the path stands where the window says", () => {
  const rows = { points: [0, 0, 2, 1, 4, 2], kept: 3, losses: [0, 0, 0] };
  const given = map({ variables: ["x", "y"], window: [[0, 4], [0, 2]], minima: [] });
  const ink = pretendInk();
  const ground = { picture: () => "ground" };
  drawInset(ink, { left: 5, top: 5, width: 200, height: 100 }, { rows, live: live(), map: given, best: 0 }, { colours, font: "x", look, ground });
  assert.deepEqual(placesOf(ink, "drawImage"), [["ground", 0, 0, 200, 100]]);
  assert.deepEqual(placesOf(ink, "moveTo")[0], [0, 100]);
  assert.deepEqual(placesOf(ink, "lineTo").slice(0, 2), [[100, 50], [200, 0]]);
});
