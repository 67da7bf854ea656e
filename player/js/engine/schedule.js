// The factors of a schedule, kept until one of its dials is another or there are more steps.

import { scheduleOf } from "./code.js";

/** @typedef {{ fill: ReturnType<typeof scheduleOf>, dials: number[], factors: Float64Array }} Known */
/** @type {WeakMap<ScheduleCode, Known>} */ const known = new WeakMap();

/** Return the factors of the learning rate at so many steps or more.
 *  @param {LiveSchedule} schedule @param {number} count @returns {Float64Array} */
export function factorsOf({ code, dials: given }, count) {
  const dials = code.dials.map((name) => given[name]);
  const before = known.get(code);
  const same = before?.dials.every((value, i) => value === dials[i]);
  if (before && same && before.factors.length >= count) return before.factors;
  const fill = before?.fill ?? scheduleOf(code);
  const factors = new Float64Array(count);
  fill(dials, factors);
  known.set(code, { fill, dials, factors });
  return factors;
}
