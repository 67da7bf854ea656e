// Pixels: which value each has on its axis. Python has the same in experiment/maps/pixels.py, to the digit:
// the numbers are rounded, so that what a click opens is short to read and begins with the same double.

const SHARE = 100; // parts of a pixel to which its value is rounded
const MIN_DIGITS = 4;
const MAX_DIGITS = 17; // no double has more
const MAX_DECIMALS = 100; // of toFixed
const NARROWEST = 1e-10; // of the larger end: on a narrower axis neighbours would be the same number
const LEAST = 1e-20; // width of any axis

/** @typedef {Pick<MapAxis, "low" | "high" | "kind">} Span  a part of an axis */

/** Return the smallest whole number k from `least` on for which 1e-k is at most a part.
 *  @param {number} part @param {number} least */
function fewest(part, least) {
  let k = least;
  while (Number(`1e-${k}`) > part) k += 1;
  return k;
}

/** Return the value of pixel i of n. @param {Span} axis @param {number} i @param {number} n */
export function valueAt({ low, high, kind }, i, n) {
  const share = (i + 0.5) / n;
  if (kind === "logarithmic") {
    const [from, to] = [Math.log10(low), Math.log10(high)];
    return precise(10 ** (from + share * (to - from)), Math.log(high / low) / n / SHARE);
  }
  const value = low + share * (high - low);
  return kind === "whole" ? fixed(value, 1) : fixed(value, (high - low) / n / SHARE);
}

/** Round to the decimal places that tell a part, halves away from zero. @param {number} value
 *  @param {number} part */
function fixed(value, part) {
  return Number(value.toFixed(Math.min(fewest(part, 0), MAX_DECIMALS))) + 0; // no -0
}

/** Round to the significant digits that tell a part of the number. @param {number} value
 *  @param {number} part */
function precise(value, part) {
  return Number(value.toPrecision(Math.min(fewest(part, MIN_DIGITS), MAX_DIGITS)));
}

/** Return where a value is on an axis, from 0 to 1 within it. @param {Span} axis @param {number} value */
export function placeOf({ low, high, kind }, value) {
  if (kind !== "logarithmic") return (value - low) / (high - low);
  return (Math.log10(value) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
}

/** Return the value at a place of an axis, not rounded. @param {Span} axis @param {number} part */
export function axisAt({ low, high, kind }, part) {
  if (kind !== "logarithmic") return low + part * (high - low);
  return 10 ** (Math.log10(low) + part * (Math.log10(high) - Math.log10(low)));
}

/** Return the pixel of a place, within the axis. @param {number} part @param {number} n */
export const pixelAt = (part, n) => Math.min(Math.max(Math.floor(part * n), 0), n - 1);

/** Whether an axis is so wide that neighbouring pixels differ by more than rounding. @param {Span} axis */
export function wide({ low, high, kind }) {
  if (kind === "logarithmic") return low > 0 && Math.log(high / low) >= NARROWEST;
  return high - low >= Math.max(NARROWEST * Math.max(Math.abs(low), Math.abs(high)), LEAST);
}

/** Return an axis with its ends moved: the part of it from one place to another, within its limits, in
 *  short numbers.
 *  @template {MapAxis} A @param {A} axis @param {number} from @param {number} to @returns {A} */
function part(axis, from, to) {
  let [low, high] = [axisAt(axis, from), axisAt(axis, to)];
  [low, high] = [neat(axis, low, [low, high]), neat(axis, high, [low, high])];
  const { least, most } = axis;
  [low, high] = [Math.max(low, least), Math.min(high, most)];
  return low < high && wide({ ...axis, low, high }) ? { ...axis, low, high } : axis;
}

/** Round an end of an axis: a thousandth of the axis is no matter.
 *  @param {Span} axis @param {number} value @param {[number, number]} ends */
function neat({ kind }, value, [low, high]) {
  if (kind === "whole") return Math.round(value);
  if (kind === "logarithmic") return precise(value, Math.log(high / low) / 1000);
  return fixed(value, (high - low) / 1000);
}

/** Return an axis made smaller or larger about a place, which stays where it is.
 *  @template {MapAxis} A @param {A} axis @param {number} about @param {number} factor @returns {A} */
export const zoomed = (axis, about, factor) => (
  part(axis, about - about * factor, about + (1 - about) * factor));

/** Return an axis moved by a share of its length, without leaving its limits.
 *  @template {MapAxis} A @param {A} axis @param {number} by @returns {A} */
export function moved(axis, by) {
  const { least, most } = axis;
  if (by < 0) by = Math.max(by, Math.min(0, placeOf(axis, least)));
  else by = Math.min(by, Math.max(0, placeOf(axis, most) - 1));
  return by ? part(axis, by, 1 + by) : axis;
}
