// The figure as it comes from the server: text to traces, and what of the last one can be kept.

import { decodeAll } from "./arrays.js";
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
