// With one variable: the tangent at the playhead, and the step that is taken from there.

import { lastAtMost } from "./arrays.js";
import { outline } from "./symbols.js";

const HALF = 64; // pixels of tangent on each side
const SHORT = 10; // pixels that a step needs for an arrow

/** Draw tangent and step of a track at the whole step it has reached last. */
export function drawTangent(context, track, { rulers: [across, up], step }) {
  const k = lastAtMost(track.steps, Math.floor(step + 1e-9));
  if (k < 0 || !Number.isFinite(track.slopes[k])) return;
  const [x, y] = [track.pixels.x[k], track.pixels.y[k]];
  const at = track.x[k];
  const unit = across(at + 1) - across(at);
  const slope = (up(track.slopes[k]) - up(0)) / unit;
  const reach = HALF / Math.hypot(1, slope);
  context.strokeStyle = context.fillStyle = track.colour;
  context.setLineDash([]);
  context.lineWidth = 1.4;
  context.beginPath();
  context.moveTo(x - reach, y - reach * slope);
  context.lineTo(x + reach, y + reach * slope);
  context.stroke();
  if (k + 1 < track.pixels.x.length) drawStep(context, [x, y], track.pixels.x[k + 1]);
}

function drawStep(context, [x, y], next) {
  const way = Math.sign(next - x);
  if (!(Math.abs(next - x) > SHORT)) return;
  context.lineWidth = 2.4;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(next - 8 * way, y);
  context.stroke();
  outline(context, { symbol: "arrow", x: next - 6 * way, y, radius: 6, turn: (way * Math.PI) / 2 });
  context.fill();
}
