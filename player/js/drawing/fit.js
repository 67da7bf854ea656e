// The fit: what every run predicts at the playhead, over the rows of a table, and rings around those that
// its update sees.

import { predictionOf } from "../engine/code.js";
import { orderOf } from "../engine/drawn.js";
import { batchAt } from "../engine/row_loop.js";
import { lastAtMost } from "../figure/tracks.js";
import { strokeLine } from "./stroke.js";
import { circle } from "./symbols.js";

/** What it needs of the area.
 *  @typedef {Pick<Area, "own" | "tracks" | "preview" | "singled" | "colours" | "picture">} Chart */

const FAR = 1e4; // pixels: a pen takes no more
const QUIET = 0.15; // how much of a run is left while another is singled out
const DOT = 3; // pixels, of a prediction that is a point of its own
const MOVED = 3.5; // radius of a row that was moved
const RING = 5.5;
/** @type {WeakMap<FitNote, ReturnType<typeof predictionOf> | null>} */ const made = new WeakMap();

/** Return what works out predictions; null where the browser cannot. @param {FitNote} fit */
function predicting(fit) {
  let found = made.get(fit);
  if (found !== undefined) return found;
  try {
    found = predictionOf(fit);
  } catch (error) {
    console.warn(error);
    found = null;
  }
  made.set(fit, found);
  return found;
}

/** Return where a run is at a step, between its rows on the straight line; null where it is nowhere. As
 *  the server sent it, the curve of its losses knows its points.
 *  @param {Chart} chart @param {Track} track @param {number} step @param {number} size */
function pointAt({ own, preview }, { meta: { run }, steps }, step, size) {
  const rows = preview.rows.get(run);
  const trace = /** @type {TrackTrace | undefined} */ (own.find(({ meta }) => (
    meta.role === "curve" && meta.panel === "loss" && meta.run === run)));
  const count = rows ? rows.kept : trace?.customdata.length;
  if (!count || step < 0) return null;
  const [k, at] = rows ? [Math.floor(step), (/** @type {number} */ n) => n]
    : [lastAtMost(steps, step), (/** @type {number} */ n) => steps[n]];
  if (k < 0) return null;
  const last = Math.min(k, count - 1);
  const next = Math.min(last + 1, count - 1);
  const share = next > last && at(next) > at(last) ? (step - at(last)) / (at(next) - at(last)) : 0;
  /** @param {number} row @param {number} i */
  const of = (row, i) => (
    rows ? rows.points[row * size + i] : /** @type {TrackTrace} */ (trace).customdata[row][2 + i]);
  return Array.from({ length: size }, (_, i) => of(last, i) + (of(next, i) - of(last, i)) * share);
}

/** Return the rows that the update at a step sees and the track of the run that makes it; null where
 *  updates see all rows, or nothing tells which. With several runs it is the one that is singled out, or
 *  the first.
 *  @param {Pick<Chart, "preview" | "singled">} chart @param {Track[]} tracks @param {number} step */
function batchNow({ preview: { now }, singled }, tracks, step) {
  if (!now?.table) return null;
  const size = (/** @type {Track} */ track) => now.runs[track.meta.run]?.batch ?? 0;
  const seeing = tracks.filter((track) => size(track) > 0);
  const track = seeing.find(({ meta }) => meta.run === singled) ?? seeing[0];
  const k = Math.floor(step + 1e-9);
  if (!track || (singled !== null && track.meta.run !== singled)) return null;
  if (k > Math.min(track.meta.last, now.steps)) return null;
  const [from, to] = batchAt(now.table, size(track), k);
  const shared = seeing.every((one) => size(one) === size(track));
  return { rows: orderOf(now.table, now.seed, to).subarray(from, to), track, shared };
}

/** Return where the rows of a table stand now in a panel, null where each run has its own places for them.
 *  @param {Pick<Chart, "own" | "preview">} chart @param {Ruler[]} rulers */
export function rowsAt({ own, preview }, [across, up]) {
  const rows = own.find(({ meta }) => meta.role === "rows");
  if (!rows) return null;
  const y = Float64Array.from(rows.y, up);
  for (const [row, value] of preview.lifted) y[row] = up(rows.y[row] + value - rows.customdata[row][1]);
  return { x: Float64Array.from(rows.x, across), y };
}

/** Draw the predictions of a panel as they are at a step.
 *  @param {Ink} ink @param {View} view @param {number} step @param {Chart} chart */
export function drawFit(ink, { frame, rulers, panel }, step, chart) {
  const fit = /** @type {FitNote} */ (/** @type {FlatPanel} */ (panel).fit);
  const predict = predicting(fit);
  if (!predict) return;
  const { singled, colours, picture: { meta: { variables } } } = chart;
  const tracks = chart.tracks.filter(({ meta }) => meta.panel === "loss");
  /** @type {Map<Track, { x: Float64Array, y: Float64Array }>} */ const places = new Map();
  ink.save();
  ink.translate(frame.left, frame.top);
  ink.beginPath();
  ink.rect(0, 0, frame.width, frame.height);
  ink.clip();
  for (const track of tracks) {
    const point = pointAt(chart, track, step, variables.length);
    if (!point) continue;
    const values = new Float64Array(fit.across.length);
    predict(point, fit.columns, values);
    const y = values.map((value) => Math.min(Math.max(rulers[1](value), -FAR), FAR));
    const x = y.map((up, i) => (Number.isNaN(up) ? NaN : rulers[0](fit.across[i])));
    places.set(track, { x, y });
    ink.globalAlpha = singled === null || singled === track.meta.run ? 1 : QUIET;
    drawPrediction(ink, track, { x, y }, fit.several);
  }
  const batch = batchNow(chart, tracks, step);
  const rows = rowsAt(chart, rulers);
  const at = rows ?? (batch && places.get(batch.track));
  ink.globalAlpha = 1;
  if (rows) drawMoved(ink, rows, chart);
  if (batch && at) drawRings(ink, at, batch, colours.ink);
  ink.restore();
}

/** Draw what a run predicts: a curve, or a point for every row.
 *  @param {Ink} ink @param {Track} track @param {{ x: Float64Array, y: Float64Array }} at
 *  @param {boolean} several */
function drawPrediction(ink, { colour, dash }, at, several) {
  ink.strokeStyle = ink.fillStyle = colour;
  ink.lineWidth = 2;
  ink.lineJoin = "round";
  ink.setLineDash(dash);
  if (!several) return strokeLine(ink, at, { first: 0, last: at.x.length - 1, head: null });
  ink.beginPath();
  at.x.forEach((x, i) => ink.rect(x - DOT / 2, at.y[i] - DOT / 2, DOT, DOT));
  ink.fill();
}

/** Draw the rows that were moved; where they were, they stand until the server has answered.
 *  @param {Ink} ink @param {{ x: Float64Array, y: Float64Array }} at
 *  @param {Pick<Chart, "preview" | "colours">} chart */
function drawMoved(ink, { x, y }, { preview, colours }) {
  ink.fillStyle = colours.ink;
  ink.beginPath();
  for (const row of preview.lifted.keys()) {
    ink.moveTo(x[row] + MOVED, y[row]);
    circle(ink, [x[row], y[row]], MOVED);
  }
  ink.fill();
}

/** Draw a ring around every row of a batch, in the colour of the run where others see other rows.
 *  @param {Ink} ink @param {{ x: Float64Array, y: Float64Array }} at
 *  @param {NonNullable<ReturnType<typeof batchNow>>} batch @param {string} neutral */
function drawRings(ink, { x, y }, { rows, track, shared }, neutral) {
  ink.strokeStyle = shared ? neutral : track.colour;
  ink.lineWidth = 1.4;
  ink.setLineDash([]);
  ink.beginPath();
  for (const row of rows) {
    ink.moveTo(x[row] + RING, y[row]);
    circle(ink, [x[row], y[row]], RING);
  }
  ink.stroke();
}
