import assert from "node:assert/strict";
import { test } from "node:test";

import { DIVERGED, REACHED } from "../../../../player/js/maps/ending.js";
import { emptyPixels } from "../../../../player/js/maps/passes.js";
import { bestSetting, dialsWords, lowest, percent, pointWords, ratesWords, sharesOf, startsWords } from "../../../../player/js/maps/shares.js";
import { axis, map } from "./samples.js";

const grid = { across: 4, up: 1 };
const pixels = () => {
  const found = emptyPixels(grid, 1);
  found.ending.set([REACHED, REACHED, REACHED, DIVERGED]);
  found.minimum.set([0, 0, 1, -1]);
  found.steps.set([3, 9, 5, 2]);
  found.loss.set([0, 1e-15, 0.5, NaN]);
  found.source.set([0, 1, 2, 3]);
  return found;
};
const twice = map({ minima: [[0], [3]] });

test("a share that is there never reads as none, nor as all", () => {
  assert.deepEqual([0, 0.0001, 0.012, 0.616, 0.999, 0.9999, 1].map(percent), ["0 %", "under 0.1 %", "1.2 %", "62 %", "99.9 %", "over 99.9 %", "100 %"]);
});

test("shares count every place, and the steps are the middle ones", () => {
  const found = sharesOf(pixels(), 2);
  assert.deepEqual(found.reached, [0.5, 0.25]);
  assert.deepEqual(found.steps, [9, 5]);
  assert.equal(found.ending[DIVERGED], 0.25);
});

test("the words of a map of starts", () => {
  assert.equal(startsWords("GD", sharesOf(pixels(), 2), twice), "GD reaches the minimum at x = 0 from 50 % of the starts, that at x = 3 from 25 % and diverges from 25 %.");
  assert.equal(pointWords([-1, 2], ["x", "y"]), "(−1, 2)");
});

test("of prices that are alike the one that arrives first is the lowest", () => {
  assert.equal(lowest([1, 1e-15, 0, NaN], [1, 4, 9, 0], 0), 1);
  assert.equal(lowest([NaN, Infinity], [1, 1], 0), -1);
});

test("the words of a map of rates", () => {
  const curve = { rate: [0.1, 0.2], gap: [1e-3, NaN], low: [], high: [], arrival: [5, Infinity], ending: [REACHED, DIVERGED], reaching: 0.1, leaving: 0.2 };
  const panel = { run: 0, name: "GD", now: [0.25], limit: 1, edge: [] };
  assert.equal(ratesWords("GD", curve, panel, 0), "GD ends lowest at the rate 0.1, 0.001 above the best known value, still reaches a minimum at 0.1 and diverges from 0.2 on. It is stable at the minimum below 1. Its rate is 0.25.");
  assert.equal(ratesWords("GD", curve, panel, -1), "GD diverges at every rate of the map.");
});

test("the best setting of a map of dials, and its words", () => {
  const given = map({ kind: "dials", axes: [axis({ low: 0, high: 4 }), axis({ name: "beta", label: "beta" })] });
  const found = { pixels: pixels(), map: given, grid, best: 0, shares: sharesOf(pixels(), 2) };
  assert.equal(bestSetting(pixels(), "gap", 0), 0);
  assert.equal(bestSetting(pixels(), "ending", 0), 0);
  assert.equal(bestSetting(pixels(), "steps", 0), -1);
  assert.equal(dialsWords("GD", { ...found, place: 0 }), "GD ends lowest, 0 above the best known value, at learning rate 0.5 and beta 0.6. It diverges at 25 % of the settings.");
  assert.equal(dialsWords("GD", { ...found, place: -1 }), "GD has no setting on this map that gets there.");
});
