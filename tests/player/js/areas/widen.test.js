// How axes of charts grow with the lines that are changed under the hand.

import assert from "node:assert/strict";
import test from "node:test";

import { pretendBrowser } from "../pretend.js";

pretendBrowser();
const { lengthened, widen, widened } = await import("../../../../player/js/areas/widen.js");

const view = (...reaches) => ({
  panel: { x: "xaxis", y: "yaxis", curve: {} }, frame: { height: 100, width: 200 }, tracks: reaches.map((reach) => ({ reach })),
});
const LINEAR = { range: [0, 10] };
const ACROSS = { range: [0, 40] };

test("an axis that shows all of its lines stays", () => {
  assert.equal(widened(view([0, 100], null), LINEAR), null);
  assert.equal(widened(view(), LINEAR), null);
});

test("an axis grows to where its lines go, with a little air", () => {
  assert.deepEqual(widened(view([-90, 100], [0, 100]), LINEAR), [0, 19 + 0.05 * 19]);
  const [low, high] = widened(view([-50, 120]), LINEAR);
  assert.ok(Math.abs(low + 2 + 0.05 * 17) < 1e-12 && Math.abs(high - 15 - 0.05 * 17) < 1e-12);
});

test("a chart by decades shows no more than twelve of them, and then stays", () => {
  const axis = { type: "log", range: [0, 10] };
  const range = widened(view([0, 900]), axis);
  assert.deepEqual(range, [-2, 10]);
  assert.equal(widened(view([0, 900]), { ...axis, range }), null);
});

test("an axis across grows to where the longest line ends", () => {
  assert.equal(lengthened(view([0, 100, 200], null, [0, 100, 10]), ACROSS), null);
  assert.deepEqual(lengthened(view([0, 100, 250], [0, 100, 300]), ACROSS), [0, 60]);
  assert.deepEqual(pretendArea([0, 10], { views: [view([0, 100, 300])] }).told, [{ "xaxis.range": [0, 60] }]);
});

/** Return an area with a chart, and what Plotly is told. */
function pretendArea(range, more = {}) {
  const told = [];
  const area = {
    views: [view([-100, 100])], wide: false, picture: { layout: { yaxis: { range: [0, 10] }, xaxis: ACROSS } },
    plot: { drawn: {}, _fullLayout: { yaxis: { range }, xaxis: ACROSS } },
    library: { relayout: (_, settings) => told.push(settings) }, ...more,
  };
  widen(area);
  return { area, told };
}

test("Plotly hears of it once a change, and the next figure is drawn anew", () => {
  const { area, told } = pretendArea([0, 10]);
  assert.deepEqual(told, [{ "yaxis.range": [0, 21] }]);
  assert.deepEqual([area.wide, area.plot.drawn], [true, undefined]);
});

test("axes that the visitor chose stay; those that grew grow on", () => {
  assert.deepEqual(pretendArea([2, 4]).told, []);
  assert.equal(pretendArea([0, 20], { wide: true }).told.length, 1);
  assert.deepEqual(pretendArea([0, 10], { views: [{ ...view([-9, 9]), panel: { scene: "scene" } }] }).told, []);
});
