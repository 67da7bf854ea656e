// Areas: the parts of the screen a figure is split into. Each is one Plotly graph under one canvas,
// so that a phone can put the transport between landscape and chart.

import { drawGhost } from "./ghosts.js";
import { arrange, leftOf, MARGIN, placed, titled } from "./grid.js";
import { drawPanel } from "./ink.js";
import { redraw } from "./redraw.js";
import { cameraOf, contextOf, fromAfar, heightOn, measureInSpace, meeting, release, watch } from "./space.js";
import { measure, reading, ruler, tracksOf } from "./tracks.js";

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
    this.canvas.inkOn = (context) => this.inkOn(context); // for a file of the picture
    Object.assign(this, { panels: [], starts: [], colours: {}, step: 0, listening: false });
    this.ghost = null; // a start on its way: {name of the panel, from, to} in pixels
    this.singled = null; // the run that others make room for
    this.playback = { comet: false, marks: 0 };
    this.onShow = () => {}; // the figure is another one
    this.onMove = () => {}; // what it shows is elsewhere on the screen
  }

  get size() {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  /** Show the panels of a figure that belong here. Traces that did not change keep their object. */
  async show({ traces, layout, panels, font, colours, hidden, variables }) {
    const names = new Set(panels.map((panel) => panel.name));
    const own = traces.filter(({ meta }) => names.has(meta.panel) && !hidden.has(meta.run));
    Object.assign(this, { colours, variables, found: panels, layout, font, own });
    this.tracks = tracksOf(own);
    this.ground = own.find(({ meta }) => meta.role === "landscape");
    this.starts = own.filter(({ meta }) => meta.role === "start");
    await this.settle();
    if (!this.listening) this.listen();
    this.onShow();
    this.refresh();
  }

  /** Draw the graph at the area's size. */
  async settle() {
    const { layout, found, font } = this;
    const { rows, columns } = arrange(found, this.size);
    this.element.style.setProperty("--sb-rows", rows);
    this.element.style.setProperty("--sb-columns", columns);
    const left = leftOf(found.flatMap(({ y }) => layout[y] ?? []), font);
    const settled = { ...layoutOf(layout, found, { ...this.size, font, left }), ...this.size };
    settled.font = { ...settled.font, family: font };
    // A finger that scrolls the page must not zoom the picture.
    if (matchMedia("(pointer: coarse)").matches) settled.dragmode = false;
    const context = contextOf(this.plot._fullLayout);
    await redraw(this.library, this.plot, { traces: this.own, layout: settled, config: CONFIG });
    if (context !== contextOf(this.plot._fullLayout)) release(context);
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
    await this.settle();
    this.refresh();
  }

  /** Measure every track anew: the axes have moved. */
  refresh() {
    const full = this.plot._fullLayout;
    this.panels = this.found.map(({ name, x, y, scene }) => {
      if (scene) return this.inSpace(full, { name, scene });
      const [across, up] = [full[x], full[y]];
      const tracks = this.tracks.filter((track) => track.meta.panel === name);
      const rulers = [ruler(across), ruler(up)];
      for (const track of tracks) measure(track, ...rulers);
      const frame = {
        left: across._offset, top: up._offset, width: across._length, height: up._length,
      };
      const ends = [across, up].map((axis) => axis.range.map(Number));
      const spans = ends.map(([first, last]) => Math.abs(last - first));
      return { name, frame, tracks, rulers, spans, readings: [reading(across), reading(up)] };
    });
    this.dim();
    this.onMove();
    this.fitCanvas();
    this.draw(this.step);
  }

  /** A panel in 3-D: its tracks are measured anew with every frame that the camera moves. */
  inSpace(full, { name, scene }) {
    watch(full, scene, () => {
      if (this.plot._fullLayout?.[scene]) this.refresh();
    });
    const frame = { left: 0, top: 0, ...this.size };
    const camera = cameraOf(full, scene, this.size);
    const tracks = camera ? this.tracks.filter((track) => track.meta.panel === name) : [];
    for (const track of tracks) measureInSpace(track, camera.project);
    return { name, frame, tracks, rulers: [], spans: this.window, scene, camera };
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
    this.inkOn(context);
  }

  /** Draw the same on any context, in pixels of the area. */
  inkOn(context) {
    for (const panel of this.panels) drawPanel(context, panel, this.step, this);
    if (this.ghost) for (const panel of this.panels) drawGhost(context, panel, this.ghost, this.colours);
  }

  /** Single a run out, null for none: the others step back. */
  single(run) {
    this.singled = run;
    this.dim();
    if (this.panels.length) this.draw(this.step);
  }

  dim() {
    for (const node of this.plot.querySelectorAll(".scatterlayer > .trace")) {
      const { meta, opacity } = node.__data__?.[0]?.trace ?? {};
      const away = this.singled !== null && meta?.run !== undefined && meta.run !== this.singled;
      const brief = this.playback.comet && meta?.role === "trail";
      node.style.opacity = away ? 0.15 : brief ? 0.3 : opacity ?? ""; // Plotly wrote it there
    }
  }

  /** Whether the landscape is a curve that a tangent can touch; a straight line is none. */
  get curved() {
    return this.ground?.meta.role === "landscape" && this.ground.name === "loss";
  }

  /** How wide and how high the window of a landscape of two variables is. */
  get window() {
    return [this.ground.x, this.ground.y].map((axis) => axis[axis.length - 1] - axis[0]);
  }

  /** The longest half axis of a local quadratic model: a tenth of the window's diagonal. */
  get reach() {
    return 0.1 * Math.hypot(...this.window);
  }

  get runs() {
    return new Set(this.tracks.map((track) => track.meta.run)).size;
  }

  panelOf(trace) {
    return this.panels.find((panel) => panel.name === trace.meta.panel);
  }

  /** How far above a surface its starts are drawn. */
  get lift() {
    const [{ z, meta }] = this.starts;
    return z[0] - heightOn(this.ground, meta.at);
  }

  /** Return where a point of the loss's variables is, in pixels of a panel. */
  pixelsOf(panel, point) {
    if (panel.scene) {
      const height = heightOn(this.ground, point) + this.lift;
      return panel.camera ? panel.camera.project(...point, height) : [NaN, NaN];
    }
    const whole = point.length > 1 ? point : [point[0], heightAt(this.ground, point[0])];
    return whole.map((value, k) => panel.rulers[k](value));
  }

  /** Return the point of the loss's variables at pixels of a panel, null beside a surface. */
  pointAt(panel, pixels) {
    if (panel.scene) return meeting(panel.camera.ray(pixels), this.ground, this.lift);
    return this.variables.map((_, k) => panel.readings[k](pixels[k]));
  }

  /** Return the point with no more digits than a fine part of each axis needs. */
  rounded(panel, point, parts) {
    return point.map((value, k) => {
      const unit = 10 ** Math.floor(Math.log10(panel.spans[k] / parts));
      return Number((Math.round(value / unit) * unit).toPrecision(12));
    });
  }

  dispose() {
    if (this.listening) this.plot.removeAllListeners();
    const context = contextOf(this.plot._fullLayout);
    this.library.purge(this.plot);
    delete this.plot.drawn;
    release(context);
    this.canvas.width = this.canvas.height = 0;
  }
}

/** Return the height of a landscape of one variable. */
function heightAt({ x, y }, at) {
  const share = ((at - x[0]) / (x[x.length - 1] - x[0])) * (x.length - 1);
  const k = Math.min(Math.max(Math.floor(share), 0), x.length - 2);
  return y[k] + (y[k + 1] - y[k]) * (share - k);
}

/** Return the layout of some panels alone: their axes, in a grid over the whole area. */
function layoutOf(layout, panels, size) {
  const kept = Object.entries(layout).filter(([key]) => !/^[xy]axis\d*$/.test(key));
  const own = { ...Object.fromEntries(kept), margin: { ...MARGIN, l: size.left }, showlegend: false };
  own.paper_bgcolor = own.plot_bgcolor = CLEAR;
  delete own.meta;
  const flat = panels.filter(({ scene }) => !scene);
  if (flat.length < panels.length) {
    own.margin = { l: 0, r: 0, t: 0, b: 0 };
    const camera = fromAfar(layout.scene.camera, size.width);
    own.scene = { ...layout.scene, domain: { x: [0, 1], y: [0, 1] }, camera };
  } else delete own.scene;
  const ids = flat.map(({ x }) => x.replace("axis", ""));
  const belongs = ({ xref }) => ids.includes(xref.split(" ")[0]);
  own.shapes = (layout.shapes ?? []).filter(belongs);
  const axes = placed(layout, flat, size);
  own.annotations = titled((layout.annotations ?? []).filter(belongs), flat, axes, size);
  return { ...own, ...axes };
}
