// Step lengths along a direction, by the same operations as in optimizers/engine/line_search.py, where
// the reasons stand.

const MOST = 60; // evaluations of an exact search ...
const DOUBLINGS = 30; // ... of which so many may look for the end of the descent
const FLAT = 2 ** -46; // of the slope at the start: a slope that is rounding
const HALVINGS = 40;
const ENOUGH = 1e-4; // of the descent that the slope promises

/**
 * Return the step length to the first minimum along a direction, 0 where that does not lead down.
 * @type {(slope: (length: number) => number, first: number, grain: number) => number}
 *   first is the slope at 0; lengths that differ by less than the grain lead to the same point
 */
export function exact(slope, first, grain) {
  if (!(first < 0)) return 0;
  let [low, high, atLow, atHigh, used] = [0, 1, first, slope(1), 1];
  while (atHigh < 0 && used <= DOUBLINGS) {
    [low, atLow] = [high, atHigh];
    high *= 2;
    atHigh = slope(high);
    used += 1;
  }
  if (atHigh <= 0) return high;
  let [side, slow, width] = [0, 0, high - low];
  for (;;) {
    let middle = low - (atLow * (high - low)) / (atHigh - atLow);
    if (!(low < middle && middle < high && slow < 3)) middle = low + (high - low) / 2;
    const inside = low < middle && middle < high;
    const there = slope(middle);
    used += 1;
    if (there < 0) {
      if (side < 0) atHigh /= 2;
      [low, atLow, side] = [middle, there, -1];
    } else {
      if (side > 0) atLow /= 2;
      [high, atHigh, side] = [middle, there, 1];
    }
    const wide = high - low > grain;
    if (!inside || !wide || Math.abs(there) <= -FLAT * first || used >= MOST) return middle;
    const halved = high - low <= width / 2;
    [slow, width] = halved ? [0, high - low] : [slow + 1, width];
  }
}

/**
 * Return the step length by halving from 1 until the loss falls enough; 0 if it never does.
 * @type {(value: (length: number) => number, here: number, slope: number) => number}
 */
export function armijo(value, here, slope) {
  if (!(slope < 0)) return 0;
  let length = 1;
  for (let k = 0; k <= HALVINGS; k += 1) {
    if (value(length) <= here + ENOUGH * length * slope) return length;
    length /= 2;
  }
  return 0;
}
