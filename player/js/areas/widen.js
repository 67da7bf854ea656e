// The axes of charts while something is changed under the hand: they grow with the lines, and the next
// figure brings its own.

import { equal } from "../tools.js";
import { isFlat } from "./grid.js";

const AIR = 0.05; // of an axis, above and below what it shows
const MAX_DECADES = 12; // further down a loss is only rounding error

/** Return the range that an upright axis needs for lines that are changed; null where it has it already.
 *  @param {View} view @param {Axis} axis @returns {[number, number] | null} */
export function widened({ tracks, frame: { height } }, { range, type }) {
  const [low, high] = range.map(Number);
  const reaches = tracks.flatMap(({ reach }) => reach?.slice(0, 2) ?? []);
  const [top, bottom] = [Math.min(0, ...reaches), Math.max(height, ...reaches)];
  const at = (/** @type {number} */ pixel) => high - (pixel / height) * (high - low);
  const air = AIR * (at(top) - at(bottom));
  const up = top < 0 ? at(top) + air : high;
  const least = type === "log" ? Math.min(low, up - MAX_DECADES) : -Infinity;
  const down = bottom > height ? Math.max(at(bottom) - air, least) : low;
  return up > high || down < low ? [down, up] : null;
}

/** Return the range that an axis across needs for lines that run on; null where it has it already.
 *  @param {View} view @param {Axis} axis @returns {[number, number] | null} */
export function lengthened({ tracks, frame: { width } }, { range }) {
  const [low, high] = range.map(Number);
  const right = Math.max(width, ...tracks.map(({ reach }) => reach?.[2] ?? 0));
  return right > width ? [low, low + ((high - low) * right) / width] : null;
}

/** Widen the axes that a changed line would leave, unless the visitor chose them. @param {Area} area */
export function widen(area) {
  const { plot, picture, views } = area;
  const full = /** @type {FullLayout} */ (plot._fullLayout);
  /** @type {Record<string, [number, number]>} */ const ranges = {};
  for (const view of views) {
    const { panel } = view;
    if (!isFlat(panel) || !panel.curve) continue;
    for (const [axis, grown] of /** @type {const} */ ([[panel.y, widened], [panel.x, lengthened]])) {
      const own = area.wide || equal(full[axis].range, picture.layout[axis].range);
      const range = own && grown(view, full[axis]);
      if (range) ranges[`${axis}.range`] = range;
    }
  }
  if (!Object.keys(ranges).length) return;
  area.wide = true;
  delete plot.drawn; // so that the next figure is drawn with axes of its own
  area.library.relayout(plot, ranges);
}
