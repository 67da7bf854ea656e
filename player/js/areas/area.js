// Areas: the parts of the screen a figure is split into. Each is one Plotly graph under one canvas,
// so that a phone can put the transport between landscape and chart.

import { find, pen } from "../tools.js";
import { drawFit } from "../drawing/fit.js";
import { drawPanel } from "../drawing/ink.js";
import { isTold } from "../drawing/reasons.js";
import { drawGhost, drawStart } from "../drawing/symbols.js";
import { redraw } from "../figure/redraw.js";
import { tracksOf } from "../figure/tracks.js";
import { arrange, isFlat, layoutOf, leftOf } from "./grid.js";
import { Ground } from "./ground.js";
import { dim } from "./past.js";
import { contextOf, release, watch } from "./space.js";
import { inSpace, onPaper } from "./view.js";
import { widen } from "./widen.js";

// Three quiet buttons: no logo, no upload to a server, no picture of half the screen.
const CONFIG = {
  displaylogo: false, showTips: false, showSendToCloud: false, doubleClick: "reset",
  modeBarButtons: [["zoom2d", "pan2d", "resetScale2d"]],
};

export class Area {
  /** @param {HTMLElement} element @param {Plotly} library @param {Preview} preview */
  constructor(element, library, preview) {
    this.element = element;
    this.preview = preview;
    this.name = element.dataset.area;
    this.library = library;
    /** @type {Plot} */ this.plot = find(element, ".sb-plot");
    /** @type {HTMLCanvasElement} */ this.canvas = find(element, "canvas");
    this.canvas.inkOn = (ink) => this.inkOn(ink); // for a file of the picture
    /** @type {Picture} */ this.picture = /** @type {any} */ (null); // what was shown last
    /** @type {Trace[]} */ this.own = []; // its traces that belong here ...
    /** @type {Track[]} */ this.tracks = []; // ... and among them the tracks,
    /** @type {StartTrace[]} */ this.starts = []; // the starts,
    /** @type {Landscape} */ this.base = /** @type {any} */ (null); // its landscape, none of charts
    /** @type {View[]} */ this.views = [];
    this.soil = new Ground(this); // the landscape while the loss is changed
    this.step = 0;
    this.ratio = 1;
    this.listening = this.wide = false; // axes are wider than those of the figure
    /** @type {{ name: string, from: Place, to: Place } | null} */ this.ghost = null; // a start on its way
    /** @type {number | null} */ this.singled = null;
    this.playback = { comet: false, marks: 0, steps: 0, vectors: false, batches: false };
    this.whyOf = this.whyOf.bind(this);
    this.onShow = () => {}; // the figure is another one
    this.onMove = () => {}; // what it shows is elsewhere on the screen
  }

  /** How many pixels of the window one of the element takes: a presentation is enlarged. */
  get scale() { return this.element.getBoundingClientRect().width / this.element.offsetWidth || 1; }

  get size() { return { width: this.element.clientWidth, height: this.element.clientHeight }; }
  get colours() { return this.picture.colours; }

  /** The landscape as it is drawn now. */
  get ground() { return this.soil.now ?? this.base; }

  /** Show panels of a figure. Traces that did not change keep their object. @param {Picture} picture */
  async show(picture) {
    const { traces, panels, hidden } = this.picture = picture;
    const names = new Set(panels.map((panel) => panel.name));
    const own = this.own = traces.filter(({ meta }) => (
      names.has(meta.panel) && !hidden.has(/** @type {SignMeta} */ (meta).run)));
    this.tracks = tracksOf(own);
    this.base = /** @type {Landscape} */ (own.find(({ meta }) => meta.role === "landscape"));
    this.starts = /** @type {StartTrace[]} */ (own.filter(({ meta }) => meta.role === "start"));
    await this.settle();
    this.soil.clear(); // it may be of another window
    if (!this.listening) this.listen();
    this.onShow();
    this.refresh();
  }

  /** Draw the graph at the area's size. */
  async settle() {
    const { layout, panels, font } = this.picture;
    const { rows, columns } = arrange(panels, this.size);
    this.element.style.setProperty("--sb-rows", String(rows));
    this.element.style.setProperty("--sb-columns", String(columns));
    const left = leftOf(panels.filter(isFlat).map(({ y }) => layout[y]), font);
    /** @type {Layout} */
    const settled = { ...layoutOf(layout, panels, { ...this.size, font, left }), ...this.size };
    settled.font = { ...settled.font, family: font };
    settled.hoverlabel = { ...settled.hoverlabel, font: { ...settled.hoverlabel.font, family: font } };
    // A finger that scrolls the page must not zoom the picture.
    if (matchMedia("(pointer: coarse)").matches) settled.dragmode = false;
    const context = contextOf(this.plot._fullLayout);
    this.wide = false;
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

  /** Measure every track again: the axes have moved. */
  refresh() {
    const full = /** @type {FullLayout} */ (this.plot._fullLayout);
    this.views = this.picture.panels.map((panel) => {
      if (isFlat(panel)) return onPaper(this, full, panel);
      watch(full, panel.scene, () => {
        if (this.plot._fullLayout?.[panel.scene]) this.refresh();
      });
      return inSpace(this, full, panel);
    });
    this.fitCanvas();
    this.lay();
    this.dim();
    this.onMove();
    this.draw(this.step);
  }

  /** Put the tracks of runs that are changed where these go now, on the landscape of now. */
  lay() {
    this.soil.follow();
    if (this.soil.on && this.curved) this.onMove(); // its starts stand on it
    for (const view of this.views) this.preview.lay(view, this.picture.meta);
    widen(this);
  }

  /** Take the tracks of the figure again: what was changed is given up. */
  async reset() {
    this.tracks = tracksOf(this.own);
    if (this.wide) await this.settle();
    this.refresh();
  }

  fitCanvas() {
    const { width, height } = this.size;
    this.ratio = Math.min((window.devicePixelRatio || 1) * this.scale, 3);
    const [w, h] = [Math.round(width * this.ratio), Math.round(height * this.ratio)];
    if (this.canvas.width !== w) this.canvas.width = w;
    if (this.canvas.height !== h) this.canvas.height = h;
  }

  /** Draw the moving things as they are at a step; fractions lie between two steps. @param {number} step */
  draw(step) {
    this.step = step;
    const context = pen(this.canvas);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.inkOn(context);
  }

  /** Draw the same with any pen, in pixels of the area. @param {Ink} ink */
  inkOn(ink) {
    for (const view of this.views) {
      this.soil.draw(ink, view);
      ("fit" in view.panel ? drawFit : drawPanel)(ink, view, this.step, this);
    }
    for (const start of this.starts) this.inkStart(ink, start);
    const { ghost } = this;
    const view = ghost && this.views.find(({ name }) => name === ghost.name);
    if (view) drawGhost(ink, view.frame, ghost, this.colours);
  }

  /** Draw a start that is moved, or that stands on another landscape.
   *  @param {Ink} ink @param {StartTrace} start */
  inkStart(ink, start) {
    const at = this.preview.placeOf(start.meta.at) ?? (this.soil.on ? start.meta.at : null);
    const view = at && this.viewOf(start);
    if (!view) return;
    const [first, ...others] = start.meta.runs;
    const track = this.tracks.find(({ meta }) => meta.run === first);
    const colour = others.length || !track ? this.colours.ink : track.colour;
    drawStart(ink, view.frame, view.pixelsOf(at), { colour, page: this.colours.page });
  }

  /** Single a run out, null for none: the others step back. @param {number | null} run */
  single(run) {
    this.singled = run;
    this.dim();
    if (this.views.length) this.draw(this.step);
  }

  dim() { dim(this); }

  /** Whether the landscape is a curve that a tangent can touch; a straight line is none. */
  get curved() { return this.ground?.name === "loss"; }

  /** How wide and how high the window of a landscape of two variables is. */
  get window() {
    return [this.ground.x, this.ground.y].map((axis) => axis[axis.length - 1] - axis[0]);
  }

  /** The longest half axis of a local quadratic model: a tenth of the window's diagonal. */
  get reach() { return 0.1 * Math.hypot(...this.window); }

  /** Return what moves a run's point on a flat landscape, null where it is not shown. @param {Track} track */
  whyOf({ meta: { run } }) {
    const { preview, playback: { vectors, batches }, ground } = this;
    return isTold(ground, vectors || batches, preview.asks(run) || batches) ? preview.runOf(run) : null;
  }

  /** How many runs are drawn. */
  get runs() { return new Set(this.tracks.map((track) => track.meta.run)).size; }

  /** Return the view of the panel that a start belongs to. @param {StartTrace} start */
  viewOf(start) {
    return /** @type {View} */ (this.views.find(({ name }) => name === start.meta.panel));
  }

  dispose() {
    this.soil.clear();
    if (this.listening) this.plot.removeAllListeners();
    const context = contextOf(this.plot._fullLayout);
    this.library.purge(this.plot);
    delete this.plot.drawn;
    release(context);
    this.canvas.width = this.canvas.height = 0;
  }
}
