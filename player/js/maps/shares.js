// Shares: what a map comes to, in numbers and in words. Python has the same words in
// experiment/maps/words.py.

import { CYCLING, DIVERGED, REACHED, STUCK, UNFINISHED } from "./ending.js";
import { gapOf } from "./painter.js";
import { valuesAt } from "./lanes.js";
import { short } from "../tools.js";

const ALIKE = 1e-12; // of the loss: gaps that differ by rounding

/** What the pixels of a panel came to, each a share of all; `steps` the middle number to each minimum.
 *  @typedef {{ count: number, reached: number[], steps: number[], ending: number[] }} Shares */
/** @typedef {import("./chart.js").Curve} Curve */

/** @param {Pixels} pixels @param {number} minima @returns {Shares} */
export function sharesOf({ source, ending, minimum, steps }, minima) {
  const endings = [DIVERGED, CYCLING, REACHED, STUCK, UNFINISHED].map(() => 0);
  /** @type {number[][]} */ const needed = Array.from({ length: minima }, () => []);
  let count = 0;
  for (const place of source) {
    if (place < 0) continue;
    count += 1;
    endings[ending[place]] += 1;
    if (ending[place] === REACHED) needed[minimum[place]].push(steps[place]);
  }
  const all = Math.max(count, 1);
  return {
    count, reached: needed.map(({ length }) => length / all),
    steps: needed.map((some) => middle(some)), ending: endings.map((one) => one / all),
  };
}

/** @param {number[]} values */
function middle(values) {
  values.sort((a, b) => a - b);
  return values.length ? values[values.length >> 1] : NaN;
}

/** Return a share in per cent, so that none that there is reads as none. @param {number} share */
export function percent(share) {
  if (share === 0) return "0 %";
  if (share < 0.001) return "under 0.1 %";
  if (share > 0.999 && share < 1) return "over 99.9 %";
  return `${share < 0.1 || share > 0.9 ? Number((100 * share).toFixed(1)) : Math.round(100 * share)} %`;
}

/** Return a point in words. @param {number[]} point @param {string[]} variables */
export function pointWords(point, variables) {
  const numbers = point.map(short);
  return numbers.length === 1 ? `${variables[0]} = ${numbers[0]}` : `(${numbers.join(", ")})`;
}

/** Join parts with commas and an "and". @param {string[]} parts */
const listed = (parts) => (parts.length < 2 ? parts.join("")
  : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`);

/** Say where the starts of a run lead. @param {string} name @param {Shares} shares @param {MapLive} map */
export function startsWords(name, { reached, ending }, { minima, variables }) {
  const parts = minima.map((point, k) => ({ share: reached[k], text: `reaches the minimum at ${pointWords(point, variables)} from ${percent(reached[k])} of the starts` }))
    .filter(({ share }) => share > 0).sort((a, b) => b.share - a.share).map(({ text }) => text);
  const others = [[DIVERGED, "diverges"], [CYCLING, "cycles"], [STUCK, minima.length ? "rests elsewhere" : "comes to rest"],
    [UNFINISHED, "is unfinished"]];
  for (const [kind, word] of /** @type {[number, string][]} */ (others)) {
    if (ending[kind]) parts.push(`${word} from ${percent(ending[kind])}${parts.length ? "" : " of the starts"}`);
  }
  return `${name} ${listed(parts)}.`;
}

/** Return the place of the rate with the lowest gap, of those that end alike the lowest rate; -1 if all
 *  diverge. @param {Curve} curve @param {number} scale - of the loss */
export function bestOf({ gap }, scale) {
  const least = gap.reduce((low, one) => (one < low ? one : low), Infinity);
  return gap.findIndex((one) => one <= least + ALIKE * Math.max(1, scale));
}

/** Return the place of the largest rate with an ending; -1 if none has. @param {Curve} curve */
export const largest = ({ ending }, kind = REACHED) => ending.lastIndexOf(kind);

/** Return the rates from which on all larger ones diverge; NaN if the largest does not. @param {Curve} curve */
export function edgeOf({ ending, rate }) {
  let from = rate.length;
  while (from > 0 && ending[from - 1] === DIVERGED) from -= 1;
  return from < rate.length ? rate[from] : NaN;
}

/** Say which rates suit a run. @param {string} name @param {Curve} curve @param {MapPanel} panel
 *  @param {number} best - its place */
export function ratesWords(name, curve, { limit, now }, best) {
  if (best < 0) return `${name} diverges at every rate of the map.`;
  const parts = [`ends lowest at the rate ${short(curve.rate[best])}, ${short(curve.gap[best])} above the best known value`];
  const reach = largest(curve);
  if (reach >= 0) parts.push(`still reaches a minimum at ${short(curve.rate[reach])}`);
  const edge = edgeOf(curve);
  if (!Number.isNaN(edge)) parts.push(`diverges from ${short(edge)} on`);
  const stable = limit === null ? "" : ` At the lowest minimum rates below ${short(limit)} are stable.`;
  return `${name} ${listed(parts)}.${stable} Its rate is ${short(now[0])}.`;
}

/** Return the place of the pixel whose setting is the best: by the gap, or by the steps to one; -1 if none is.
 *  @param {Pixels} pixels @param {MapLive["by"]} by @param {number} best */
export function bestSetting({ source, loss, ending, row, steps }, by, best) {
  let [found, least] = [-1, Infinity];
  for (let k = 0; k < source.length; k += 1) {
    if (source[k] !== k || ending[k] === DIVERGED) continue;
    const price = by === "gap" ? gapOf(loss[k], best)
      : by === "steps" ? (row[k] < 0 ? Infinity : row[k])
        : (ending[k] === REACHED ? steps[k] : Infinity);
    if (price < least) [found, least] = [k, price];
  }
  return found;
}

/** Say which setting suits a run. @param {string} name
 *  @param {{ pixels: Pixels, map: MapLive, grid: Grid, best: number, place: number, shares: Shares }} found */
export function dialsWords(name, { pixels, map, grid, best, place, shares }) {
  if (place < 0) return `${name} has no setting on this map that gets there.`;
  const values = valuesAt(map.axes, grid, place % grid.across, Math.floor(place / grid.across));
  const setting = listed(map.axes.map(({ label }, k) => `${label} ${short(values[k])}`));
  const how = map.by === "steps" ? `takes ${pixels.row[place]} steps, the fewest, to a gap of ${short(map.to)}`
    : map.by === "gap" ? `ends lowest, ${short(gapOf(pixels.loss[place], best))} above the best known value,`
      : `reaches a minimum soonest, after ${pixels.steps[place]} steps,`;
  const lost = shares.ending[DIVERGED];
  return `${name} ${how} at ${setting}.${lost ? ` It diverges at ${percent(lost)} of the settings.` : ""}`;
}
