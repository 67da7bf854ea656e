// The reading: what a pixel says under the pointer, in a line of words.

import { CYCLING, DIVERGED, REACHED, STUCK } from "./ending.js";
import { gapOf } from "./painter.js";
import { pointWords } from "./shares.js";
import { short } from "../tools.js";

/** Say what a run came to. @param {Outcome} outcome @param {MapLive} map */
export function endingWords({ ending, minimum, period, steps }, { minima, variables, steps: all }) {
  if (ending === REACHED) {
    return `reaches the minimum at ${pointWords(minima[minimum], variables)} after ${steps} steps`;
  }
  if (ending === DIVERGED) return steps < all ? `diverges at step ${steps}` : "diverges";
  if (ending === CYCLING) return `cycles${period ? ` with period ${period}` : ""}`;
  if (ending === STUCK) return minima.length ? "rests where no minimum is known" : "comes to rest";
  return `is unfinished after ${all} steps`;
}

/** Say what stands at a pixel. @param {string} name - of the run @param {number[]} values
 *  @param {Outcome} outcome @param {MapLive} map @param {number} best */
export function reading(name, values, outcome, map, best) {
  const digits = values.map((value) => String(value).replaceAll("-", "−"));
  const where = map.axes.map(({ label }, k) => `${label} = ${digits[k]}`).join(", ");
  const finite = Number.isFinite(outcome.loss) && outcome.ending !== DIVERGED;
  const gap = !finite ? "" : Number.isFinite(best)
    ? `, ${short(gapOf(outcome.loss, best))} above the best known value` : `, loss ${short(outcome.loss)}`;
  const within = `within ${short(map.to)}`;
  const row = map.by !== "steps" || map.kind !== "dials" ? ""
    : outcome.row < 0 ? `; never ${within}` : `; ${within} after ${outcome.row} steps`;
  return `${where}: ${name} ${endingWords(outcome, map)}${gap}${row}.`;
}
