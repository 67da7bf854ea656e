// What the loss is near the playhead, to first and to second order around the last whole step.

import { lastAtMost } from "../figure/tracks.js";
import { short } from "../tools.js";
import { line, outline, write } from "./symbols.js";

/** @typedef {Pick<Manner, "reach" | "colours"> & { view: View, step: number, taken: Place[] }} Model */

const HALF = 64; // pixels of a tangent on each side
const SHORT = 10; // pixels that a step needs for an arrow
const ROUND = 48; // points of an ellipse
const LEAST = 1e-8; // of the larger curvature: less is drawn as if it were that
const FLAT = 1e-6; // of the larger curvature: less is lost in the rounding of what was sent
const EVERY = 4; // pixels between points of a parabola
const FAR = 1e4; // pixels: a canvas draws nothing beyond
const [WIDE, HIGH] = [90, 14]; // pixels that a label takes

/** Return the vertex of the last whole step, or -1. @param {Track} track @param {number} step */
const vertexAt = (track, step) => lastAtMost(track.steps, Math.floor(step + 1e-9));

/** With one variable: draw the tangent at the playhead, and the step from there.
 *  @param {Ink} ink @param {Track} track @param {View} view @param {number} step */
export function drawTangent(ink, track, { rulers: [across, up] }, step) {
  const k = vertexAt(track, step);
  if (k < 0 || !track.slopes || !Number.isFinite(track.slopes[k])) return;
  const [x, y] = [track.pixels.x[k], track.pixels.y[k]];
  const at = track.x[k];
  const unit = across(at + 1) - across(at);
  const slope = (up(track.slopes[k]) - up(0)) / unit;
  const reach = HALF / Math.hypot(1, slope);
  ink.strokeStyle = ink.fillStyle = track.colour;
  ink.setLineDash([]);
  ink.lineWidth = 1.4;
  line(ink, [[x - reach, y - reach * slope], [x + reach, y + reach * slope]]);
  if (k + 1 < track.pixels.x.length) drawStep(ink, [x, y], track.pixels.x[k + 1]);
}

/** Draw an arrow to the next step's x. @param {Ink} ink @param {Place} place @param {number} next */
function drawStep(ink, [x, y], next) {
  const way = Math.sign(next - x);
  if (!(Math.abs(next - x) > SHORT)) return;
  ink.lineWidth = 2.4;
  line(ink, [[x, y], [next - 8 * way, y]]);
  outline(ink, { symbol: "arrow", x: next - 6 * way, y, radius: 6, turn: (way * Math.PI) / 2 });
  ink.fill();
}

/** Draw the local quadratic model. @param {Ink} ink @param {Track} track @param {Model} model */
export function drawModel(ink, track, model) {
  const k = vertexAt(track, model.step);
  const bends = track.bends?.[k];
  if (!bends || ![track.x[k], ...bends].every(Number.isFinite)) return;
  ink.strokeStyle = track.colour;
  ink.lineWidth = 1.4;
  ink.setLineDash([]);
  if (bends.length === 1) drawParabola(ink, track, k, model.view);
  else drawEllipse(ink, track, k, model);
}

/** Return the eigenvalues of {xx, xy, yy}, rising, and the second's direction. @param {number[]} matrix */
export function eigen([xx, xy, yy]) {
  const [mean, spread] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return { low: mean - spread, high: mean + spread, turn: Math.atan2(2 * xy, xx - yy) / 2 };
}

/** @param {Ink} ink @param {Track} track @param {number} k @param {Model} model */
function drawEllipse(ink, track, k, { view, reach, taken, colours }) {
  const { low, high, turn } = eigen(/** @type {number[][]} */ (track.bends)[k]);
  const sizes = [high, low].map(Math.abs);
  const most = Math.max(...sizes);
  if (!most) return;
  const least = Math.max(Math.min(...sizes), LEAST * most);
  const [a, b] = sizes.map((size) => reach * Math.sqrt(least / Math.max(size, least)));
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [across, up] = view.rulers;
  /** @param {number} u @param {number} v @returns {Place} */
  const place = (u, v) => [
    across(track.x[k] + a * u * c - b * v * s), up(track.y[k] + a * u * s + b * v * c),
  ];
  const turns = Array.from({ length: ROUND + 1 }, (_, n) => (2 * Math.PI * n) / ROUND);
  if (low * high > 0) line(ink, turns.map((t) => place(Math.cos(t), Math.sin(t))));
  ink.setLineDash([3, 3]);
  line(ink, [place(-1, 0), place(1, 0)]);
  line(ink, [place(0, -1), place(0, 1)]);
  const [x, y] = [across(track.x[k]) + 14, up(track.y[k]) + 18];
  if (taken.some(([u, v]) => Math.abs(u - x) < WIDE && Math.abs(v - y) < HIGH)) return;
  taken.push([x, y]);
  write(ink, words(low, high), [x, y], { colour: track.colour, page: colours.page });
}

/** Return what the curvatures mean in a word. @param {number} low @param {number} high */
export function words(low, high) {
  const ratio = Math.min(Math.abs(low), Math.abs(high)) / Math.max(Math.abs(low), Math.abs(high));
  if (ratio < FLAT) return "condition above 10⁶";
  if (low < 0) return high > 0 ? "saddle" : "hill";
  return `condition ${short(high / low)}`;
}

/** @param {Ink} ink @param {Track} track @param {number} k @param {View} view */
function drawParabola(ink, { x, y, slopes, bends }, k, { frame, rulers, readings }) {
  if (!slopes || !bends) return;
  /** @type {Place[]} */ const places = [];
  for (let pixel = 0; pixel <= frame.width + EVERY; pixel += EVERY) {
    const away = readings[0](pixel) - x[k];
    const height = y[k] + away * (slopes[k] + (away * bends[k][0]) / 2);
    places.push([pixel, Math.min(Math.max(rulers[1](height), -FAR), FAR)]);
  }
  line(ink, places);
}
