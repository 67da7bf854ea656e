// The local quadratic model at the playhead: the loss up to second order around the last whole step.

import { lastAtMost } from "./arrays.js";
import { short } from "./numbers.js";
import { write } from "./symbols.js";

const ROUND = 48; // points of an ellipse
const LEAST = 1e-8; // of the larger curvature: less is drawn as if it were that
const FLAT = 1e-6; // of the larger curvature: less is lost in the rounding of what was sent
const EVERY = 4; // pixels between points of a parabola
const FAR = 1e4; // pixels: a canvas draws nothing beyond
const [WIDE, HIGH] = [90, 14]; // pixels that a label takes

/** Draw the model of a track; `reach` is the longest half axis of an ellipse in units of the axes. */
export function drawModel(context, track, { panel, step, reach, taken, colours }) {
  const k = lastAtMost(track.steps, Math.floor(step + 1e-9));
  if (k < 0 || ![track.x[k], ...track.bends[k]].every(Number.isFinite)) return;
  context.strokeStyle = track.colour;
  context.lineWidth = 1.4;
  context.setLineDash([]);
  if (track.bends[k].length === 1) drawParabola(context, track, k, panel);
  else drawEllipse(context, track, k, { panel, reach, taken, colours });
}

/** Return the eigenvalues of a symmetric matrix, rising, and the direction of the second. */
function eigen([xx, xy, yy]) {
  const [mean, spread] = [(xx + yy) / 2, Math.hypot((xx - yy) / 2, xy)];
  return { low: mean - spread, high: mean + spread, turn: Math.atan2(2 * xy, xx - yy) / 2 };
}

function drawEllipse(context, track, k, { panel, reach, taken, colours }) {
  const { low, high, turn } = eigen(track.bends[k]);
  const sizes = [high, low].map(Math.abs);
  const most = Math.max(...sizes);
  if (!most) return;
  const least = Math.max(Math.min(...sizes), LEAST * most);
  const [a, b] = sizes.map((size) => reach * Math.sqrt(least / Math.max(size, least)));
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [across, up] = panel.rulers;
  const place = (u, v) => [
    across(track.x[k] + a * u * c - b * v * s), up(track.y[k] + a * u * s + b * v * c),
  ];
  const line = (points) => {
    context.beginPath();
    for (const point of points) context.lineTo(...point);
    context.stroke();
  };
  const turns = Array.from({ length: ROUND + 1 }, (_, n) => (2 * Math.PI * n) / ROUND);
  if (low * high > 0) line(turns.map((t) => place(Math.cos(t), Math.sin(t))));
  context.setLineDash([3, 3]);
  line([place(-1, 0), place(1, 0)]);
  line([place(0, -1), place(0, 1)]);
  const [x, y] = [across(track.x[k]) + 14, up(track.y[k]) + 18];
  if (taken.some(([u, v]) => Math.abs(u - x) < WIDE && Math.abs(v - y) < HIGH)) return;
  taken.push([x, y]);
  write(context, words(low, high), [x, y], { colour: track.colour, page: colours.page });
}

/** Return what the curvatures mean in a word. */
function words(low, high) {
  const ratio = Math.min(Math.abs(low), Math.abs(high)) / Math.max(Math.abs(low), Math.abs(high));
  if (ratio < FLAT) return "condition above 10⁶";
  if (low < 0) return high > 0 ? "saddle" : "hill";
  return `condition ${short(high / low)}`;
}

function drawParabola(context, track, k, { frame, rulers, readings }) {
  context.beginPath();
  for (let pixel = 0; pixel <= frame.width + EVERY; pixel += EVERY) {
    const away = readings[0](pixel) - track.x[k];
    const height = track.y[k] + away * (track.slopes[k] + (away * track.bends[k][0]) / 2);
    context.lineTo(pixel, Math.min(Math.max(rulers[1](height), -FAR), FAR));
  }
  context.stroke();
}
