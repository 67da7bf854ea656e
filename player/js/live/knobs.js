// Knobs: the numbers of an experiment that the browser can change by itself.

import { short } from "../tools.js";

/** @typedef {import("./preview.js").Edit} Edit */
/** Ends and step of a slider; on a logarithmic one they count decades.
 *  @typedef {{ low: number, high: number, step: number, logarithmic: boolean }} Scale */

const DECADES = 3; // of a logarithmic slider, on either side of what was shared
const DIALS = ["dial", "factor"];
const FAR = 100; // times a dial below its upper end

/** Return the edit that gives the knob of a name another value; null where there is none.
 *  @param {Live | null} live - as the server sent it
 *  @param {string} called - its kind, place and name @param {number} value
 *  @returns {Edit | null} */
export function offered(live, called, value) {
  const knob = live?.knobs.find(({ kind, place, name }) => `${kind} ${place} ${name}` === called);
  return knob ? editOf(knob, value) : null;
}

/** Return where a knob stands now. @param {Knob} knob @param {import("./preview.js").Preview} preview */
export function valueOf({ kind, place, name, value }, { now }) {
  if (!now) return value;
  switch (kind) {
    case "rate": return now.runs[place].lr;
    case "start": return now.runs[place].start[Number(name)];
    case "dial": return now.runs[place].dials[name];
    case "factor": return now.runs[place].schedule?.dials[name] ?? value;
    case "constant": return now.constants[place];
    default: return now[kind];
  }
}

/** Return the slider of a knob: by decades for a learning rate and for a dial that is far below its
 *  upper end, as an epsilon is; else evenly, up to the next power of ten at most.
 *  @param {Knob} knob @returns {Scale} */
export function scaleOf({ kind, value, low, high, whole }) {
  const small = value > 0 && value <= (high ?? Infinity) / FAR;
  if (kind === "rate" || (DIALS.includes(kind) && small && !whole)) {
    const at = Math.log10(value);
    const top = Math.min(at + DECADES, Math.log10(high ?? Infinity));
    return { low: at - DECADES, high: top, step: 0.01, logarithmic: true };
  }
  const least = whole ? 10 : DIALS.includes(kind) || kind === "noise" ? 0.1 : 1; // that it has room for
  const size = 10 ** (Math.floor(Math.log10(Math.max(Math.abs(value), least))) + 1);
  const from = Math.max(value < 0 || kind === "start" ? -size : 0, low ?? -Infinity);
  const to = Math.min(size, high ?? Infinity);
  const step = whole ? 1 : Number((10 ** (Math.round(Math.log10(to - from)) - 3)).toPrecision(1));
  return { low: from, high: to, step, logarithmic: false };
}

/** Return what a knob allows, in words. @param {Knob} knob */
export function allowance({ low, high, whole }) {
  const ends = [];
  // The last number below a round one is as near as a number can come to an open end.
  if (low !== null) ends.push(low === Number.MIN_VALUE ? "above 0" : `at least ${short(low)}`);
  if (high !== null) ends.push(`${round(high) > high ? "below" : "at most"} ${short(round(high))}`);
  return [`a ${whole ? "whole " : ""}number`, ends.join(" and ")].filter(Boolean).join(" ");
}

/** @param {number} value */
function round(value) { return Number(value.toPrecision(12)); }

/** @param {Knob} knob @param {number} value */
function allows({ low, high, whole }, value) {
  const inside = value >= (low ?? -Infinity) && value <= (high ?? Infinity);
  return Number.isFinite(value) && inside && !(whole && value % 1);
}

/** Return the edit that gives a knob another value; null for one that it cannot have.
 *  @param {Knob} knob @param {number} value @returns {Edit | null} */
export function editOf(knob, value) {
  const { kind, place, name } = knob;
  if (!allows(knob, value)) return null;
  switch (kind) {
    case "rate": return { kind, run: place, rate: value };
    case "start": return { kind: "coordinate", run: place, axis: Number(name), value };
    case "dial": case "factor": return { kind, run: place, name, value };
    case "constant": return { kind, place, value };
    default: return { kind, value };
  }
}
