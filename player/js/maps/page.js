// The page of the maps: which map is shown, where its panels stand, and when it is computed.

import { decodeAll } from "../figure/figure.js";
import { printing } from "../figure/printing.js";
import { pageTheme } from "../figure/theme.js";
import { find } from "../tools.js";
import { essence } from "./essence.js";
import { Field } from "./field.js";
import { gapScale } from "./painter.js";
import { Panel } from "./panel.js";
import { gridFor } from "./passes.js";
import { Pointer } from "./pointer.js";
import { RatesPanel } from "./rates_panel.js";
import { Report } from "./report.js";
import { arrange, isNarrow, looksOf, repaint } from "./stage.js";

const PATIENCE = 120; // milliseconds between two looks while a hand is moving
const OTHERWISE = 0.2; // of a panel's width: a larger change wants other pixels
const REST = 45; // milliseconds between two pictures while pixels come
const SLOW = 500; // milliseconds after which it is said that something is computed

/** @typedef {Panel | RatesPanel} AnyPanel */

export class Maps {
  /** @param {HTMLElement} parent @param {MapTell} tell */
  constructor(parent, tell) {
    this.tell = tell;
    /** @type {HTMLElement} */ this.root = find(parent, ".sb-maps");
    /** @type {HTMLElement} */ this.stage = find(this.root, ".sb-maps-panels");
    /** @type {HTMLElement} */ this.says = find(this.root, ".sb-maps-reading");
    Object.assign(this.root, { maps: this }); // for benchmarks
    this.field = new Field(typeof WORKER === "undefined" ? "" : WORKER, {
      changed: () => this.follow(), ready: () => this.show(), unable: () => this.ask(),
    });
    this.pointer = new Pointer(this);
    this.report = new Report(this);
    /** @type {AnyPanel[]} */ this.panels = [];
    /** @type {MapLive | null} */ this.map = null;
    /** @type {MapsData | null} */ this.data = null;
    /** @type {MapAxis[]} */ this.axes = []; // that are shown
    /** @type {Theme} */ this.theme = { mode: "light", font: "sans-serif" };
    this.essence = this.text = this.answer = this.told = "";
    this.frame = this.sizing = this.painted = 0;
    this.active = 0; // the panel that a phone shows
    /** @type {[number, number]} */ this.scale = [-1, 0]; // of gaps, in powers of ten
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.looking = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.patience = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.following = undefined;
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.stage);
    this.unprint = printing(this.root, () => repaint(this));
  }

  /** The best known value; where none is known the lowest that any pixel came to. */
  get best() { return this.map?.best ?? this.field.low; }

  /** The grid that pixels are counted on: that of what is drawn, or of what will be. */
  get grid() { return this.field.grid.across ? this.field.grid : this.gridOf(); }

  get narrow() { return isNarrow(this.stage); }

  get busy() {
    const { busy, unable, sets } = this.field;
    return busy || Boolean(this.data?.waiting) || (unable && !sets.length);
  }

  /** @returns {Palette} */
  get palette() { return /** @type {MapsData} */ (this.data).palettes[this.theme.mode]; }

  /** Take what the server sent. @param {MapsData} data @param {MapTell} tell */
  take(data, tell) {
    Object.assign(this, { data, tell, theme: pageTheme(this.root) });
    this.root.dataset.testid = "maps";
    if (data.map !== this.text) this.adopt(data.map);
    if (data.answer && data.answer !== this.answer) {
      this.answer = data.answer;
      this.field.accept(data.answer, this.axes);
    }
    this.report.names();
    this.show();
  }

  /** Take a map: its pixels stay where they depend on the same. @param {string} text */
  adopt(text) {
    this.text = text;
    const raw = JSON.parse(text);
    const now = essence(raw);
    /** @type {MapLive} */ const map = decodeAll(raw);
    const told = JSON.stringify(map.axes.map(({ low, high }) => [low, high]));
    const same = now === this.essence && told === this.told && this.map?.panels.length === map.panels.length;
    const other = now !== this.essence;
    Object.assign(this, { essence: now, told, map, axes: map.axes });
    if (same) return;
    if (other) this.build(map);
    this.answer = "";
    this.compute();
  }

  /** Make a panel for each run, one chart for all learning rates. @param {MapLive} map */
  build(map) {
    this.pointer.leave();
    for (const panel of this.panels) panel.dispose();
    this.field.clear();
    this.field.unable = !map.live;
    this.field.grid = { across: 0, up: 0 };
    const chart = map.kind === "rates";
    this.active = Math.min(this.active, Math.max(0, map.panels.length - 1));
    this.root.dataset.kind = map.kind;
    const looks = this.looks();
    const elements = (chart ? map.panels.slice(0, 1) : map.panels).map((_, k) => this.report.panel(k, chart));
    this.stage.replaceChildren(...elements);
    this.panels = elements.map((element, k) => (
      chart ? new RatesPanel(element, looks) : new Panel(element, k, looks[k])));
    this.panels.forEach((panel, k) => this.pointer.listen(panel, k));
    this.arrange();
  }

  looks() {
    return looksOf(/** @type {MapLive} */ (this.map), /** @type {MapsData} */ (this.data), this.palette);
  }

  /** Give every panel its place. */
  arrange() {
    if (!this.map || !this.panels.length) return;
    this.root.classList.toggle("sb-maps-narrow", this.narrow);
    arrange(this.stage, this.panels, this.map, this.narrow ? this.active : null);
    this.report.choices();
  }

  /** How many pixels the map has. @returns {Grid} */
  gridOf() {
    const panel = this.panels.find(({ element }) => !element.hidden) ?? this.panels[0];
    return gridFor(/** @type {MapLive} */ (this.map), panel.frame);
  }

  /** Compute the map that is shown. */
  compute() {
    const { map, field } = this;
    if (!map || !this.panels.length) return;
    if (field.unable) return this.ask();
    field.compute(map, this.axes, this.gridOf());
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.report.busy(), SLOW);
    this.show();
  }

  /** Ask the server for the map. */
  ask() {
    if (!this.data?.waiting && !this.data?.answer) this.tell("unable", "workers");
    this.show();
  }

  stop() {
    this.field.stop();
    clearTimeout(this.patience);
    this.show();
  }

  /** Show new pixels soon: while they come a frame in three is enough, the rest is the visitor's. */
  follow() {
    if (performance.now() - this.painted > REST) this.show();
    else this.following ??= setTimeout(() => this.show(), REST);
  }

  /** Show all in the next frame. */
  show() {
    clearTimeout(this.following);
    this.following = undefined;
    const { field } = this;
    this.root.dataset.state = this.busy ? "busy" : field.stopped ? "stopped" : "ready";
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  paint() {
    this.painted = performance.now();
    const { map, theme, field, best, axes } = this;
    if (!map) return;
    const by = map.kind === "dials" ? map.by : "basin";
    if (by === "gap") this.scale = gapScale(field.sets, best);
    /** @type {import("./panel.js").Shown} */
    const shown = {
      map, axes, computed: field.axes.length ? field.axes : axes, grid: field.grid,
      how: { by, steps: map.steps, best, scale: this.scale, mode: theme.mode },
      colours: this.palette, font: theme.font,
    };
    const looks = this.looks();
    for (const panel of this.panels) {
      if (panel.element.hidden) continue;
      panel.take(field.sets, looks);
      panel.draw(shown);
    }
    this.pointer.draw();
    this.report.draw(shown);
    this.root.dataset.known = String(field.known);
    this.root.dataset.axes = JSON.stringify(axes.map(({ low, high }) => [low, high]));
  }

  resize() {
    cancelAnimationFrame(this.sizing);
    this.sizing = requestAnimationFrame(() => {
      const before = this.panels[0]?.size.width;
      this.arrange();
      this.show();
      const now = this.panels.find(({ element }) => !element.hidden)?.size.width;
      const other = before && now && Math.abs(now - before) > OTHERWISE * before;
      if (other && this.map?.kind !== "rates" && !this.field.unable) this.compute();
    });
  }

  /** Show other parts of the axes: what is drawn moves at once, and is computed anew soon.
   *  @param {MapAxis[]} axes */
  look(axes) {
    if (this.data?.locked || this.data?.waiting) return;
    if (axes.every(({ low, high }, k) => low === this.axes[k].low && high === this.axes[k].high)) return;
    this.axes = axes;
    this.show();
    if (this.field.unable) return;
    this.looking ??= setTimeout(() => {
      this.looking = undefined;
      this.compute();
    }, PATIENCE);
  }

  /** The hand rests: the link says what is shown. */
  rest() {
    /** @type {[number, number][]} */ const ends = this.axes.map(({ low, high }) => [low, high]);
    const text = JSON.stringify(ends);
    if (!this.map || text === this.told) return;
    this.told = text;
    this.tell("view", ends);
  }

  /** Show the usual part of the axes again. */
  whole() {
    if (!this.data?.locked) this.tell("view", []);
  }

  dispose() {
    for (const one of [this.field, this.pointer, ...this.panels]) one.dispose();
    this.sizes.disconnect();
    this.unprint();
    for (const one of [this.patience, this.looking, this.following]) clearTimeout(one);
    for (const one of [this.frame, this.sizing]) cancelAnimationFrame(one);
    delete this.root.dataset.testid;
    this.stage.replaceChildren();
  }
}
