// The ink: bright trails up to the playhead, heads and end marks, on a canvas above a still figure.

import { lastAtMost } from "./arrays.js";
import { drawModel } from "./model.js";
import { outline, write } from "./symbols.js";
import { drawTangent } from "./tangent.js";
import { reached } from "./tracks.js";

const HEAD = 6;
const DOT = 2.4; // radius of a step's dot
const APART = 7; // pixels between dots: nearer ones would melt into a thick line
const MARK = 3; // radius of a mark at every n-th step
const TAIL = 8; // steps that a comet's tail has at least
const FADES = 6; // strokes of a tail
const QUIET = 0.15; // how much of a run is left while another is singled out
const EDGE = 9; // pixels that an arrow keeps from the edge it points at

/** Draw every track of a panel up to the playhead, in the manner of its area. */
export function drawPanel(context, panel, step, manner) {
  const { frame, tracks } = panel;
  const { colours, singled } = manner;
  const loud = (track) => singled === null || track.meta.run === singled;
  context.save();
  context.translate(frame.left, frame.top);
  context.beginPath();
  context.rect(0, 0, frame.width, frame.height);
  context.save();
  context.clip();
  if (manner.name === "chart") drawLine(context, panel, step, colours);
  const taken = []; // places of small type
  const heads = tracks.map((track) => {
    context.globalAlpha = loud(track) ? 1 : QUIET;
    if (track.slopes && manner.curved) drawTangent(context, track, { rulers: panel.rulers, step });
    if (track.bends && loud(track)) {
      drawModel(context, track, { panel, step, reach: manner.reach, taken, colours });
    }
    return drawTrail(context, track, step, manner.playback);
  });
  context.restore();
  tracks.forEach((track, k) => {
    context.globalAlpha = loud(track) ? 1 : QUIET;
    drawHead(context, { track, frame, step, taken, ...heads[k] }, colours);
  });
  context.restore();
}

function drawLine(context, panel, step, colours) {
  const x = Math.round(panel.rulers[0](step)) + 0.5;
  if (!Number.isFinite(x)) return;
  context.strokeStyle = colours.quiet;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, panel.frame.height);
  context.stroke();
}

function drawTrail(context, track, step, { comet, marks, steps }) {
  const found = reached(track, step);
  context.strokeStyle = context.fillStyle = track.colour;
  context.lineWidth = 2;
  context.lineJoin = "round";
  const tail = comet && track.meta.role === "trail" ? Math.max(TAIL, steps / 12) : 0;
  if (tail) drawComet(context, track, { ...found, step, tail });
  else {
    context.setLineDash(track.dash);
    drawLineTo(context, track, { first: 0, ...found });
  }
  const from = tail ? Math.max(0, Math.min(step, track.meta.last) - tail) : 0;
  if (marks) drawMarks(context, track, { from, step, marks });
  else if (track.meta.dots) drawDots(context, track, { from, last: found.last });
  return found;
}

/** A tail that fades: a few strokes, each a little longer ago and a little fainter. */
function drawComet(context, track, { last, head, step, tail }) {
  const full = context.globalAlpha;
  const now = Math.min(step, track.meta.last);
  context.setLineDash([]);
  for (let part = 0; part < FADES; part++) {
    const from = reached(track, Math.max(0, now - tail * (1 - part / FADES)));
    const ago = tail * (1 - (part + 1) / FADES);
    const to = ago > 0 ? reached(track, Math.max(0, now - ago)) : { last, head };
    context.globalAlpha = full * ((part + 1) / FADES);
    context.lineWidth = 1 + (2.4 * (part + 1)) / FADES;
    drawLineTo(context, track, { first: from.last + 1, tail: from.head, ...to });
  }
  context.globalAlpha = full;
}

/** Stroke from a vertex to a head; `tail` is a point before the first of them. */
function drawLineTo(context, track, { first, last, head, tail }) {
  const { x, y } = track.pixels;
  context.beginPath();
  let open = Boolean(tail);
  if (tail) context.moveTo(...tail);
  for (let k = Math.max(first, 0); k <= last; k++) {
    if (Number.isNaN(x[k])) open = false;
    else if (open) context.lineTo(x[k], y[k]);
    else {
      context.moveTo(x[k], y[k]);
      open = true;
    }
  }
  if (open && head && (head[0] !== x[last] || head[1] !== y[last])) context.lineTo(...head);
  context.stroke();
}

/** Marks at every n-th step, however near to each other. */
function drawMarks(context, track, { from, step, marks }) {
  context.beginPath();
  for (let k = Math.ceil(from / marks) * marks; k <= Math.min(step, track.meta.last); k += marks) {
    const { head } = reached(track, k);
    if (!head) continue;
    context.moveTo(head[0] + MARK, head[1]);
    context.arc(...head, MARK, 0, 2 * Math.PI);
  }
  context.fill();
}

function drawDots(context, track, { from, last }) {
  const { x, y } = track.pixels;
  context.beginPath();
  let [u, v] = [Infinity, Infinity];
  for (let k = Math.max(0, lastAtMost(track.steps, from)); k <= last; k++) {
    if (Number.isNaN(x[k]) || track.steps[k] % 1 || Math.hypot(x[k] - u, y[k] - v) < APART) continue;
    [u, v] = [x[k], y[k]];
    context.moveTo(u + DOT, v);
    context.arc(u, v, DOT, 0, 2 * Math.PI);
  }
  context.fill();
}

function drawHead(context, place, colours) {
  const { track, head, frame, step, taken } = place;
  const inside = head && head[0] >= -1 && head[1] >= -1
    && head[0] <= frame.width + 1 && head[1] <= frame.height + 1;
  if (!inside) {
    drawArrow(context, place, colours);
    return;
  }
  context.setLineDash([]);
  const [x, y] = head;
  outline(context, { symbol: track.meta.symbol, x, y, radius: HEAD });
  fillMark(context, track.colour, colours.page);
  if (step >= track.meta.last) drawFate(context, track, x, y);
  drawCount(context, { track, step, taken, at: head, frame }, colours);
}

/** Write the step of a head beside it, unless another head's number stands there. */
function drawCount(context, { track, step, taken, at: [x, y], frame }, colours) {
  const right = x + 40 < frame.width;
  const [u, v] = [x + (right ? 14 : -14), y - 10];
  const under = step < track.meta.last || track.meta.fate === "lost";
  const crowded = taken.some(([a, b]) => Math.hypot(a - u, (b - v) * 2) < 34);
  if (!under || crowded || track.meta.role === "curve") return;
  taken.push([u, v]);
  const text = String(Math.floor(Math.min(step, track.meta.last) + 1e-9));
  const align = right ? "left" : "right";
  write(context, text, [u, v], { colour: colours.quiet, page: colours.page, align });
}

function fillMark(context, colour, edge) {
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = edge;
  context.stroke();
  context.fillStyle = colour;
  context.fill();
}

function drawFate(context, track, x, y) {
  context.strokeStyle = track.colour;
  context.lineWidth = 1.6;
  context.beginPath();
  if (track.meta.fate === "settled") context.arc(x, y, HEAD + 5, 0, 2 * Math.PI);
  if (track.meta.fate === "lost") {
    for (const side of [-1, 1]) {
      context.moveTo(x - 10, y - 10 * side);
      context.lineTo(x + 10, y + 10 * side);
    }
  }
  context.stroke();
}

/** A head out of sight: an arrow on the edge, where its path left the picture. */
function drawArrow(context, { track, last, head, frame }, colours) {
  const { x, y } = track.pixels;
  const shown = (k) => x[k] >= 0 && y[k] >= 0 && x[k] <= frame.width && y[k] <= frame.height;
  let k = last;
  while (k >= 0 && !shown(k)) k--;
  if (k < 0) return;
  const next = k < last ? [x[k + 1], y[k + 1]] : head;
  if (!next || Number.isNaN(next[0])) return;
  const [dx, dy] = [next[0] - x[k], next[1] - y[k]];
  const room = (from, by, size) => (by > 0 ? (size - from) / by : by < 0 ? -from / by : Infinity);
  const share = Math.min(1, room(x[k], dx, frame.width), room(y[k], dy, frame.height));
  const turn = Math.atan2(dy, dx);
  const ax = x[k] + dx * share - Math.cos(turn) * EDGE;
  const ay = y[k] + dy * share - Math.sin(turn) * EDGE;
  outline(context, { symbol: "arrow", x: ax, y: ay, radius: 8, turn: turn + Math.PI / 2 });
  fillMark(context, track.colour, colours.page);
}
