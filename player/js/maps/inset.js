// The inset: what the run at the pixel under the pointer does, where the axes of the map are not both
// variables of the loss. Of two variables it shows the path on the loss, of one the loss at every step.

import { drawMark } from "./frame.js";
import { gapOf } from "./painter.js";
import { strokeLine } from "../drawing/stroke.js";
import { short } from "../tools.js";

const SHARE = 0.34; // of the frame's width ...
const WIDTHS = [130, 260]; // ... within these pixels
const SHAPE = 0.72; // of its height to its width
const EDGE = 8; // pixels to the frame
const NEAR = 0.42; // of the frame: so near the pointer must be before the inset makes way
const DECADES = 16; // of gaps: below that is rounding
const WORDS = 15; // pixels of a line of words

/** What an inset shows. @typedef {{ rows: Rows, live: Live, map: MapLive, best: number }} Course */
/** @typedef {{ colours: Palette, font: string, look: import("./panel.js").RunLook,
 *    ground: import("./ground.js").Ground }} Manner */

/** Whether a map needs an inset: one whose axes are two variables shows the path itself.
 *  @param {Pick<MapLive, "kind" | "axes">} map */
export const wanted = ({ kind, axes }) => kind !== "starts" || axes.length < 2;

/** Return where an inset lies in a frame: on the side that the pointer is not on, and where it was as long
 *  as that is free. Null where there is no room.
 *  @param {Size} frame @param {number} at - share of the frame where the pointer is
 *  @param {Box | null} before @returns {Box | null} */
export function boxOf({ width: wide, height: high }, at, before) {
  const width = Math.round(Math.min(Math.max(SHARE * wide, WIDTHS[0]), WIDTHS[1]));
  const height = Math.round(Math.min(SHAPE * width, high - 2 * EDGE));
  if (width > 0.6 * wide || height < 4 * WORDS) return null;
  const right = wide - width - EDGE;
  const onRight = before ? before.left > EDGE : at < 0.5;
  const left = (onRight ? at > 1 - NEAR : at >= NEAR) ? EDGE : right;
  return { left, top: EDGE, width, height };
}

/** Draw an inset. @param {any} ink @param {Box} box @param {Course} course @param {Manner} manner */
export function drawInset(ink, box, course, manner) {
  const { colours } = manner;
  ink.save();
  ink.translate(box.left, box.top);
  ink.setLineDash([]);
  ink.fillStyle = colours.page;
  ink.fillRect(0, 0, box.width, box.height);
  ink.save();
  ink.beginPath();
  ink.rect(0, 0, box.width, box.height);
  ink.clip();
  if (course.map.variables.length === 2) drawPath(ink, box, course, manner);
  else drawLosses(ink, box, course, manner);
  ink.restore();
  [ink.strokeStyle, ink.lineWidth] = [colours.quiet, 1];
  ink.beginPath();
  ink.rect(0.5, 0.5, box.width - 1, box.height - 1);
  ink.stroke();
  ink.restore();
}

/** @param {any} ink @param {Box} box @param {Course} course @param {Manner} manner */
function drawPath(ink, { width, height }, { rows, live, map }, { colours, look, ground }) {
  const [[left, right], [low, high]] = map.window;
  ink.imageSmoothingEnabled = true;
  ink.drawImage(ground.picture({ ...map, live }, { width, height }, colours), 0, 0, width, height);
  const x = (/** @type {number} */ one) => ((one - left) / (right - left)) * width;
  const y = (/** @type {number} */ one) => (1 - (one - low) / (high - low)) * height;
  for (const [u, v] of map.minima) ring(ink, [x(u), y(v)], 4, colours);
  const { points, kept } = rows;
  if (!kept) return;
  const path = {
    x: Float64Array.from({ length: kept }, (_, k) => x(points[2 * k])),
    y: Float64Array.from({ length: kept }, (_, k) => y(points[2 * k + 1])),
  };
  drawTrail(ink, path, look, colours);
  ring(ink, [path.x[0], path.y[0]], 3.5, colours);
}

/** @param {any} ink @param {Box} box @param {Course} course @param {Manner} manner */
function drawLosses(ink, { width, height }, course, { colours, font, look }) {
  const { map: { steps }, best } = course;
  const { values, low, high, text } = scaled(course);
  const foot = height - WORDS - 4;
  ink.strokeStyle = colours.line;
  ink.lineWidth = 1;
  ink.beginPath();
  ink.rect(-1, WORDS + 3.5, width + 2, foot - WORDS - 3);
  ink.stroke();
  const x = (/** @type {number} */ k) => 8 + (k / Math.max(steps, 1)) * (width - 16);
  const y = (/** @type {number} */ one) => (
    WORDS + 8 + (1 - (Math.max(one, low) - low) / (high - low)) * (foot - WORDS - 12));
  const trail = { x: Float64Array.from(values, (_, k) => x(k)), y: Float64Array.from(values, y) };
  if (values.length) drawTrail(ink, trail, look, colours);
  ink.font = `11px ${font}`;
  ink.fillStyle = colours.quiet;
  ink.textAlign = "left";
  ink.fillText(Number.isFinite(best) ? "above the best" : "loss", 7, WORDS);
  ink.fillText(text(low), 7, height - 6);
  ink.textAlign = "right";
  ink.fillText(text(high), width - 7, WORDS);
  ink.fillText(`${steps} steps`, width - 7, height - 6);
}

/** Return the losses of a run on the scale of its inset: powers of ten of what they are above the best; as
 *  they are where that is not known.
 *  @param {Course} course @returns {{ values: Float64Array, low: number, high: number,
 *    text: (end: number) => string }} */
export function scaled({ rows: { losses, kept }, best }) {
  const own = losses.subarray(0, kept);
  const decades = Number.isFinite(best);
  const values = decades ? own.map((one) => Math.log10(gapOf(one, best))) : own;
  const told = values.filter(Number.isFinite);
  let high = told.reduce((most, one) => Math.max(most, one), -Infinity);
  let low = told.reduce((least, one) => Math.min(least, one), Infinity);
  if (!told.length) [low, high] = [0, 1];
  if (decades) [low, high] = [Math.max(Math.floor(low), Math.ceil(high) - DECADES), Math.ceil(high)];
  if (low === high) [low, high] = [low - 1, high + (decades ? 0 : 1)];
  return { values, low, high, text: (end) => short(decades ? 10 ** end : end) };
}

/** Draw a line with a run's mark at its end. @param {any} ink @param {{ x: Vector, y: Vector }} pixels
 *  @param {import("./panel.js").RunLook} look @param {Palette} colours */
function drawTrail(ink, pixels, look, { page }) {
  const last = pixels.x.length - 1;
  ink.lineJoin = "round";
  for (const [colour, width] of /** @type {[string, number][]} */ ([[page, 3.5], [look.colour, 1.6]])) {
    [ink.strokeStyle, ink.lineWidth] = [colour, width];
    strokeLine(ink, pixels, { first: 0, last, head: null });
  }
  drawMark(ink, [pixels.x[last], pixels.y[last]], { ...look, page, radius: 4.5 });
}

/** @param {any} ink @param {Place} place @param {number} radius @param {Palette} colours */
function ring(ink, [x, y], radius, { page, ink: own }) {
  ink.beginPath();
  ink.arc(x, y, radius, 0, 2 * Math.PI);
  ink.fillStyle = page;
  ink.fill();
  [ink.strokeStyle, ink.lineWidth] = [own, 1.4];
  ink.stroke();
}
