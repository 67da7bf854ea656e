// Tracks of a run that is being changed: its rows as the panels of the picture show them. The server
// makes the same lines in figures/traces/paths.py, figures/charts/curves.py and the views.

import { heightOf } from "../figure/levels.js";
import { Line, trace } from "./line.js";
import { measureOf } from "./measures.js";

/** @typedef {{ rows: Rows, run: LiveRun, meta: FigureMeta }} Now  what a run does now */
/** @typedef {import("./line.js").Places} Places */

const SHARP = 1500; // parts of an axis in space: vertices nearer than half of one are not told apart
const NEAR = 1e-4; // of the window's diagonal: a distance that no eye can see
const AT_REST = 5; // rows at the end that must be so near to a minimum
/** @type {Places} */ const places = { x: new Float64Array(), y: new Float64Array(), count: 0 };

/** Return room for so many places, the same at every call. @param {number} count */
function room(count) {
  if (places.x.length < count) [places.x, places.y] = [new Float64Array(count), new Float64Array(count)];
  places.count = count;
  return places;
}

/** Return how a run ended, in short: the server knows better. @param {Now} now @param {number} steps
 *  @returns {Pick<TrackMeta, "last" | "fate" | "ended">} */
export function endOf({ rows: { kept, points }, run: { start: { length: size } }, meta }, steps) {
  const last = kept - 1;
  if (last < steps) return { last, fate: "lost", ended: kept };
  const near = NEAR * Math.hypot(...meta.window.map(([low, high]) => high - low));
  const rests = meta.minima.some((place) => {
    for (let k = Math.max(0, last - AT_REST + 1); k <= last; k += 1) {
      if (!(Math.hypot(...place.map((value, i) => points[k * size + i] - value)) <= near)) return false;
    }
    return true;
  });
  return { last, fate: rests ? "settled" : "moving", ended: undefined };
}

/** Put a track where a run goes now. @param {Track} track @param {View} view @param {Now} now
 *  @param {Pick<TrackMeta, "last" | "fate" | "ended">} end */
export function lay(track, view, now, end) {
  const { rows, run } = now;
  const size = run.start.length;
  const line = track.line ??= new Line();
  const flat = "x" in view.panel ? view.panel : null;
  const web = Boolean(flat?.web);
  track.reach = null;
  if (!flat) layInSpace(line, view, now);
  else if (flat.curve) {
    track.reach = layCurve(line, view, now, flat.curve);
    if (flat.curve.quantity === "loss" && run.batch) {
      layCurve(track.batch ??= new Line(), view, now, { ...flat.curve, quantity: "batch" });
    }
  }
  else {
    const drawn = web ? stairs(view, rows) : path(view, rows, size);
    trace(line, drawn, roomy(view.frame), Boolean(track.slopes)); // a tangent stands at every row
  }
  if (web) for (let k = 0; k < line.size; k += 1) line.steps[k] = Math.min(line.steps[k] / 2, end.last);
  const [x, y] = [line.x, line.y].map((values) => values.subarray(0, line.size));
  track.meta = { ...track.meta, ...end };
  track.pixels = { x, y };
  track.steps = line.steps.subarray(0, line.size);
  track.bends = null;
  if (!track.slopes) return;
  /** @param {Float64Array} table */
  const at = (table) => Float64Array.from(track.steps, (step) => table[Math.floor(step)]);
  [track.x, track.slopes] = [at(rows.points), at(rows.gradients)]; // for the tangent
}

/** Return a box with as much room again on every side. @param {Box} frame @returns {Box} */
function roomy({ width, height }) {
  return { left: -width, top: -height, width: 3 * width, height: 3 * height };
}

/** Return the path in pixels; with one variable it lies on the curve of the loss.
 *  @param {View} view @param {Rows} rows @param {number} size */
function path({ rulers: [across, up] }, { points, losses, kept }, size) {
  const { x, y } = room(kept);
  for (let k = 0; k < kept; k += 1) {
    x[k] = across(points[k * size]);
    y[k] = up(size === 1 ? losses[k] : points[2 * k + 1]);
  }
  return places;
}

/** Return the way of a cobweb in pixels: up to the next x, then across to the diagonal.
 *  @param {View} view @param {Rows} rows */
function stairs({ rulers: [across, up] }, { points, kept }) {
  const { x, y, count } = room(Math.max(0, 2 * kept - 1));
  for (let k = 0; k < count; k += 1) {
    x[k] = across(points[k >> 1]);
    y[k] = up(points[(k + 1) >> 1]);
  }
  return places;
}

/** Put a line where a chart shows a run, up to where it measures nothing any more. Return the top and the
 *  bottom of what it measures inside the window, since the server's axes leave out what is beyond, too, and
 *  its right end.
 *  @param {Line} line @param {View} view @param {Now} now @param {CurveNote} note @returns {number[]} */
function layCurve(line, { rulers: [across, up], frame }, { rows, run, meta: { minima, window } }, note) {
  const measure = measureOf(note, { rows, run, minima });
  const { x, y } = room(rows.kept);
  const least = note.least ?? -Infinity;
  let [top, bottom] = [0, frame.height];
  let known = 0;
  for (let value = 0; known < rows.kept; known += 1) {
    value = measure(known);
    if (Number.isNaN(value)) break;
    x[known] = across(note.evaluations ? rows.evaluations[known] : known);
    const above = Math.max(value - note.floor, least);
    // A batch may lie below what a logarithmic axis counts from: half of them may.
    const place = y[known] = note.quantity === "batch" && above === least ? NaN : up(above);
    if ((place >= top && place <= bottom) || !Number.isFinite(place)) continue;
    if (!within(window, rows.points, known)) continue;
    [top, bottom] = [Math.min(top, place), Math.max(bottom, place)];
  }
  places.count = known;
  trace(line, places, roomy(frame));
  return [top, bottom, known ? x[known - 1] : 0];
}

/** Whether row k is inside the window.
 *  @param {number[][]} window @param {Float64Array} points @param {number} k */
export function within(window, points, k) {
  const size = window.length;
  return window.every(([low, high], i) => points[k * size + i] >= low && points[k * size + i] <= high);
}

/** Put a line where the camera shows a path on the surface, cut to the window.
 *  @param {Line} line @param {View} view @param {Now} now */
function layInSpace(line, { panel, project }, { rows: { points, losses, kept }, meta: { window } }) {
  const { ladder, lift } = /** @type {ScenePanel} */ (panel);
  const { x, y } = room(kept);
  const [wide, high] = window.map(([from, to]) => (to - from) / SHARP);
  const [[left], [low]] = window;
  for (let k = 0; k < kept; k += 1) {
    x[k] = (points[2 * k] - left) / wide;
    y[k] = (points[2 * k + 1] - low) / high;
  }
  trace(line, places, { left: 0, top: 0, width: SHARP, height: SHARP });
  for (let k = 0; k < line.size; k += 1) {
    const row = Math.floor(line.steps[k]);
    const share = line.steps[k] - row;
    const [from, to] = [row, Math.min(row + 1, kept - 1)].map((at) => heightOf(losses[at], ladder));
    const z = from + (to - from) * share + lift;
    [line.x[k], line.y[k]] = project(left + line.x[k] * wide, low + line.y[k] * high, z);
  }
}
