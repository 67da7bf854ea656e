// The past: what shows a run, a start or the loss as it was before it was changed under the hand. It is
// hidden until the next figure; of a run that is not singled out a little is left.

import { leaveOut } from "./space.js";

/** @typedef {Pick<Area, "plot" | "soil" | "preview" | "singled" | "playback">} Shown */

// What belongs to a landscape, or stands on it.
const OF_LOSS = new Set(["landscape", "minimum", "arrows", "values", "start"]);

/** Say whether a trace shows what was before a run, a start or the loss was changed.
 *  @param {Pick<Shown, "soil" | "preview">} area @param {Trace["meta"]} meta */
export function isPast({ preview, soil }, meta) {
  if (soil.on && OF_LOSS.has(meta.role)) return true;
  if (meta.role === "start") return Boolean(preview.placeOf(meta.at));
  return "run" in meta && meta.run !== undefined && preview.rows.has(meta.run);
}

/** Return what the mouse hears of a trace, to be kept and now: of what is past, nothing.
 *  @param {Partial<Trace>} trace @param {boolean} past */
function hushed({ heard, hoverinfo }, past) {
  const told = heard ?? hoverinfo;
  return past ? [told, "skip"] : [undefined, told];
}

/** Hide what is past, and let the runs step back that are not singled out. @param {Shown} area */
export function dim(area) {
  const { plot, singled, playback } = area;
  /** @type {NodeListOf<SVGElement & { __data__?: { trace?: Partial<Trace> }[] }>} */
  const nodes = plot.querySelectorAll(".scatterlayer > .trace");
  for (const node of nodes) {
    const trace = node.__data__?.[0]?.trace ?? {};
    const { meta = {}, opacity } = trace;
    const { run, role } = /** @type {Partial<TrackMeta>} */ (meta);
    const past = isPast(area, /** @type {Trace["meta"]} */ (meta));
    node.dataset.role = role ?? ""; // a presentation does not tell how a run goes on
    if (past || trace.heard) [trace.heard, trace.hoverinfo] = hushed(trace, past);
    if (past) {
      node.style.opacity = "0";
      continue;
    }
    const away = singled !== null && run !== undefined && run !== singled;
    const brief = playback.comet && role === "trail";
    node.style.opacity = away ? "0.15" : brief ? "0.3" : opacity ?? ""; // Plotly wrote it there
  }
  const full = plot._fullLayout;
  if (full?.scene) leaveOut(full, "scene", (meta) => isPast(area, meta));
}
