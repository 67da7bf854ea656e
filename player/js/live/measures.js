// What the charts measure of a run, from the rows that the engine writes: figures/charts/measures.py in
// the browser.

/** @typedef {{ rows: Rows, run: LiveRun, minima: number[][] }} Measured */

/** Return what a chart measures of a run at row k.
 *  @param {CurveNote} note @param {Measured} measured @returns {(k: number) => number} */
export function measureOf({ quantity, coordinate }, measured) {
  const { rows, run } = measured;
  const size = run.start.length;
  const at = Math.min(coordinate ?? 0, size - 1);
  switch (quantity) {
    case "loss": return (k) => rows.losses[k];
    case "batch": return (k) => rows.batchLosses?.[k] ?? NaN;
    case "gradient": return (k) => lengthOf(rows.gradients, k, size);
    case "step": return stepOf(rows, size);
    case "distance": return distanceOf(measured);
    case "rate": return (k) => rows.rates[k * size + at];
    default: return stateOf(measured, quantity, at);
  }
}

/** Return the length of row k. @param {Float64Array} table @param {number} k @param {number} size */
function lengthOf(table, k, size) {
  return size === 1 ? Math.abs(table[k]) : Math.hypot(table[2 * k], table[2 * k + 1]);
}

/** Return how far the update after row k goes. @param {Rows} rows @param {number} size */
function stepOf({ points, after, kept }, size) {
  /** @param {number} k @param {number} i */
  const way = (k, i) => (k + 1 < kept ? points[(k + 1) * size + i] : after[i]) - points[k * size + i];
  return (/** @type {number} */ k) => (size === 1 ? Math.abs(way(k, 0)) : Math.hypot(way(k, 0), way(k, 1)));
}

/** Return how far the nearest known minimum is. @param {Measured} measured */
function distanceOf({ rows: { points }, run: { start: { length: size } }, minima }) {
  return (/** @type {number} */ k) => {
    let nearest = NaN;
    for (const place of minima) {
      const away = Math.hypot(...place.map((value, i) => points[k * size + i] - value));
      if (!(nearest <= away)) nearest = away;
    }
    return nearest;
  };
}

/** Return the state that has a role, NaN where the rule has none.
 *  @param {Measured} measured @param {string} role @param {number} at */
function stateOf({ rows, run }, role, at) {
  const which = run.rule.states.findIndex(({ name }) => run.roles[name] === role);
  if (which < 0) return () => NaN;
  const table = rows.states[which];
  const wide = run.rule.states[which].before.length;
  return (/** @type {number} */ k) => table[k * wide + Math.min(at, wide - 1)];
}
