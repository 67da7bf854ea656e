// The current batch on the landscape: at the marker its gradient beside that of all rows, and the level
// lines of its own loss, of which the update knows nothing but the gradient.

import { lossOf } from "../engine/code.js";
import { batchAt } from "../engine/row_loop.js";
import { arrowsFrom } from "./reasons.js";
import { line } from "./symbols.js";

/** Values of a loss on a grid, row after row, and where it stands in a panel.
 *  @typedef {{ values: Float64Array, across: Float64Array, up: Float64Array }} Grid */
/** What moves a run's point. @typedef {NonNullable<ReturnType<Manner["whyOf"]>>} Why */

const MOST = 41; // points of the grid on a side, at most ...
const LEAST = 17; // ... and at least ...
const WORK = 60000; // ... where the rows of a batch at all of its points are no more than these
const LEVELS = 5;
const LOW = [0.02, 0.1, 0.3, 0.6]; // between least and most, where no level of the landscape is there
const GHOST = 0.6; // how much is seen of the level lines ...
const FAINT = 0.45; // ... and of the gradient of all rows
const LONG = 56; // pixels of the longer of both gradients
const LOOKS = /** @type {const} */ ({
  batch: { sign: "batch", width: 1.8, dash: [], hollow: false },
  all: { sign: "all", width: 1.8, dash: [], hollow: true },
});
/** @type {WeakMap<View, { live: Live, k: number, run: number, grid: Grid }>} */ const kept = new WeakMap();

/** Draw the batch of a run whose updates see one. Of the runs in a panel the first has level lines.
 *  @param {Ink} ink @param {import("./ink.js").Head} place @param {Manner} manner */
export function drawBatch(ink, { track, view, step, head, taken }, manner) {
  const { last } = track.meta;
  const why = manner.whyOf(track);
  if (!head || step > last || !why?.run.batch || !why.live.table) return;
  const k = Math.min(Math.floor(step + 1e-9), last);
  const rows = batchAt(why.live.table, why.run.batch, k);
  const { colours: { page }, singled } = manner;
  const first = view.tracks.find((one) => (
    (singled ?? one.meta.run) === one.meta.run && manner.whyOf(one)?.run.batch));
  if (track === first) drawGhost(ink, { track, view, why, k, rows }, manner);
  const size = why.run.start.length;
  if (size === 1) return;
  const point = Array.from({ length: size }, (_, i) => why.rows.points[k * size + i]);
  drawGradients(ink, gradientsAt(why, point, rows), { head, view, colour: track.colour, page, taken });
}

/** Return the gradient of a batch and that of all rows at a point.
 *  @param {Pick<Why, "live">} why @param {number[]} point @param {Place} rows - in the order */
export function gradientsAt({ live }, point, rows) {
  const [batch, all] = [true, false].map((batched) => lossOf(live.loss, batched)(point, live, rows));
  return { batch: batch.slice(1), all: all.slice(1) };
}

/** Draw both gradients downhill; longer is larger, but not to scale.
 *  @param {Ink} ink @param {ReturnType<typeof gradientsAt>} gradients
 *  @param {Parameters<typeof arrowsFrom>[1] & { view: View }} place */
function drawGradients(ink, { batch, all }, place) {
  const { frame, spans } = place.view;
  const [own, whole] = [batch, all].map(([x, y]) => (
    /** @type {Place} */ ([(-x / spans[0]) * frame.width, (y / spans[1]) * frame.height])));
  const most = Math.max(Math.hypot(...own), Math.hypot(...whole));
  const draw = arrowsFrom(ink, place);
  const full = ink.globalAlpha;
  draw(own, LONG * Math.sqrt(Math.hypot(...own) / most), LOOKS.batch);
  ink.globalAlpha = full * FAINT;
  draw(whole, LONG * Math.sqrt(Math.hypot(...whole) / most), LOOKS.all);
  ink.globalAlpha = full;
}

/** Draw the batch's own loss: thin level lines, or with one variable its curve.
 *  @param {Ink} ink @param {{ track: Track, view: View, why: Why, k: number, rows: Place }} batch
 *  @param {Pick<Manner, "ground">} manner */
function drawGhost(ink, { track, view, why, k, rows }, { ground }) {
  const { run } = track.meta;
  let found = kept.get(view);
  if (found?.live !== why.live || found.k !== k || found.run !== run) {
    found = { live: why.live, k, run, grid: gridOf(view, why, rows) };
    kept.set(view, found);
  }
  const { grid } = found;
  const full = ink.globalAlpha;
  ink.globalAlpha = full * GHOST;
  ink.strokeStyle = track.colour;
  ink.lineWidth = 1;
  ink.setLineDash([]);
  if (why.run.start.length === 1) {
    line(ink, Array.from(grid.values, (value, i) => [grid.across[i], view.rulers[1](value)]));
  } else {
    ink.beginPath();
    for (const level of levelsOf(grid.values, ground.meta.levels ?? [])) levelLine(ink, grid, level);
    ink.stroke();
  }
  ink.globalAlpha = full;
}

/** Return the loss of a batch on a grid over a panel.
 *  @param {View} view @param {Pick<Why, "live" | "run">} why @param {Place} rows @returns {Grid} */
function gridOf({ frame, readings }, { live, run }, rows) {
  const two = run.start.length > 1;
  const side = Math.floor(Math.sqrt(WORK / (rows[1] - rows[0])));
  const count = two ? Math.min(Math.max(side, LEAST), MOST) : 2 * MOST;
  /** @param {number} length */
  const places = (length) => Float64Array.from({ length: count }, (_, i) => (i / (count - 1)) * length);
  const [across, up] = [places(frame.width), two ? places(frame.height) : new Float64Array(1)];
  const [x, y] = [across.map(readings[0]), up.map(readings[1])];
  const loss = lossOf(live.loss, true);
  const values = Float64Array.from({ length: count * up.length }, (_, i) => (
    loss([x[i % count], y[Math.floor(i / count)]], live, rows)[0]));
  return { values, across, up };
}

/** Return a few levels that a loss has: of those of the landscape, or else between its least and most.
 *  @param {Float64Array} values @param {ArrayLike<number>} known */
export function levelsOf(values, known) {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const fit = Array.from(known).filter((level) => level > least && level < most);
  if (fit.length < 2) return LOW.map((share) => least + share * (most - least));
  const every = Math.ceil(fit.length / LEVELS);
  return fit.filter((_, i) => i % every === 0);
}

/** Add a level line to the path: in each cell a straight piece from edge to edge, marching squares.
 *  @param {Pick<Ink, "moveTo" | "lineTo">} ink @param {Grid} grid @param {number} level */
export function levelLine(ink, { values, across, up }, level) {
  const wide = across.length;
  for (let j = 0; j + 1 < up.length; j += 1) {
    for (let i = 0; i + 1 < wide; i += 1) {
      const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]];
      const above = corners.map(([u, v]) => values[v * wide + u] > level);
      let open = false;
      for (let edge = 0; edge < 4; edge += 1) {
        const next = (edge + 1) % 4;
        if (above[edge] === above[next]) continue;
        const [[a, b], [c, d]] = [corners[edge], corners[next]];
        const [from, to] = [values[b * wide + a], values[d * wide + c]];
        const share = (level - from) / (to - from);
        const [x, y] = [across[a] + (across[c] - across[a]) * share, up[b] + (up[d] - up[b]) * share];
        if (open) ink.lineTo(x, y);
        else ink.moveTo(x, y);
        open = !open;
      }
    }
  }
}
