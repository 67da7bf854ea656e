// Tracks: the lines that the playhead runs along, in pixels of their panel.

/** Return the tracks among a figure's traces. @param {Trace[]} traces */
export function tracksOf(traces) {
  const found = traces.filter(({ meta }) => meta.role === "trail" || meta.role === "curve");
  return /** @type {TrackTrace[]} */ (found).map(trackOf);
}

/** Return the track of a trace, not yet measured. @param {TrackTrace} trace */
export function trackOf({ meta, name, line: { color: colour, dash }, x, y, z, customdata }) {
  const { slope, bends, steps } = meta;
  const curve = meta.role === "curve";
  const first = Float64Array.from(customdata, (row) => row[0]);
  return {
    meta, name, colour, x, y, z,
    dash: dash && dash !== "solid" ? dash.split(",").map(parseFloat) : [],
    // A curve's own x is the step, unless it counts evaluations; a trail carries it with each vertex.
    steps: steps ? Float64Array.from(customdata, (row) => row[steps]) : curve ? x : first,
    // With one variable a vertex knows its derivative, for the tangent ...
    slopes: slope ? Float64Array.from(customdata, (row) => row[slope]) : null,
    // ... and on demand the Hessian, for the local quadratic model: entries xx, xy, yy.
    bends: bends ? Array.from(customdata, (row) => [...row.slice(bends)]) : null,
    losses: /** @type {Vector | null} */ (curve ? first : null),
    pixels: { x: new Float32Array(), y: new Float32Array() },
    /** @type {Line | null} */ line: null, // while its run is changed under the hand
    /** @type {Line | null} */ batch: null, // and the losses of its batches
    /** @type {number[] | null} */ reach: null, // of a chart's line then: its top, its bottom, its right end
  };
}

/** Return what turns an axis' data into pixels of its panel, as it is zoomed now. @param {Axis} axis */
export function ruler(axis) {
  const [first, last] = axis.range.map(Number);
  const share = axis._length / (last - first);
  const up = axis._id.startsWith("y");
  /** @type {Ruler} */ const place = (v) => (up ? axis._length - (v - first) * share : (v - first) * share);
  return axis.type === "log" ? (/** @type {number} */ v) => place(Math.log10(v)) : place;
}

/** Return the function back: from pixels of a panel to an axis' data. @param {Axis} axis @returns {Ruler} */
export function reading(axis) {
  const [first, last] = axis.range.map(Number);
  const up = axis._id.startsWith("y");
  /** @type {Ruler} */
  const value = (pixel) => first + ((up ? axis._length - pixel : pixel) / axis._length) * (last - first);
  return axis.type === "log" ? (pixel) => 10 ** value(pixel) : value;
}

/** Put the track's vertices where the axes show them. @param {Track} track @param {Ruler[]} rulers */
export function measure(track, [across, up]) {
  track.pixels = { x: Float32Array.from(track.x, across), y: Float32Array.from(track.y, up) };
}

/** Return the index of the last vertex reached at `step`, and the point in between, if drawn.
 *  @param {Track} track @param {number} step @returns {Reached} */
export function reached(track, step) {
  const { x, y } = track.pixels;
  const last = lastAtMost(track.steps, step);
  if (last < 0) return { last, head: null };
  const next = last + 1;
  const rest = step - track.steps[last];
  if (next < x.length && rest > 0 && !Number.isNaN(x[next]) && !Number.isNaN(x[last])) {
    const share = rest / (track.steps[next] - track.steps[last]);
    const at = (/** @type {Vector} */ values) => values[last] + (values[next] - values[last]) * share;
    return { last, head: [at(x), at(y)] };
  }
  return { last, head: Number.isNaN(x[last]) ? null : [x[last], y[last]] };
}

/** Return a curve's loss at a step, null off the chart. @param {Track} track @param {number} step */
export function lossAt({ meta, x, steps, losses }, step) {
  const now = Math.min(step, meta.last);
  const last = lastAtMost(steps, now + 1e-6);
  if (!losses || last < 0 || Number.isNaN(x[last])) return null;
  return now - steps[last] < 1e-3 ? losses[last] : null;
}

/** Return the last index whose value is at most `limit`, or -1; `values` never decrease.
 *  @param {Vector} values @param {number} limit */
export function lastAtMost(values, limit) {
  let low = -1;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (values[middle] <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
