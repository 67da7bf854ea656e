// The figure as it comes from the server: text to traces, and what of the last one can be kept.

import { decodeAll } from "./arrays.js";
import { painter, paintTrace } from "./theme.js";

/** Reads figures; a landscape that did not change keeps its object, so Plotly need not redo it. */
export class Reader {
  constructor() {
    this.text = null;
    this.kept = new Map();
  }

  /** Return {traces, layout, meta, colours} of a figure's JSON in a theme; null when nothing new. */
  read(text, theme) {
    const stamp = `${theme.mode} ${theme.font}`;
    if (text === this.text && stamp === this.stamp) return null;
    [this.text, this.stamp] = [text, stamp];
    const figure = JSON.parse(text);
    const { meta } = figure.layout;
    const paint = painter(meta.palettes, theme.mode);
    const fresh = new Map();
    const traces = [];
    for (const trace of figure.data) traces.push(this.trace(trace, paint, { stamp, fresh, traces }));
    this.kept = fresh;
    const layout = { ...paint({ ...figure.layout, meta: null }), uirevision: figure.layout.uirevision };
    return { traces, layout, meta, colours: meta.palettes[theme.mode] };
  }

  trace(trace, paint, { stamp, fresh, traces }) {
    if (trace.meta.role !== "landscape") return paintTrace(decodeAll(trace), paint);
    const key = stamp + JSON.stringify({ ...trace, x: null, y: null, z: null });
    const found = this.kept.get(key) ?? paintTrace(decodeAll(whole(trace, traces)), paint);
    fresh.set(key, found);
    return found;
  }
}

/** Return a landscape with its arrays, which one like an earlier one shares with that. */
function whole(trace, traces) {
  if (trace.meta.like === undefined) return trace;
  const { x, y, z } = traces[trace.meta.like];
  return { ...trace, x, y, ...(z && { z }) };
}
