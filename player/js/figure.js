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
    const traces = figure.data.map((trace) => this.trace(trace, paint, { stamp, fresh }));
    this.kept = fresh;
    const layout = { ...paint({ ...figure.layout, meta: null }), uirevision: figure.layout.uirevision };
    return { traces, layout, meta, colours: meta.palettes[theme.mode] };
  }

  trace(trace, paint, { stamp, fresh }) {
    if (trace.meta.role !== "landscape") return paintTrace(decodeAll(trace), paint);
    const key = stamp + JSON.stringify(trace);
    const found = this.kept.get(key) ?? paintTrace(decodeAll(trace), paint);
    fresh.set(key, found);
    return found;
  }
}
