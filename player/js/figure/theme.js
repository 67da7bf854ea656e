// Light or dark: the figure is drawn in the light palette and carries both; colours are exchanged
// one for one, so a new figure needs no code here.

import { pen, rgbOf } from "../tools.js";

/** Return how bright a colour is, 0 to 255. @param {string} colour */
function brightness(colour) {
  const probe = pen();
  probe.fillStyle = colour;
  const hex = probe.fillStyle;
  if (!hex.startsWith("#")) return 255;
  const [r, g, b] = rgbOf(hex);
  return 0.299 * r + 0.587 * g + 0.114 * b;
}

/** Return what the page's own style says. @param {Element} element @returns {Theme} */
export function pageTheme(element) {
  const style = getComputedStyle(element);
  const page = style.getPropertyValue("--st-background-color").trim() || "#ffffff";
  const font = style.getPropertyValue("--st-font").trim() || style.fontFamily;
  return { mode: brightness(page) < 128 ? "dark" : "light", font };
}

/** Return a function that replaces the light palette's colours by those of `mode`.
 *  @param {Palettes} palettes @param {Theme["mode"]} mode @returns {Painter} */
export function painter(palettes, mode) {
  /** @param {Palette} palette @returns {string[]} */
  const flat = (palette) => Object.values(palette).flat();
  const wanted = flat(palettes[mode]);
  const swap = new Map(flat(palettes.light).map((colour, at) => [colour, wanted[at]]));
  /** @type {Painter} */ const paint = (value) => {
    if (typeof value === "string") return swap.get(value) ?? value;
    if (Array.isArray(value)) return value.map(paint);
    if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, paint(item)]));
  };
  return paint;
}

// Where a trace keeps its colours; its data is passed on untouched, for Plotly compares references.
const STYLES = ["line", "marker", "colorscale", "textfont", "fillcolor", "contours"];

/** Return the trace in other colours, its arrays untouched. @param {Trace} trace @param {Painter} paint */
export function paintTrace(trace, paint) {
  const styles = STYLES.filter((key) => key in trace).map((key) => [key, paint(trace[key])]);
  return { ...trace, ...Object.fromEntries(styles) };
}
