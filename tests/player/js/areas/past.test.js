// What is hidden while a run, a start or the loss is changed, and what the mouse is told then.

import assert from "node:assert/strict";
import { test } from "node:test";

import { dim, isPast } from "../../../../player/js/areas/past.js";

const MOVED = [1, 2];
const traces = () => [
  { meta: { role: "landscape" }, hoverinfo: "skip" },
  { meta: { role: "minimum" }, hoverinfo: "text" },
  { meta: { role: "start", at: MOVED }, hoverinfo: "text" },
  { meta: { role: "start", at: [3, 4] }, hoverinfo: "text" },
  { meta: { role: "trail", run: 0 }, hoverinfo: "text", opacity: 0.4 },
  { meta: { role: "trail", run: 1 }, hoverinfo: "text", opacity: 0.4 },
  { meta: { role: "rows" }, hoverinfo: "text" },
];

/** What is asked of an area whose first run is changed, with one start moved. */
function area({ on = false, changed = [0], singled = null, comet = false } = {}) {
  const nodes = traces().map((trace) => ({ __data__: [{ trace }], dataset: {}, style: {} }));
  return {
    nodes, singled, playback: { comet }, soil: { on }, plot: { querySelectorAll: () => nodes },
    preview: { rows: new Map(changed.map((run) => [run, {}])), placeOf: (at) => (at === MOVED ? [9, 9] : null) },
  };
}
const hidden = ({ nodes }) => nodes.map(({ style }) => style.opacity === "0");
const told = ({ nodes }) => nodes.map(({ __data__: [{ trace }] }) => trace.hoverinfo);

test("a run and a start that are changed are past, the loss where another one is drawn", () => {
  const [one, all] = [area(), area({ on: true, changed: [0, 1] })];
  [one, all].forEach(dim);
  assert.deepEqual(hidden(one), [false, false, true, false, true, false, false]);
  assert.deepEqual(hidden(all), [true, true, true, true, true, true, false]);
  assert.deepEqual(told(all), [...Array(6).fill("skip"), "text"]);
  assert.ok(!isPast(all, { role: "wall" }));
});

test("what is past no longer is seen and told as before", () => {
  const here = area({ on: true });
  dim(here);
  Object.assign(here, { soil: { on: false }, preview: { ...here.preview, rows: new Map(), placeOf: () => null } });
  dim(here);
  assert.deepEqual(told(here), traces().map(({ hoverinfo }) => hoverinfo));
  assert.deepEqual(here.nodes.map(({ style }) => style.opacity), ["", "", "", "", 0.4, 0.4, ""]);
  assert.equal(here.nodes[4].dataset.role, "trail");
});

test("beside a run that is singled out the others step back, and comets leave a faint path", () => {
  const opacities = (settings) => {
    const here = area({ changed: [], ...settings });
    dim(here);
    return here.nodes.slice(4, 6).map(({ style }) => style.opacity);
  };
  assert.deepEqual(opacities({ singled: 1 }), ["0.15", 0.4]);
  assert.deepEqual(opacities({ comet: true }), ["0.3", "0.3"]);
});
