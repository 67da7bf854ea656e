// Areas: the parts of the screen a figure is split into. Each is one Plotly graph under one canvas,
// so that a phone can put the transport between landscape and chart.

import { drawPanel } from "./ink.js";
import { measure, ruler, tracksOf } from "./tracks.js";

const MARGIN = { l: 54, r: 10, t: 26, b: 44 };
const CLEAR = "rgba(0,0,0,0)";
// Three quiet buttons: no logo, no upload to a server, no picture of half the screen.
const CONFIG = {
  displaylogo: false,
  modeBarButtons: [["zoom2d", "pan2d", "resetScale2d"]],
  doubleClick: "reset",
  showTips: false,
  showSendToCloud: false,
};

export class Area {
  constructor(element, library) {
    this.element = element;
    this.library = library;
    this.plot = element.querySelector(".sb-plot");
    this.canvas = element.querySelector("canvas");
    this.panels = [];
    this.colours = {};
    this.step = 0;
    this.listening = false;
  }

  get size() {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** Show the panels of a figure that belong here. Traces that did not change keep their object. */
  async show({ traces, layout, panels, font, colours }) {
    const names = new Set(panels.map((panel) => panel.name));
    const own = traces.filter((trace) => names.has(trace.meta.panel));
    this.colours = colours;
    this.found = panels;
    this.tracks = tracksOf(own);
    const settled = { ...layoutOf(layout, panels), ...this.size };
    settled.font = { ...settled.font, family: font };
    // A finger that scrolls the page must not zoom the picture.
    if (matchMedia("(pointer: coarse)").matches) settled.dragmode = false;
    await this.library.react(this.plot, own, settled, CONFIG);
    if (!this.listening) this.listen();
    this.refresh();
  }

  listen() {
    this.listening = true;
    for (const event of ["plotly_relayouting", "plotly_relayout"]) {
      this.plot.on(event, () => this.refresh());
    }
  }

  /** Fit the graph to the area's size on the screen. */
  async resize() {
    const { width, height } = this.size;
    const now = this.plot._fullLayout;
    if (!now || !width || (now.width === width && now.height === height)) return;
    await this.library.relayout(this.plot, { width, height });
    this.refresh();
  }

  /** Measure every track anew: the axes have moved. */
  refresh() {
    const full = this.plot._fullLayout;
    this.panels = this.found.map(({ name, x, y }) => {
      const [across, up] = [full[x], full[y]];
      const tracks = this.tracks.filter((track) => track.meta.panel === name);
      const rulers = [ruler(across), ruler(up)];
      for (const track of tracks) measure(track, ...rulers);
      const frame = {
        left: across._offset, top: up._offset, width: across._length, height: up._length,
      };
      return { name, frame, tracks, across: rulers[0] };
    });
    this.fitCanvas();
    this.draw(this.step);
  }

  fitCanvas() {
    const { width, height } = this.size;
    this.ratio = Math.min(window.devicePixelRatio || 1, 2);
    const [w, h] = [Math.round(width * this.ratio), Math.round(height * this.ratio)];
    if (this.canvas.width !== w) this.canvas.width = w;
    if (this.canvas.height !== h) this.canvas.height = h;
  }

  /** Draw the moving things as they are at a step; fractions lie between two steps. */
  draw(step) {
    this.step = step;
    const context = this.canvas.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    for (const panel of this.panels) drawPanel(context, panel, step, this.colours);
  }

  dispose() {
    if (this.listening) this.plot.removeAllListeners();
    this.library.purge(this.plot);
    this.canvas.width = this.canvas.height = 0;
  }
}

/** Return the layout of some panels alone: their axes, over the whole width. */
function layoutOf(layout, panels) {
  const kept = Object.entries(layout).filter(([key]) => !/^[xy]axis\d*$/.test(key));
  const own = { ...Object.fromEntries(kept), margin: MARGIN, showlegend: false };
  own.paper_bgcolor = own.plot_bgcolor = CLEAR;
  delete own.meta;
  const ids = panels.map(({ x }) => x.replace("axis", ""));
  own.shapes = (layout.shapes ?? []).filter(({ xref }) => ids.includes(xref.split(" ")[0]));
  for (const { x, y } of panels) {
    own[x] = { ...layout[x], domain: [0, 1] };
    own[y] = { ...layout[y] };
  }
  return own;
}
