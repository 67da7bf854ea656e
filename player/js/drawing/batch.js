// The current batch on the landscape: at the marker its gradient beside that of all rows, and the level
// lines of its own loss, of which the update knows nothing but the gradient.

import { lossOf } from "../engine/code.js";
import { valuesOf } from "../engine/drawn.js";
import { batchAt } from "../engine/row_loop.js";
import { pen } from "../tools.js";
import { arrowsFrom } from "./reasons.js";
import { line } from "./symbols.js";

/** Values of a loss on a grid, row after row, and where it stands in a panel.
 *  @typedef {{ values: Float64Array, across: Float64Array, up: Float64Array }} Grid */
/** What moves a run's point. @typedef {NonNullable<ReturnType<Manner["whyOf"]>>} Why */

const MOST = 41; // points of the grid on a side, at most ...
const LEAST = 17; // ... and at least ...
const WORK = 60000; // ... where the rows of a batch at all of its points are no more than these
const LEVELS = 5;
const MOMENT = 100; // milliseconds between two of them while the playhead is on its way
const LOW = [0.02, 0.1, 0.3, 0.6]; // between least and most, where no level of the landscape is there
const GHOST = 0.6; // how much is seen of the level lines ...
const FAINT = 0.45; // ... and of the gradient of all rows
const LONG = 56; // pixels of the longer of both gradients
const LOOKS = /** @type {const} */ ({
  batch: { sign: "batch", width: 1.8, dash: [], hollow: false },
  all: { sign: "all", width: 1.8, dash: [], hollow: true },
});
/** The level lines that were drawn last.
 *  @typedef {{ live: Live, k: number, run: number, grid: Grid, time: number,
 *    image: HTMLCanvasElement | null, ratio: number }} Ghost */
/** @type {WeakMap<View, Ghost>} */ const kept = new WeakMap();

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
  if (track === first) drawGhost(ink, { track, view, why, k, step, rows }, manner);
  const size = why.run.start.length;
  if (size === 1) return;
  const point = Array.from({ length: size }, (_, i) => why.rows.points[k * size + i]);
  drawGradients(ink, gradientsAt(why, point, rows), { head, view, colour: track.colour, page, taken });
}

/** Return the gradient of a batch and that of all rows at a point.
 *  @param {Pick<Why, "live">} why @param {number[]} point @param {Place} rows - in the order */
export function gradientsAt({ live }, point, rows) {
  const values = valuesOf(live, rows[1]);
  const [batch, all] = [true, false].map((batched) => lossOf(live.loss, batched)(point, values, rows));
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

/** Draw the batch's own loss. Between two steps the playhead is on its way: there it may be that of a
 *  moment ago. On the screen it is a picture, for to stroke it costs more than all the rest.
 *  @param {Ink} ink
 *  @param {{ track: Track, view: View, why: Why, k: number, step: number, rows: Place }} batch
 *  @param {Pick<Manner, "ground">} manner */
function drawGhost(ink, { track, view, why, k, step, rows }, { ground }) {
  const { run } = track.meta;
  let found = kept.get(view);
  const same = found?.live === why.live && found.k === k && found.run === run;
  const late = step % 1 === 0 || !found || found.run !== run || performance.now() - found.time > MOMENT;
  if (!found || (!same && late)) {
    const grid = gridOf(view, why, rows);
    found = { live: why.live, k, run, grid, time: performance.now(), image: null, ratio: 0 };
    kept.set(view, found);
  }
  const { grid } = found;
  const full = ink.globalAlpha;
  ink.globalAlpha = full * GHOST;
  const { width, height } = view.frame;
  /** @param {Ink} pencil */
  const paint = (pencil) => {
    pencil.strokeStyle = track.colour;
    pencil.lineWidth = 1;
    pencil.setLineDash([]);
    strokeGhost(pencil, grid, view.rulers[1], ground.meta.levels ?? []);
  };
  if (!("getTransform" in ink)) paint(ink);
  else {
    const ratio = /** @type {CanvasRenderingContext2D} */ (ink).getTransform().a;
    if (found.ratio !== ratio) Object.assign(found, { ratio, image: pictured(paint, view.frame, ratio) });
    ink.drawImage(found.image, 0, 0, width, height);
  }
  ink.globalAlpha = full;
}

/** Return a picture of what a pencil paints. @param {(ink: Ink) => void} paint @param {Size} size
 *  @param {number} ratio - of its pixels to those of the area */
function pictured(paint, { width, height }, ratio) {
  const image = document.createElement("canvas");
  [image.width, image.height] = [Math.ceil(width * ratio), Math.ceil(height * ratio)];
  const ink = pen(image);
  ink.setTransform(image.width / width, 0, 0, image.height / height, 0, 0);
  paint(ink);
  return image;
}

/** Stroke level lines, or with one variable the curve of the loss.
 *  @param {Ink} ink @param {Grid} grid @param {Ruler} ruler @param {number[]} known - levels */
function strokeGhost(ink, grid, ruler, known) {
  if (grid.up.length === 1) {
    return line(ink, Array.from(grid.values, (value, i) => [grid.across[i], ruler(value)]));
  }
  ink.beginPath();
  for (const level of levelsOf(grid.values, known)) levelLine(ink, grid, level);
  ink.stroke();
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
  const given = valuesOf(live, rows[1]);
  const values = Float64Array.from({ length: count * up.length }, (_, i) => (
    loss([x[i % count], y[Math.floor(i / count)]], given, rows)[0]));
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
