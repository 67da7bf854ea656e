// The figure as it comes from the server: text to traces, and what of the last one can be kept.
// Plotly.py writes typed arrays as {dtype, bdata, shape}; decoded once, they serve Plotly and the canvas.

import { painter, paintTrace } from "./theme.js";

/** Reads figures; a landscape that did not change keeps its object, so Plotly need not redo it. */
export class Reader {
  constructor() {
    this.text = this.stamp = "";
    /** @type {Map<string, Trace>} */
    this.kept = new Map();
  }

  /** Read a figure's JSON in a theme; null if nothing is new. @param {string} text @param {Theme} theme */
  read(text, theme) {
    const stamp = `${theme.mode} ${theme.font}`;
    if (text === this.text && stamp === this.stamp) return null;
    [this.text, this.stamp] = [text, stamp];
    const figure = JSON.parse(text);
    /** @type {FigureMeta} */ const meta = figure.layout.meta;
    const paint = painter(meta.palettes, theme.mode);
    /** @type {Map<string, Trace>} */ const fresh = new Map();
    /** @type {Trace[]} */ const traces = [];
    for (const trace of figure.data) traces.push(this.trace(trace, paint, { fresh, traces }));
    this.kept = fresh;
    /** @type {Layout} */
    const layout = { ...paint({ ...figure.layout, meta: null }), uirevision: figure.layout.uirevision };
    return { traces, layout, meta, colours: meta.palettes[theme.mode] };
  }

  /** Return a trace decoded and in its colours, or the landscape that it was before. @param {Trace} trace
   *  @param {Painter} paint @param {{ fresh: Map<string, Trace>, traces: Trace[] }} read */
  trace(trace, paint, { fresh, traces }) {
    if (trace.meta.role !== "landscape") return paintTrace(decodeAll(trace), paint);
    const key = this.stamp + JSON.stringify({ ...trace, x: null, y: null, z: null });
    const found = this.kept.get(key) ?? paintTrace(decodeAll(whole(trace, traces)), paint);
    fresh.set(key, found);
    return found;
  }
}

/** Give a landscape its arrays, which another may hold. @param {Trace} trace @param {Trace[]} traces */
function whole(trace, traces) {
  const { like } = /** @type {LandscapeMeta} */ (trace.meta);
  if (like === undefined) return trace;
  const { x, y, z } = traces[like];
  return { ...trace, x, y, ...(z && { z }) };
}

/** @type {Record<string, new (bytes: ArrayBuffer) => any>} */ const KINDS = {
  f8: Float64Array, f4: Float32Array,
  i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array,
};

/** Return the array that a {dtype, bdata, shape} stands for; rows as a list of arrays.
 *  @param {{ dtype: string, bdata: string, shape?: string }} spec */
function decode(spec) {
  const text = atob(spec.bdata);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const flat = new KINDS[spec.dtype](bytes.buffer);
  if (!spec.shape) return flat;
  const [rows, columns] = String(spec.shape).split(",").map(Number);
  if (!columns) return flat;
  return Array.from({ length: rows }, (_, r) => flat.subarray(r * columns, (r + 1) * columns));
}

/** Replace every encoded array inside a value. @param {any} value @returns {any} */
export function decodeAll(value) {
  if (Array.isArray(value)) return value.map(decodeAll);
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if (typeof value.bdata === "string") return decode(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decodeAll(item)]));
}
