// Why a run goes where it goes: at its marker an arrow each for the gradient, the momentum and the step,
// and rings where the update asks the loss as well. Gradient and momentum point the way they push,
// downhill; longer is larger, but not to scale.

import { circle, outline, write } from "./symbols.js";

/** Vectors of a row, in units of the axes; null where the rule has none.
 *  @typedef {Record<"gradient" | "momentum" | "step", number[] | null>} Vectors */

const LONG = 56; // pixels of the longer of gradient and momentum ...
const LEAST = 18; // ... and of any arrow at least, else its head would hide it
const FARTHEST = 200; // and of a step at most: else it is as long as it is
const STILL = 0.02; // pixels: a shorter step is rounding
const NONE = 1e-9; // of the first gradient: a smaller one is rounding
const HEAD = 6;
const RING = 3.5; // radius of a point that the update tries ...
const APART = 3; // ... and how far it is from the one before, where it is drawn
const FAINT = 0.55;
const [WIDE, HIGH] = [20, 12]; // pixels that a letter takes
/** @typedef {Readonly<{ sign: string, width: number, dash: readonly number[], hollow: boolean }>} Look */
const LOOKS = /** @type {const} */ ({
  gradient: { sign: "−g", width: 1.6, dash: [4, 3], hollow: false },
  momentum: { sign: "−m", width: 1.6, dash: [], hollow: true },
  step: { sign: "Δx", width: 3, dash: [], hollow: false },
});

/** Say whether a ground shows why runs go where they go: a plane where that is switched on, a curve, on
 *  which steps are always drawn, where an update asks for more than the slope.
 *  @param {Landscape | null} ground @param {boolean} vectors @param {boolean} asks */
export function isTold(ground, vectors, asks) {
  if (ground?.type === "contour") return vectors;
  return asks && ground?.type === "scatter" && ground.name === "loss";
}

/** Return what moves the point of row k. @param {Rows} rows @param {LiveRun} run @param {number} k
 *  @returns {Vectors} */
export function vectorsAt({ points, gradients, states, after, kept }, { rule, roles, start }, k) {
  const size = start.length;
  /** @param {ArrayLike<number>} table @param {number} row */
  const at = (table, row) => start.map((_, i) => table[row * size + i]);
  const down = (/** @type {number[]} */ vector) => vector.map((value) => -value);
  const next = k + 1 < kept ? at(points, k + 1) : after;
  const mean = rule.states.findIndex(({ name, before }) => (
    roles[name] === "mean" && before.length === size));
  const first = Math.hypot(...at(gradients, 0));
  const told = (/** @type {number[]} */ vector) => (Math.hypot(...vector) > NONE * first ? vector : null);
  return {
    gradient: told(down(at(gradients, k))),
    momentum: mean < 0 ? null : told(down(at(states[mean], k))),
    step: at(points, k).map((value, i) => next[i] - value),
  };
}

/** Return the points beside that of row k at which its update asks for a gradient or a loss.
 *  @param {Rows} rows @param {LiveRun} run @param {number} k @returns {number[][]} */
export function triedAt({ points, evaluations, tried }, { rule, start: { length: size } }, k) {
  if (!rule.asks) return [];
  const count = evaluations[k + 1] - evaluations[k];
  const all = Array.from({ length: count }, (_, n) => {
    const first = (evaluations[k] + n) * size;
    return tried.slice(first, first + size);
  });
  return all.filter((point) => point.some((value, i) => value !== points[k * size + i]));
}

/** Draw what moves a run's point, where that is asked for; a run that has ended stands still.
 *  @param {Ink} ink @param {import("./ink.js").Head} place @param {Manner} manner */
export function drawReasons(ink, { track, view, step, taken, head }, { whyOf, playback, colours: { page } }) {
  const { last, fate } = track.meta;
  const why = head && (step < last || fate === "moving") && whyOf(track);
  if (!why || !(playback.vectors || why.run.start.length === 1)) return;
  const k = Math.min(Math.floor(step + 1e-9), last);
  drawTried(ink, triedAt(why.rows, why.run, k).map((point) => view.pixelsOf(point)), track.colour);
  if (why.run.start.length === 1) return; // its step and its tangent are always drawn
  const vectors = vectorsAt(why.rows, why.run, k);
  drawVectors(ink, vectors, { head, view, colour: track.colour, page, taken });
}

/** Draw faint rings where an update asks the loss. @param {Ink} ink @param {Place[]} places
 *  @param {string} colour */
function drawTried(ink, places, colour) {
  const full = ink.globalAlpha;
  ink.globalAlpha = full * FAINT;
  ink.strokeStyle = colour;
  ink.lineWidth = 1.4;
  ink.setLineDash([]);
  let [u, v] = [Infinity, Infinity];
  for (const [x, y] of places) {
    if (!Number.isFinite(x + y) || Math.hypot(x - u, y - v) < APART) continue;
    [u, v] = [x, y];
    ink.beginPath();
    circle(ink, [x, y], RING);
    ink.stroke();
  }
  ink.globalAlpha = full;
}

/** Draw the arrows at a head. @param {Ink} ink @param {Vectors} vectors
 *  @param {{ head: Place, view: View, colour: string, page: string, taken: Place[] }} place */
function drawVectors(ink, vectors, { head, view: { frame, spans }, colour, page, taken }) {
  /** @param {number[] | null} vector @returns {Place} */
  const pixels = (vector) => (
    vector ? [(vector[0] / spans[0]) * frame.width, (-vector[1] / spans[1]) * frame.height] : [0, 0]);
  const [gradient, momentum, step] = [vectors.gradient, vectors.momentum, vectors.step].map(pixels);
  const most = Math.max(Math.hypot(...gradient), Math.hypot(...momentum));
  const walked = Math.hypot(...step);
  const draw = arrowsFrom(ink, { head, colour, page, taken });
  if (walked > STILL) draw(step, Math.min(walked, FARTHEST), LOOKS.step);
  for (const [way, look] of /** @type {const} */ ([[momentum, LOOKS.momentum], [gradient, LOOKS.gradient]])) {
    draw(way, LONG * Math.sqrt(Math.hypot(...way) / most), look);
  }
}

/** Return what draws an arrow of a length from a head.
 *  @param {Ink} ink @param {{ head: Place, colour: string, page: string, taken: Place[] }} place */
export function arrowsFrom(ink, { head: [x, y], colour, page, taken }) {
  /** @param {Place} way @param {number} length @param {Look} look */
  return ([dx, dy], length, { sign, width, dash, hollow }) => {
    const size = Math.hypot(dx, dy);
    if (!(size > 0 && size < Infinity)) return;
    const far = Math.max(length, LEAST);
    const [c, s] = [dx / size, dy / size];
    const neck = far - HEAD;
    for (const [ground, wide] of /** @type {const} */ ([[page, width + 2], [colour, width]])) {
      ink.beginPath();
      ink.moveTo(x, y);
      ink.lineTo(x + c * neck, y + s * neck);
      ink.strokeStyle = ground;
      ink.lineWidth = wide;
      ink.setLineDash(ground === page ? [] : [...dash]);
      ink.stroke();
    }
    ink.setLineDash([]);
    ink.lineWidth = 1.6;
    const turn = Math.atan2(s, c) + Math.PI / 2;
    outline(ink, { symbol: "arrow", x: x + c * neck, y: y + s * neck, radius: HEAD, turn });
    ink.fillStyle = hollow ? page : colour;
    ink.strokeStyle = colour;
    ink.fill();
    ink.stroke();
    /** @type {Place} */ const at = [x + c * (far + 9), y + s * (far + 9) + 4];
    if (taken.some(([u, v]) => Math.abs(u - at[0]) < WIDE && Math.abs(v - at[1]) < HIGH)) return;
    taken.push(at);
    write(ink, sign, at, { colour, page, align: "center" });
  };
}
