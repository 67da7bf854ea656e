// The ink: bright trails up to the playhead, heads and end marks, on a canvas above a still figure.

import { outline } from "./symbols.js";
import { reached } from "./tracks.js";

const HEAD = 6;
const DOT = 2.4; // radius of a step's dot
const APART = 7; // pixels between dots: nearer ones would melt into a thick line
const EDGE = 9; // pixels that an arrow keeps from the edge it points at

/** Draw every track of a panel up to the playhead. `frame` is the panel's rectangle. */
export function drawPanel(context, panel, step, colours) {
  const { frame, tracks } = panel;
  context.save();
  context.translate(frame.left, frame.top);
  context.beginPath();
  context.rect(0, 0, frame.width, frame.height);
  context.save();
  context.clip();
  if (panel.name === "loss") drawLine(context, panel, step, colours);
  const heads = tracks.map((track) => drawTrail(context, track, step));
  context.restore();
  tracks.forEach((track, k) => drawHead(context, { track, frame, step, ...heads[k] }, colours));
  context.restore();
}

function drawLine(context, panel, step, colours) {
  const x = Math.round(panel.across(step)) + 0.5;
  context.strokeStyle = colours.quiet;
  context.lineWidth = 1;
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, panel.frame.height);
  context.stroke();
}

function drawTrail(context, track, step) {
  const found = reached(track, step);
  const { x, y } = track.pixels;
  context.strokeStyle = context.fillStyle = track.colour;
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.setLineDash(track.dash);
  context.beginPath();
  let open = false;
  for (let k = 0; k <= found.last; k++) {
    if (Number.isNaN(x[k])) open = false;
    else if (open) context.lineTo(x[k], y[k]);
    else {
      context.moveTo(x[k], y[k]);
      open = true;
    }
  }
  if (open && found.head) context.lineTo(...found.head);
  context.stroke();
  if (track.meta.dots) drawDots(context, track, found.last);
  return found;
}

function drawDots(context, track, last) {
  const { x, y } = track.pixels;
  context.beginPath();
  let [u, v] = [Infinity, Infinity];
  for (let k = 0; k <= last; k++) {
    if (Number.isNaN(x[k]) || track.steps[k] % 1 || Math.hypot(x[k] - u, y[k] - v) < APART) continue;
    [u, v] = [x[k], y[k]];
    context.moveTo(u + DOT, v);
    context.arc(u, v, DOT, 0, 2 * Math.PI);
  }
  context.fill();
}

function drawHead(context, place, colours) {
  const { track, head, frame, step } = place;
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
