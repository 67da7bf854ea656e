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
  const basins = minima.map((point, k) => ({ share: reached[k], place: pointWords(point, variables) }))
    .filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  /** @type {[string, number][]} */ const pairs = basins.map(({ share, place }, k) => (
    [`${k ? "that" : "reaches the minimum"} at ${place}`, share]));
  /** @type {[number, string][]} */ const others = [[DIVERGED, "diverges"], [CYCLING, "cycles"],
    [UNFINISHED, "is unfinished"], [STUCK, minima.length ? "rests elsewhere" : "comes to rest"]];
  for (const [kind, word] of others) if (ending[kind]) pairs.push([word, ending[kind]]);
  const parts = pairs.map(([what, share], k) => `${what} from ${percent(share)}${k ? "" : " of the starts"}`);
  return `${name} ${listed(parts)}.`;
}

/** Return the place with the lowest price; of those that are alike the one that arrives first. -1 if none
 *  counts. @param {ArrayLike<number>} prices @param {ArrayLike<number>} arrivals @param {number} best */
export function lowest(prices, arrivals, best) {
  let least = Infinity;
  for (let k = 0; k < prices.length; k += 1) if (prices[k] < least) least = prices[k];
  if (least === Infinity) return -1;
  const most = least + ALIKE * Math.max(1, Number.isFinite(best) ? Math.abs(best) : 1);
  let [found, soonest] = [-1, Infinity];
  for (let k = 0; k < prices.length; k += 1) {
    if (prices[k] <= most && (found < 0 || arrivals[k] < soonest)) [found, soonest] = [k, arrivals[k]];
  }
  return found;
}

/** Say between which ends the gaps of several seeds lie; nothing where they are one.
 *  @param {number} low @param {number} high */
export const bandWords = (low, high) => (low < high ? ` (${short(low)} to ${short(high)} by seed)` : "");

/** Say which rates suit a run. @param {string} name @param {Curve} curve @param {MapPanel} panel
 *  @param {number} place - of the best rate */
export function ratesWords(name, { rate, gap, low, high, reaching, leaving }, { limit, now }, place) {
  if (place < 0) return `${name} diverges at every rate of the map.`;
  const least = `${short(gap[place])}${bandWords(low[place], high[place])} above the best known value`;
  const parts = [`ends lowest at the rate ${short(rate[place])}, ${least}`];
  if (!Number.isNaN(reaching)) parts.push(`still reaches a minimum at ${short(reaching)}`);
  if (!Number.isNaN(leaving)) parts.push(`diverges from ${short(leaving)} on`);
  const stable = limit === null ? "" : ` It is stable at the minimum below ${short(limit)}.`;
  return `${name} ${listed(parts)}.${stable} Its rate is ${short(now[0])}.`;
}

/** Return the pixel whose setting is the best: by the gap, by the steps to one, or by those to a minimum; -1
 *  if none is. @param {Pixels} pixels @param {MapLive["by"]} by @param {number} best */
export function bestSetting({ source, loss, ending, row, steps }, by, best) {
  const known = Float64Array.from(source, (from, k) => {
    if (from !== k) return Infinity;
    if (by === "steps") return row[k] < 0 ? Infinity : row[k];
    if (by === "ending") return ending[k] === REACHED ? steps[k] : Infinity;
    return ending[k] === DIVERGED || !Number.isFinite(loss[k]) ? Infinity : gapOf(loss[k], best);
  });
  const arrivals = Float64Array.from(ending, (kind, k) => (kind === REACHED ? steps[k] : Infinity));
  return lowest(known, arrivals, best);
}

/** Say which setting suits a run. @param {string} name
 *  @param {{ pixels: Pixels, map: MapLive, grid: Grid, best: number, place: number,
 *    shares: Shares }} found */
export function dialsWords(name, { pixels, map, grid, best, place, shares }) {
  if (place < 0) return `${name} has no setting on this map that gets there.`;
  const values = valuesAt(map.axes, grid, place % grid.across, Math.floor(place / grid.across));
  const setting = listed(map.axes.map(({ label }, k) => `${label} ${short(values[k])}`));
  const how = {
    gap: `ends lowest, ${short(gapOf(pixels.loss[place], best))} above the best known value,`,
    steps: `takes the fewest steps to a gap of ${short(map.to)}`,
    ending: "reaches a minimum soonest",
  }[map.by];
  const lost = shares.ending[DIVERGED];
  return `${name} ${how} at ${setting}.${lost ? ` It diverges at ${percent(lost)} of the settings.` : ""}`;
}
