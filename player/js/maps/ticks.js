// Ticks: round numbers along an axis, and how they are written.

import { placeOf } from "./pixels.js";
import { short } from "../tools.js";

const STEPS = [1, 2, 5, 10];
const DECADES = 1.2; // an axis of fewer powers of ten than this has ticks like any other

/** @typedef {{ part: number, text: string }} Tick  where it stands, from 0 to 1, and what it says */

/** Return the ticks of an axis. @param {Pick<MapAxis, "low" | "high" | "kind">} axis
 *  @param {number} most - how many there is room for @returns {Tick[]} */
export function ticksOf(axis, most) {
  const { low, high, kind } = axis;
  const decades = kind === "logarithmic" ? Math.log10(high / low) : 0;
  const values = decades > DECADES ? powers(low, high, most)
    : even(low, high, { most, whole: kind === "whole" });
  return values.map(({ value, text }) => ({ part: placeOf(axis, value), text }))
    .filter(({ part }) => part >= -1e-9 && part <= 1 + 1e-9);
}

/** @param {number} low @param {number} high @param {number} most */
function powers(low, high, most) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const inner = step === 1 && (last - first + 1) * 2 <= most ? [1, 3] : [1];
  const found = [];
  for (let power = first - 1; power <= last; power += 1) {
    if (power >= first && (power - first) % step) continue;
    for (const digit of inner) {
      const value = Number(`${digit}e${power}`);
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) found.push({ value, text: short(value) });
    }
  }
  return found;
}

/** @param {number} low @param {number} high @param {{ most: number, whole: boolean }} wanted */
function even(low, high, { most, whole }) {
  const rough = (high - low) / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const unit = (STEPS.find((one) => one * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const step = whole ? Math.max(1, Math.round(unit)) : unit;
  const decimals = Math.min(100, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k += 1) {
    const value = Number((k * step).toFixed(decimals)) + 0;
    found.push({ value, text: written(value, decimals) });
    if (found.length > 4 * most) break;
  }
  return found;
}

/** Return a number with as many decimals as its neighbours need: zoomed far in they share their first digits.
 *  @param {number} value @param {number} decimals */
function written(value, decimals) {
  const size = Math.abs(value);
  if (size && (size >= 1e6 || size < 1e-4)) return short(value);
  return value.toFixed(Math.min(decimals, 12)).replace("-", "−");
}

