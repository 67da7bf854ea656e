// The field: a loss over a window as the browser's engine computes it, on the grid of a figure. Over many
// rows few points are computed, and the others lie on cubics through them.

import { lossOnGrid } from "../engine/code.js";

/** A loss of one variable has one row of points. @typedef {{ wide: number, high: number,
 *    across: Float64Array, up: Float64Array, values: Float64Array }} Field */

const GRID = [151, 131]; // points across and up, as in landscape/landscape.py ...
const CURVE = 701; // ... and of a curve, as in figures/traces/landscape.py
const FEWEST = 9; // points on a side

/** Return a number of points from one end to the other. @param {number[]} ends @param {number} count */
function spread([low, high], count) {
  return Float64Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
}

/** Return how many points are computed, across and up.
 *  @param {number[]} full - how many are wanted @param {number} share - that can be computed */
function countsOf(full, share) {
  if (share >= 1) return full;
  const each = full.length > 1 ? Math.sqrt(share) : share;
  return full.map((count) => Math.min(count, Math.max(FEWEST, Math.round(each * (count - 1)) + 1)));
}

/** Return the loss over a window.
 *  @param {Live} live @param {number[][]} window
 *  @param {number} work - how many rows are looked at, at most; without a table a point counts as one
 *  @returns {Field} */
export function fieldOf(live, window, work) {
  const full = window.length > 1 ? GRID : [CURVE];
  const [wide, high = 1] = full;
  const axes = window.map((ends, k) => spread(ends, full[k]));
  const [across, up = new Float64Array(1)] = axes;
  const counts = countsOf(full, work / (wide * high * (live.table?.count ?? 1)));
  const [columns, rows = 1] = counts;
  const [x, y = up] = window.map((ends, k) => spread(ends, counts[k]));
  const few = new Float64Array(columns * rows);
  lossOnGrid(live.loss)(x, y, live, few);
  if (columns === wide && rows === high) return { wide, high, across, up, values: few };
  const lines = refined(few, { count: columns, of: rows, step: 1, jump: columns }, wide);
  const values = high === 1 ? lines : refined(lines, { count: rows, of: wide, step: wide, jump: 1 }, high);
  return { wide, high, across, up, values };
}

/** Return lines of numbers with more points each, on the cubic through the four computed ones around it.
 *  @param {Float64Array} values
 *  @param {{ count: number, of: number, step: number, jump: number }} lines - how many points a line has,
 *    how many lines there are, and how far apart points and lines stand in the values
 *  @param {number} wanted - points of each line */
function refined(values, { count, of, step, jump }, wanted) {
  const found = new Float64Array(wanted * of);
  const along = step === 1; // lines of points next to each other, one after the other
  for (let n = 0; n < wanted; n += 1) {
    const at = (n * (count - 1)) / (wanted - 1);
    const k = Math.min(Math.max(Math.floor(at), 1), count - 3);
    const [a, b, c, d] = weights(at - k);
    for (let line = 0; line < of; line += 1) {
      const p = k * step + line * jump;
      found[along ? line * wanted + n : n * of + line] = a * values[p - step] + b * values[p]
        + c * values[p + step] + d * values[p + 2 * step];
    }
  }
  return found;
}

/** Return the weights of four points at -1, 0, 1 and 2 at a place (Lagrange). @param {number} t */
function weights(t) {
  const [a, b, c] = [t + 1, t - 1, t - 2];
  return [-t * b * c / 6, a * b * c / 2, -a * t * c / 2, a * t * b / 6];
}
