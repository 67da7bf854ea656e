// Redraw: a graph is drawn again with no more work than its change needs. Plotly's `react` redoes all
// of it, the landscape and the axes too; where only lines moved, `animate` moves them alone.

const AT_ONCE = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } };
// What a change of these does not show anywhere else than in the line itself.
const MOVED = { x: 0, y: 0, customdata: 0, name: 0, text: 0, hovertemplate: 0, meta: 0 };

/** Draw the traces; the graph's element remembers what they were drawn with. @param {Plotly} library
 *  @param {Plot} plot @param {{ traces: Trace[], layout: Layout, config: object }} graph */
export async function redraw(library, plot, { traces, layout, config }) {
  const look = JSON.stringify(layout);
  const before = plot.drawn;
  plot.drawn = { look, traces };
  if (before?.look === look && alike(before.traces, traces)) await move(library, plot, traces);
  else await library.react(plot, traces, layout, config);
}

/** Say whether only lines moved, on the same landscape. @param {Trace[]} before @param {Trace[]} now */
function alike(before, now) {
  return before.length === now.length && now.every((trace, k) => (
    trace === before[k] || (trace.type === "scatter" && lookOf(trace) === lookOf(before[k]))));
}

/** Return how a trace looks, wherever it is, as text. @param {Trace} trace */
function lookOf(trace) {
  const { role, run, panel } = /** @type {TrackMeta} */ (trace.meta);
  return JSON.stringify({ ...trace, ...MOVED, role, run, panel });
}

/** Move the lines. Plotly's `animate` removes every layer without a line; for as long as that takes the
 *  others are none, by its own class for layers.
 *  @param {Plotly} library @param {Plot} plot @param {Trace[]} traces */
async function move(library, plot, traces) {
  const places = [...traces.keys()].filter((k) => traces[k].type === "scatter");
  const layers = [...plot.querySelectorAll(".mlayer:not(.scatterlayer)")];
  for (const layer of layers) layer.classList.remove("mlayer");
  try {
    await library.animate(plot, { data: places.map((k) => traces[k]), traces: places }, AT_ONCE);
  } finally {
    for (const layer of layers) layer.classList.add("mlayer");
  }
}
