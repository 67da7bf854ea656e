// How a run ended, as a map colours it: the same operations, in the same order, as
// experiment/maps/ending.py, where the reasons stand.

/** Every ending; a pixel has its place among them. */
export const ENDINGS = ["diverged", "cycling", "reached", "stuck", "unfinished"];
export const DIVERGED = 0;
export const CYCLING = 1;
export const REACHED = 2;
export const STUCK = 3;
export const UNFINISHED = 4;

const PERIODS = [2, 16];
const CYCLES = 6; // that must repeat ...
const SAME = 1e-3; // ... but for so much of their size
const MIN_SIZE = 1e-7; // of the window's diagonal: a smaller cycle is rounding
const RESTS = 4; // rows beside a minimum, besides the last

/** Return what a run came to. @param {Pick<Rows, "points" | "losses" | "kept">} rows
 *  @param {number} last - the step that it was to end at @param {Land} land
 *  @param {Outcome} [out] - used again @returns {Outcome} */
export function outcome({ points, losses, kept }, last, land, out = emptyOutcome()) {
  const size = land.window.length;
  const row = firstBelow(losses, Math.min(kept, last + 1), land.target);
  Object.assign(out, { minimum: -1, period: 0, steps: last, row });
  const end = Math.min(kept, last);
  for (let i = 0; i < size; i += 1) out.end[i] = points[size * end + i];
  out.loss = losses[end];
  if (kept <= last) {
    Object.assign(out, { ending: DIVERGED, steps: kept });
    return out;
  }
  out.period = periodOf(points, last, size, MIN_SIZE * land.diagonal);
  if (out.period) {
    out.ending = CYCLING;
    return out;
  }
  const since = land.minima.length ? restsSince(points, last, land) : last + 1;
  if (since <= last - RESTS) {
    Object.assign(out, { ending: REACHED, minimum: nearest(points, last, land.minima), steps: since });
    return out;
  }
  const quarter = Math.max(1, Math.floor(last / 4));
  const risen = outside(points, last, land.window) && losses[last] > losses[0];
  if (risen && leaves(points, last, quarter, land.window)) {
    out.ending = DIVERGED;
  } else {
    // One that leaps to and fro may stand where it stood a quarter before.
    const back = [last - quarter, last - 1].map((row) => apart(points, last, Math.max(0, row), size));
    out.ending = Math.max(...back) <= land.near * land.near ? STUCK : UNFINISHED;
  }
  return out;
}

/** @returns {Outcome} */
const emptyOutcome = () => (
  { ending: UNFINISHED, minimum: -1, period: 0, steps: 0, row: -1, loss: NaN, end: [] });

/** Return the first row whose loss is at most a target; -1 if none is.
 *  @param {Float64Array} losses @param {number} kept @param {number} target */
function firstBelow(losses, kept, target) {
  if (target === -Infinity) return -1;
  for (let k = 0; k < kept; k += 1) if (losses[k] <= target) return k;
  return -1;
}

/** Return the period with which the last rows repeat; 0 if they do not.
 *  @param {Float64Array} points @param {number} last @param {number} size @param {number} least */
function periodOf(points, last, size, least) {
  for (let period = PERIODS[0]; period <= PERIODS[1]; period += 1) {
    if (CYCLES * period > last + 1) return 0;
    const extent = extentOf(points, last, period, size);
    if (extent > least && repeats(points, last, period, size, SAME * extent)) return period;
  }
  return 0;
}

/** Return the largest extent of the last rows, over the coordinates.
 *  @param {Float64Array} points @param {number} last @param {number} rows @param {number} size */
function extentOf(points, last, rows, size) {
  let extent = 0;
  for (let i = 0; i < size; i += 1) {
    let [low, high] = [Infinity, -Infinity];
    for (let k = last - rows + 1; k <= last; k += 1) {
      const value = points[size * k + i];
      if (value < low) low = value;
      if (value > high) high = value;
    }
    extent = Math.max(extent, high - low);
  }
  return extent;
}

/** @param {Float64Array} points @param {number} last @param {number} period @param {number} size
 *  @param {number} same */
function repeats(points, last, period, size, same) {
  for (let k = last; k > last - (CYCLES - 1) * period; k -= 1) {
    for (let i = 0; i < size; i += 1) {
      if (!(Math.abs(points[size * k + i] - points[size * (k - period) + i]) <= same)) return false;
    }
  }
  return true;
}

/** Return the row from which on all are near a minimum. @param {Float64Array} points @param {number} last
 *  @param {Land} land */
function restsSince(points, last, { minima, near, window: { length: size } }) {
  const limit = near * near;
  for (let k = last; k >= 0; k -= 1) {
    let close = false;
    for (const minimum of minima) {
      let square = 0;
      for (let i = 0; i < size; i += 1) {
        const gap = points[size * k + i] - minimum[i];
        square += gap * gap;
      }
      if (square <= limit) {
        close = true;
        break;
      }
    }
    if (!close) return k + 1;
  }
  return 0;
}

/** Return the place of the minimum nearest to a row, the first of two.
 *  @param {Float64Array} points @param {number} row @param {number[][]} minima */
function nearest(points, row, minima) {
  let [best, least] = [-1, Infinity];
  minima.forEach((minimum, k) => {
    let square = 0;
    minimum.forEach((value, i) => {
      const gap = points[minimum.length * row + i] - value;
      square += gap * gap;
    });
    if (square < least) [best, least] = [k, square];
  });
  return best;
}

/** @param {Float64Array} points @param {number} row @param {number[][]} window */
function outside(points, row, window) {
  return window.some(([low, high], i) => {
    const value = points[window.length * row + i];
    return !(low <= value && value <= high);
  });
}

/** Whether the distance to the middle of the window grows from quarter to quarter.
 *  @param {Float64Array} points @param {number} last @param {number} quarter @param {number[][]} window */
function leaves(points, last, quarter, window) {
  const [now, before, first] = [0, 1, 2].map((k) => {
    let square = 0;
    window.forEach(([low, high], i) => {
      const gap = points[window.length * Math.max(0, last - k * quarter) + i] - (low + high) / 2;
      square += gap * gap;
    });
    return square;
  });
  return now > before && before > first;
}

/** Return the square of the distance between two rows.
 *  @param {Float64Array} points @param {number} a @param {number} b @param {number} size */
function apart(points, a, b, size) {
  let square = 0;
  for (let i = 0; i < size; i += 1) {
    const gap = points[size * a + i] - points[size * b + i];
    square += gap * gap;
  }
  return square;
}
