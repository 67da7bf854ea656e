// The lanes of a map: the run at any pixel. The loop of a panel is made once, and its rows are used again.

import { simulate } from "../engine/run.js";
import { outcome } from "./ending.js";
import { valueAt } from "./pixels.js";

/** Returns what the run came to whose values on the axes are given, by chance's first seed or another.
 *  The object is the same at every call.
 *  @typedef {(values: number[], seed?: number) => Outcome} At */

/** Return the land that the endings of a map are judged by. @param {MapLive} map @param {number} target
 *  @returns {Land} */
export function landOf({ minima, window, near, diagonal }, target) {
  return { minima, window, near, diagonal, target };
}

/** Return the values of a pixel on the axes. @param {MapAxis[]} axes @param {Grid} grid
 *  @param {number} across @param {number} up */
export function valuesAt(axes, grid, across, up) {
  const [first, second] = axes;
  const value = valueAt(first, across, grid.across);
  return second ? [value, valueAt(second, up, grid.up)] : [value];
}

/** Return a run of an experiment with the values of a pixel in place.
 *  @param {Live} live @param {LiveRun} run @param {MapAxis[]} axes @param {number[]} values */
export function changed(live, run, axes, values) {
  let [all, own] = [live, run];
  axes.forEach(({ role, place, name }, k) => {
    const value = values[k];
    if (role === "variable") own = { ...own, start: own.start.with(place, value) };
    else if (role === "rate") own = { ...own, lr: value };
    else if (role === "dial") own = { ...own, dials: { ...own.dials, [name]: value } };
    else if (role === "constant") all = { ...all, constants: all.constants.with(place, value) };
    else if (role === "batch") own = { ...own, batch: batchOf(all.table, value) };
    else all = { ...all, noise: value };
  });
  return { live: all, run: own };
}

/** Return how many rows an update sees, 0 for all: as `fitting` in experiment/data.py.
 *  @param {LiveTable | undefined} table @param {number} rows */
function batchOf(table, rows) {
  if (!table) return 0;
  return rows >= table.count && table.shuffled ? 0 : Math.min(rows, table.count);
}

/** Return the run of a panel with the values of a pixel. @param {MapLive & { live: Live }} map
 *  @param {number} panel @param {number[]} values */
export function runAt(map, panel, values, seed = 0) {
  const live = { ...map.live, seed: map.seeds[seed] ?? map.live.seed };
  return changed(live, live.runs[map.panels[panel].run], map.axes, values);
}

/** Return what runs a panel. @param {MapLive & { live: Live }} map @param {number} panel
 *  @param {number} target - the loss at which rows are counted @returns {At} */
export function lanesOf(map, panel, target) {
  const land = landOf(map, target);
  /** @type {Rows | undefined} */ let rows;
  /** @type {Outcome | undefined} */ let out;
  return (values, seed = 0) => {
    const { live, run } = runAt(map, panel, values, seed);
    rows = simulate(live, run, rows);
    return out = outcome(rows, live.steps, land, out);
  };
}
