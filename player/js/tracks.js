// Tracks: the lines that the playhead runs along, in pixels of their panel.

import { lastAtMost } from "./arrays.js";

const MOVING = new Set(["trail", "curve"]);

/** Return the tracks among a figure's traces. */
export function tracksOf(traces) {
  return traces.filter((trace) => MOVING.has(trace.meta?.role)).map(trackOf);
}

function trackOf(trace) {
  const dash = trace.line.dash;
  return {
    meta: trace.meta,
    name: trace.name,
    colour: trace.line.color,
    dash: dash && dash !== "solid" ? dash.split(",").map(parseFloat) : [],
    x: trace.x,
    y: trace.y,
    z: trace.z,
    // A curve's own x is the step; a trail carries it with each vertex.
    steps: trace.meta.role === "curve" ? trace.x : Float64Array.from(trace.customdata, (row) => row[0]),
    // With one variable a vertex knows its derivative, for the tangent ...
    slopes: trace.meta.slope ? Float64Array.from(trace.customdata, (row) => row[trace.meta.slope]) : null,
    // ... and on demand the Hessian, for the local quadratic model: entries xx, xy, yy.
    bends: trace.meta.bends ? Array.from(trace.customdata, (row) => [...row.slice(trace.meta.bends)]) : null,
    losses: trace.meta.role === "curve" ? Float64Array.from(trace.customdata, (row) => row[0]) : null,
    pixels: null,
  };
}

/** Return a function from an axis' data to pixels of its panel, as the axis is zoomed now. */
export function ruler(axis) {
  const [first, last] = axis.range.map(Number);
  const share = axis._length / (last - first);
  const up = axis._id.startsWith("y");
  const place = (v) => (up ? axis._length - (v - first) * share : (v - first) * share);
  return axis.type === "log" ? (v) => place(Math.log10(v)) : place;
}

/** Return the function back: from pixels of a panel to an axis' data. */
export function reading(axis) {
  const [first, last] = axis.range.map(Number);
  const up = axis._id.startsWith("y");
  const value = (pixel) => first + ((up ? axis._length - pixel : pixel) / axis._length) * (last - first);
  return axis.type === "log" ? (pixel) => 10 ** value(pixel) : value;
}

/** Put the track's vertices where the axes show them. */
export function measure(track, across, up) {
  track.pixels = {
    x: Float32Array.from(track.x, across),
    y: Float32Array.from(track.y, up),
  };
}

/** Return the index of the last vertex reached at `step`, and the point in between, if drawn. */
export function reached(track, step) {
  const { x, y } = track.pixels;
  const last = lastAtMost(track.steps, step);
  if (last < 0) return { last, head: null };
  const next = last + 1;
  const rest = step - track.steps[last];
  if (next < x.length && rest > 0 && !Number.isNaN(x[next]) && !Number.isNaN(x[last])) {
    const share = rest / (track.steps[next] - track.steps[last]);
    const at = (values) => values[last] + (values[next] - values[last]) * share;
    return { last, head: [at(x), at(y)] };
  }
  return { last, head: Number.isNaN(x[last]) ? null : [x[last], y[last]] };
}

/** Return the loss at a whole step, or null where the chart does not reach it. */
export function lossAt(track, step) {
  const last = lastAtMost(track.steps, Math.min(step, track.meta.last) + 1e-6);
  if (last < 0 || Number.isNaN(track.x[last])) return null;
  return Math.min(step, track.meta.last) - track.steps[last] < 1e-3 ? track.losses[last] : null;
}
