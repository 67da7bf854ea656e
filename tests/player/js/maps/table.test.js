import assert from "node:assert/strict";
import { test } from "node:test";

import { DIVERGED, REACHED } from "../../../../player/js/maps/ending.js";
import { emptyPixels } from "../../../../player/js/maps/passes.js";
import { tableFor, wordsFor } from "../../../../player/js/maps/table.js";
import { axis, map, START } from "./samples.js";

const grid = { across: 2, up: 1 };
const filled = () => {
  const pixels = emptyPixels(grid, 1);
  pixels.ending.set([REACHED, DIVERGED]);
  pixels.minimum.set([0, -1]);
  pixels.steps.set([7, 2]);
  pixels.loss.set([0.5, NaN]);
  pixels.source.set([0, 1]);
  return pixels;
};
const page = (given, panels = []) => ({ map: given, field: { sets: [filled()], grid, axes: given.axes }, panels, best: 0 });
const shown = (given) => ({ map: given, computed: given.axes, grid });

test("a table of starts has a column for each minimum", () => {
  const given = map({ kind: "starts", axes: [START] });
  const table = tableFor(page(given), shown(given));
  assert.deepEqual(table.head.map(({ text }) => text), ["Run", "A at x = 0", "diverges", "cycles", "rests elsewhere", "unfinished"]);
  assert.deepEqual(table.rows[0].cells, ["50 %, in 7 steps", "50 %", "0 %", "0 %", "0 %"]);
  assert.equal(wordsFor(page(given))[0], "GD reaches the minimum at x = 0 from 50 % of the starts and diverges from 50 %.");
});

test("a table of rates offers the best of each run, and of all", () => {
  const curve = { rate: [0.1, 0.2], gap: [1, 0.5], low: [], high: [], arrival: [1, 1], ending: [REACHED, REACHED], reaching: 0.2, leaving: NaN };
  const given = map({ panels: [0, 1].map((run) => ({ run, name: `GD ${run}`, now: [0.25], limit: null, edge: [] })) });
  const table = tableFor(page(given, [{ curves: [curve, curve], bests: [1, -1] }]), shown(given));
  assert.deepEqual(table.rows.map(({ use }) => use?.rates), [[{ run: 0, rate: 0.2 }], undefined]);
  assert.deepEqual(table.rows[0].cells, ["0.2", "0.5", "0.2", "–", "–", "0.25"]);
  assert.equal(table.all, undefined);
});

test("a table of settings opens the best one; a value below the best known is told", () => {
  const given = map({ kind: "dials", axes: [axis({ high: 1 }), axis({ name: "b", label: "b" })], best: 0.7 });
  const table = tableFor(page(given), shown(given));
  assert.deepEqual(table.rows[0].use.open, { panel: 0, values: [0.25, 0.6] });
  assert.ok(wordsFor(page(given)).includes("A run ended below 0.7, the lowest value that was known."));
});
