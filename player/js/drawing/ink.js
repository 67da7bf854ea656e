// The ink: bright trails up to the playhead, heads and end marks, on a canvas above a still figure.

import { lastAtMost, reached } from "../figure/tracks.js";
import { drawBatch } from "./batch.js";
import { drawModel, drawTangent } from "./local_model.js";
import { drawReasons } from "./reasons.js";
import { strokeLine } from "./stroke.js";
import { circle, line, outline, write } from "./symbols.js";

/** @typedef {Reached & { track: Track, view: View, step: number, taken: Place[] }} Head */

const HEAD = 6;
const DOT = 2.4; // radius of a step's dot
const APART = 7; // pixels between dots: nearer ones would melt into a thick line
const MARK = 3; // radius of a mark at every n-th step
const TAIL = 8; // steps that a comet's tail has at least
const FADES = 6; // strokes of a tail
const QUIET = 0.15; // how much of a run is left while another is singled out
const AHEAD = 0.42; // how much is seen of what lies ahead of the playhead
const FAINT = 0.3; // and of the losses of batches
const EDGE = 9; // pixels that an arrow keeps from the edge it points at

/** Draw every track of a panel up to the playhead, in the manner of its area.
 *  @param {Ink} ink @param {View} view @param {number} step @param {Manner} manner */
export function drawPanel(ink, view, step, manner) {
  const { frame, tracks } = view;
  const { colours, singled } = manner;
  const loud = (/** @type {Track} */ track) => singled === null || track.meta.run === singled;
  ink.save();
  ink.translate(frame.left, frame.top);
  ink.beginPath();
  ink.rect(0, 0, frame.width, frame.height);
  ink.save();
  ink.clip();
  if (manner.name === "chart" && !overEvaluations(view)) drawLine(ink, view, step, colours);
  /** @type {Place[]} */ const taken = []; // places of small type
  const heads = tracks.map((track) => {
    ink.globalAlpha = loud(track) ? 1 : QUIET;
    if (manner.curved) drawTangent(ink, track, view, step);
    if (track.bends && loud(track)) {
      drawModel(ink, track, { view, step, reach: manner.reach, taken, colours });
    }
    if (track.batch) drawFaint(ink, track.batch, track.colour);
    if (track.line && step < track.meta.last) drawAhead(ink, track);
    return drawTrail(ink, track, step, manner.playback);
  });
  tracks.forEach((track, k) => {
    if (!loud(track)) return;
    const place = { track, view, step, taken, ...heads[k] };
    if (manner.playback.batches) drawBatch(ink, place, manner);
    drawReasons(ink, place, manner);
  });
  ink.restore();
  tracks.forEach((track, k) => {
    ink.globalAlpha = loud(track) ? 1 : QUIET;
    if (track.line && step < track.meta.last) drawEnd(ink, { track, view, taken: [] }, colours);
    drawHead(ink, { track, view, step, taken, ...heads[k] }, colours);
  });
  ink.restore();
}

/** Draw all of a track faintly, as a figure does; of one that is changed the figure shows what was.
 *  @param {Ink} ink @param {Track} track */
function drawAhead(ink, track) {
  const full = ink.globalAlpha;
  ink.globalAlpha = full * AHEAD;
  ink.strokeStyle = track.colour;
  ink.lineWidth = 1.6;
  ink.lineJoin = "round";
  ink.setLineDash(track.dash);
  strokeLine(ink, track.pixels, { first: 0, last: track.steps.length - 1, head: null });
  ink.globalAlpha = full;
}

/** Draw the losses of a run's batches as a figure does.
 *  @param {Ink} ink @param {Line} line @param {string} colour */
function drawFaint(ink, { x, y, size }, colour) {
  const full = ink.globalAlpha;
  ink.globalAlpha = full * FAINT;
  ink.strokeStyle = colour;
  ink.lineWidth = 1;
  ink.setLineDash([]);
  strokeLine(ink, { x, y }, { first: 0, last: size - 1, head: null });
  ink.globalAlpha = full;
}

/** Whether a chart counts evaluations across: then every run is somewhere else at a step.
 *  @param {View} view */
function overEvaluations({ panel }) { return "curve" in panel && panel.curve?.evaluations; }

/** Draw the line of the playhead.
 *  @param {Ink} ink @param {View} view @param {number} step @param {Palette} colours */
function drawLine(ink, { frame, rulers }, step, colours) {
  const x = Math.round(rulers[0](step)) + 0.5;
  if (!Number.isFinite(x)) return;
  ink.strokeStyle = colours.quiet;
  ink.lineWidth = 1;
  ink.setLineDash([]);
  line(ink, [[x, 0], [x, frame.height]]);
}

/** Draw a track up to its head, and return that.
 *  @param {Ink} ink @param {Track} track @param {number} step @param {Manner["playback"]} playback */
function drawTrail(ink, track, step, { comet, marks, steps }) {
  const found = reached(track, step);
  ink.strokeStyle = ink.fillStyle = track.colour;
  ink.lineWidth = 2;
  ink.lineJoin = "round";
  const tail = comet && track.meta.role === "trail" ? Math.max(TAIL, steps / 12) : 0;
  if (tail) drawComet(ink, track, { ...found, step, tail });
  else {
    ink.setLineDash(track.dash);
    strokeLine(ink, track.pixels, { first: 0, ...found });
  }
  const from = tail ? Math.max(0, Math.min(step, track.meta.last) - tail) : 0;
  if (marks) drawMarks(ink, track, { from, step, marks });
  else if (track.meta.dots) drawDots(ink, track, { from, last: found.last });
  return found;
}

/** Draw a tail that fades: a few strokes, each a little longer ago and a little fainter.
 *  @param {Ink} ink @param {Track} track @param {Reached & { step: number, tail: number }} place */
function drawComet(ink, track, { last, head, step, tail }) {
  const full = ink.globalAlpha;
  const now = Math.min(step, track.meta.last);
  ink.setLineDash([]);
  for (let part = 0; part < FADES; part++) {
    const from = reached(track, Math.max(0, now - tail * (1 - part / FADES)));
    const ago = tail * (1 - (part + 1) / FADES);
    const to = ago > 0 ? reached(track, Math.max(0, now - ago)) : { last, head };
    ink.globalAlpha = full * ((part + 1) / FADES);
    ink.lineWidth = 1 + (2.4 * (part + 1)) / FADES;
    strokeLine(ink, track.pixels, { first: from.last + 1, tail: from.head, ...to });
  }
  ink.globalAlpha = full;
}

/** Draw marks at every n-th step, however near to each other.
 *  @param {Ink} ink @param {Track} track @param {{ from: number, step: number, marks: number }} part */
function drawMarks(ink, track, { from, step, marks }) {
  ink.beginPath();
  for (let k = Math.ceil(from / marks) * marks; k <= Math.min(step, track.meta.last); k += marks) {
    const { head } = reached(track, k);
    if (!head) continue;
    ink.moveTo(head[0] + MARK, head[1]);
    circle(ink, head, MARK);
  }
  ink.fill();
}

/** Draw a dot at every step that keeps apart from the one before.
 *  @param {Ink} ink @param {Track} track @param {{ from: number, last: number }} part */
function drawDots(ink, track, { from, last }) {
  const { x, y } = track.pixels;
  ink.beginPath();
  let [u, v] = [Infinity, Infinity];
  for (let k = Math.max(0, lastAtMost(track.steps, from)); k <= last; k++) {
    if (Number.isNaN(x[k]) || track.steps[k] % 1 || Math.hypot(x[k] - u, y[k] - v) < APART) continue;
    [u, v] = [x[k], y[k]];
    ink.moveTo(u + DOT, v);
    circle(ink, [u, v], DOT);
  }
  ink.fill();
}

/** Draw a track's head, or an arrow to it. @param {Ink} ink @param {Head} place @param {Palette} colours */
function drawHead(ink, place, colours) {
  const { track, head, view: { frame }, step } = place;
  const inside = head && head[0] >= -1 && head[1] >= -1
    && head[0] <= frame.width + 1 && head[1] <= frame.height + 1;
  if (!inside) return drawArrow(ink, place, colours);
  ink.setLineDash([]);
  const [x, y] = head;
  outline(ink, { symbol: track.meta.symbol, x, y, radius: HEAD });
  fillMark(ink, track.colour, colours.page);
  if (step >= track.meta.last) drawFate(ink, track, head);
  drawCount(ink, place, head, colours);
}

/** Draw faintly where a track ends. @param {Ink} ink @param {Pick<Head, "track" | "view" | "taken">} place
 *  @param {Palette} colours */
function drawEnd(ink, place, colours) {
  const full = ink.globalAlpha;
  ink.globalAlpha = full * AHEAD;
  const step = place.track.meta.last;
  drawHead(ink, { ...place, step, ...reached(place.track, step) }, colours);
  ink.globalAlpha = full;
}

/** Write the step of a head beside it, unless another head's number stands there.
 *  @param {Ink} ink @param {Head} place @param {Place} head @param {Palette} colours */
function drawCount(ink, { track, step, taken, view }, [x, y], colours) {
  const right = x + 40 < view.frame.width;
  const [u, v] = [x + (right ? 14 : -14), y - 10];
  const under = step < track.meta.last || track.meta.fate === "lost";
  const crowded = taken.some(([a, b]) => Math.hypot(a - u, (b - v) * 2) < 34);
  if (!under || crowded || track.meta.role === "curve") return;
  taken.push([u, v]);
  const text = String(Math.floor(Math.min(step, track.meta.last) + 1e-9));
  const align = right ? "left" : "right";
  write(ink, text, [u, v], { colour: colours.quiet, page: colours.page, align });
}

/** Fill the path, with an edge around it. @param {Ink} ink @param {string} colour @param {string} edge */
function fillMark(ink, colour, edge) {
  ink.lineJoin = "round";
  ink.lineWidth = 3;
  ink.strokeStyle = edge;
  ink.stroke();
  ink.fillStyle = colour;
  ink.fill();
}

/** Ring a run that settled, cross a lost one. @param {Ink} ink @param {Track} track @param {Place} head */
function drawFate(ink, { colour, meta: { fate } }, [x, y]) {
  ink.strokeStyle = colour;
  ink.lineWidth = 1.6;
  ink.beginPath();
  if (fate === "settled") circle(ink, [x, y], HEAD + 5);
  if (fate === "lost") {
    for (const side of [-1, 1]) {
      ink.moveTo(x - 10, y - 10 * side);
      ink.lineTo(x + 10, y + 10 * side);
    }
  }
  ink.stroke();
}

/** Draw an arrow where the path left view. @param {Ink} ink @param {Head} place @param {Palette} colours */
function drawArrow(ink, { track, last, head, view: { frame } }, colours) {
  const { x, y } = track.pixels;
  /** @param {number} k */
  const shown = (k) => x[k] >= 0 && y[k] >= 0 && x[k] <= frame.width && y[k] <= frame.height;
  let k = last;
  while (k >= 0 && !shown(k)) k--;
  if (k < 0) return;
  const next = k < last ? [x[k + 1], y[k + 1]] : head;
  if (!next || Number.isNaN(next[0])) return;
  const [dx, dy] = [next[0] - x[k], next[1] - y[k]];
  /** @param {number} from @param {number} by @param {number} size */
  const room = (from, by, size) => (by > 0 ? (size - from) / by : by < 0 ? -from / by : Infinity);
  const share = Math.min(1, room(x[k], dx, frame.width), room(y[k], dy, frame.height));
  const turn = Math.atan2(dy, dx);
  const ax = x[k] + dx * share - Math.cos(turn) * EDGE;
  const ay = y[k] + dy * share - Math.sin(turn) * EDGE;
  outline(ink, { symbol: "arrow", x: ax, y: ay, radius: 8, turn: turn + Math.PI / 2 });
  fillMark(ink, track.colour, colours.page);
}
