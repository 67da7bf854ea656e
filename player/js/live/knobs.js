// Knobs: the numbers of an experiment that the browser can change by itself.

/** @typedef {import("./preview.js").Edit} Edit */

/** Return the edit that gives a knob another value; null where it has none or is not among the knobs.
 *  @param {Live | null} live - as the server sent it
 *  @param {string} called - its kind, place and name @param {number} value
 *  @returns {Edit | null} */
export function offered(live, called, value) {
  const knob = live?.knobs.find(({ kind, place, name }) => `${kind} ${place} ${name}` === called);
  return knob && allows(knob, value) ? editOf(knob, value) : null;
}

/** @param {Knob} knob @param {number} value */
function allows({ low, high, whole }, value) {
  const inside = value >= (low ?? -Infinity) && value <= (high ?? Infinity);
  return Number.isFinite(value) && inside && !(whole && value % 1);
}

/** @param {Knob} knob @param {number} value @returns {Edit} */
function editOf({ kind, place, name, value: first }, value) {
  switch (kind) {
    case "rate": return { kind, run: place, rate: value };
    case "start": return { kind: "coordinate", run: place, axis: Number(name), value };
    case "dial": return { kind, run: place, name, value };
    case "constant": return { kind, place, value };
    case "noise": return { kind, times: value / first };
    default: return { kind, value };
  }
}
