// The page of the maps: what is computed, what is shown, and what a hand asks for.

import { decodeAll } from "../figure/figure.js";
import { pageTheme } from "../figure/theme.js";
import { find } from "../tools.js";
import { simulate } from "../engine/run.js";
import { shaped } from "../areas/shaped.js";
import { essence } from "./essence.js";
import { outcome } from "./ending.js";
import { project } from "./frame.js";
import { hear, pressed } from "./gestures.js";
import { landOf, runAt, valuesAt } from "./lanes.js";
import { gapScale } from "./painter.js";
import { Panel } from "./panel.js";
import { emptyPixels, take } from "./passes.js";
import { moved, pixelAt, placeOf, zoomed } from "./pixels.js";
import { Pool } from "./pool.js";
import { RatesPanel } from "./rates_panel.js";
import { reading } from "./reading.js";
import { Report } from "./report.js";

const CELL = 2; // pixels of the screen for one of the map ...
const MOST = 240; // ... which has at most so many across and up ...
const LEAST = 48; // ... at least so many ...
const RATES = 200; // ... and so many rates
const BUDGET = 4e8; // steps of runs, weighed by what they take: some ten seconds of one worker
const NARROW = 480; // pixels: there is room for one map at a time
const STRIP = 120; // pixels up: of a map with one axis
const PATIENCE = 120; // milliseconds between two looks while a hand is moving
/** @type {[number, number]} */ const AROUND = [70, 80]; // pixels of a panel beside its picture, and above and below
const BESIDE = 400; // pixels of the window that are not the map's ...
const HEIGHTS = [340, 760]; // ... which is so high at least and at most
const SLOW = 500; // milliseconds after which it is said that something is computed

/** @typedef {Panel | RatesPanel} AnyPanel */

export class Maps {
  /** @param {HTMLElement} parent @param {MapTell} tell */
  constructor(parent, tell) {
    this.tell = tell;
    /** @type {HTMLElement} */ this.root = find(parent, ".sb-maps");
    /** @type {HTMLElement} */ this.stage = find(this.root, ".sb-maps-panels");
    /** @type {HTMLElement} */ this.says = find(this.root, ".sb-maps-reading");
    this.report = new Report(this);
    this.pool = new Pool(typeof WORKER === "undefined" ? "" : WORKER, {
      slice: (slice) => this.hear(slice), ready: () => this.finish(), fail: (why) => this.fail(why),
    });
    /** @type {AnyPanel[]} */ this.panels = [];
    /** @type {MapLive | null} */ this.map = null;
    /** @type {MapAxis[]} */ this.axes = [];
    /** @type {MapAxis[]} */ this.computed = [];
    /** @type {Grid} */ this.grid = { across: 0, up: 0 };
    this.essence = this.text = this.answer = this.told = "";
    this.frame = this.began = 0;
    this.active = 0; // the panel that a phone shows, and the keyboard moves in
    /** @type {[number, number] | null} */ this.cursor = null; // the pixel that the keyboard is at
    /** @type {{ panel: number, values: number[] } | null} */ this.under = null; // the hand
    /** @type {Rows | undefined} */ this.rows = undefined;
    this.stopped = this.unable = false;
    this.known = 0; // pixels
    /** @type {Pixels[] | undefined} */ this.sets = undefined; // those of each panel
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.looking = undefined;
    /** @type {[number, number]} */ this.scale = [-1, 0];
    this.low = Infinity; // the lowest loss of any pixel
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.stage);
    /** @type {(() => void)[]} */ this.ends = [];
    /** @type {MapsData | null} */ this.data = null;
  }

  /** Take what the server sent. @param {MapsData} data @param {MapTell} tell */
  take(data, tell) {
    this.tell = tell;
    this.data = data;
    this.root.dataset.testid = "maps";
    this.theme = pageTheme(this.root);
    if (data.map !== this.text) this.adopt(data);
    if (data.answer && data.answer !== this.answer) this.accept(data.answer);
    this.report.names();
    this.show();
  }

  /** Take a map: its pixels stay where they depend on the same. @param {MapsData} data */
  adopt({ map: text }) {
    this.text = text;
    const raw = JSON.parse(text);
    const now = essence(raw);
    /** @type {MapLive} */ const map = decodeAll(raw);
    const same = now === this.essence && this.told === JSON.stringify(map.axes.map(({ low, high }) => [low, high]));
    this.essence = now;
    this.map = map;
    this.axes = map.axes;
    this.told = JSON.stringify(this.axes.map(({ low, high }) => [low, high]));
    if (same && this.panels.length === map.panels.length) return;
    this.unable = !map.live;
    this.cursor = this.under = null;
    this.build(map);
    this.compute();
  }

  /** Make a panel for each run. @param {MapLive} map */
  build(map) {
    for (const end of this.ends.splice(0)) end();
    for (const panel of this.panels) panel.dispose();
    this.answer = "";
    const single = map.kind === "rates";
    this.active = Math.min(this.active, Math.max(0, map.panels.length - 1));
    this.root.dataset.kind = map.kind;
    const looks = map.panels.map((_, k) => this.lookOf(k));
    const elements = (single ? map.panels.slice(0, 1) : map.panels).map((_, k) => this.report.panel(k, single));
    this.stage.replaceChildren(...elements);
    this.panels = single ? elements.map((element) => new RatesPanel(element, looks))
      : elements.map((element, k) => new Panel(element, k, looks[k]));
    this.panels.forEach((panel, k) => this.listen(panel, k));
    this.arrange();
  }

  /** @param {number} panel @returns {import("./panel.js").RunLook} */
  lookOf(panel) {
    const data = /** @type {MapsData} */ (this.data);
    const { run, name } = /** @type {MapLive} */ (this.map).panels[panel];
    const mark = data.marks[run];
    const dash = data.dashes[mark] === "solid" ? [] : data.dashes[mark].split(",").map(parseFloat);
    return { colour: this.palette.runs[mark], symbol: data.symbols[mark], dash, name };
  }

  /** @returns {Palette} */
  get palette() {
    const { palettes } = /** @type {MapsData} */ (this.data);
    return palettes[this.theme?.mode ?? "light"];
  }

  /** The best known value; where none is known the lowest that any pixel came to. */
  get best() { return this.map?.best ?? this.low; }

  get narrow() { return this.stage.clientWidth < NARROW; }

  /** Give every panel its place. */
  arrange() {
    const { map } = this;
    if (!map || !this.panels.length) return;
    const { clientWidth: width } = this.stage;
    this.root.classList.toggle("sb-maps-narrow", this.narrow);
    const height = Math.min(Math.max(innerHeight - BESIDE, HEIGHTS[0]), HEIGHTS[1]);
    const count = this.narrow ? 1 : this.panels.length;
    const flat = map.kind === "starts" && map.axes.length === 1;
    const { columns, rows } = flat ? { columns: 1, rows: count } : shaped(count, { width, height }, AROUND);
    this.stage.style.setProperty("--sb-columns", String(columns));
    const each = flat ? STRIP : Math.max(Math.round(height / rows) - 28, this.narrow ? 300 : 200);
    this.stage.style.setProperty("--sb-panel", `${each}px`);
    this.panels.forEach((panel, k) => { panel.element.hidden = this.narrow && k !== this.active; });
    for (const panel of this.panels) if (!panel.element.hidden) panel.measure();
    this.report.choices();
  }

  /** How many pixels the map has: fewer where the runs take long. @returns {Grid} */
  gridOf() {
    const map = /** @type {MapLive} */ (this.map);
    const panel = this.panels.find(({ element }) => !element.hidden) ?? this.panels[0];
    const { width, height } = panel.frame;
    const runs = map.panels.length * Math.max(1, map.steps) * map.work;
    if (map.kind === "rates") {
      return { across: Math.min(RATES, Math.max(LEAST, Math.floor(BUDGET / runs / Math.max(1, map.seeds.length)))), up: Math.max(1, map.seeds.length) };
    }
    const most = (/** @type {number} */ pixels) => Math.max(LEAST, Math.min(MOST, Math.round(pixels / CELL)));
    let [across, up] = [most(width), map.axes[1] ? most(height) : 1];
    const least = map.axes[1] ? LEAST : 1;
    const many = Math.sqrt((across * up * runs) / BUDGET);
    if (many > 1) [across, up] = [Math.max(LEAST, Math.floor(across / many)), Math.max(least, Math.floor(up / many))];
    return { across, up };
  }

  /** Compute the map that is shown. What is drawn stays until the first pixels are there. */
  compute() {
    const { map } = this;
    if (!map || !this.panels.length) return;
    this.stopped = false;
    if (this.unable) return void this.ask();
    this.grid = this.gridOf();
    this.pending = true; // the pixels of before are drawn until the first new ones come
    this.began = performance.now();
    this.known = 0;
    const { best, to } = map;
    const target = map.kind === "dials" && map.by === "steps" && best !== null ? best + to : -Infinity;
    try {
      this.pool.compute({ ...map, axes: this.axes }, this.grid, target);
    } catch (error) {
      this.fail(String(error));
    }
    this.report.busy();
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.report.busy(), SLOW);
  }

  /** Begin with no pixels: the first of a new map have come. */
  begin() {
    const map = /** @type {MapLive} */ (this.map);
    this.pending = false;
    this.computed = this.axes;
    this.low = Infinity;
    this.sets = map.panels.map(() => emptyPixels(this.grid, map.variables.length));
    this.hand();
  }

  /** Hand the pixels to their panels. */
  hand() {
    /** @type {Pixels[]} */ const sets = this.sets ?? [];
    for (const panel of this.panels) {
      if (panel instanceof RatesPanel) panel.sets = sets;
      else panel.pixels = sets[panel.place] ?? null;
    }
  }

  /** @param {Slice} slice */
  hear(slice) {
    if (this.pending) this.begin();
    const pixels = this.sets?.[slice.panel];
    if (!pixels) return;
    take(pixels, slice, this.grid);
    for (const loss of slice.loss) if (loss < this.low) this.low = loss;
    this.known += slice.places.length;
    this.show();
  }

  /** All pixels are there. */
  finish() {
    clearTimeout(this.patience);
    this.show();
    this.report.busy();
    this.root.dataset.state = "ready";
  }

  /** Take what the server has computed. @param {string} text */
  accept(text) {
    const map = /** @type {MapLive} */ (this.map);
    this.answer = text;
    /** @type {Answer} */ const { panels } = decodeAll(JSON.parse(text));
    const [{ across, up }] = panels;
    this.grid = { across, up };
    this.computed = this.axes = map.axes;
    this.pending = false;
    this.low = Infinity;
    this.sets = panels.map(({ ending, minimum, steps, row, loss, ends }) => {
      for (const one of loss) if (one < this.low) this.low = one;
      const source = Int32Array.from(ending, (_, k) => k);
      const stride = new Uint8Array(ending.length).fill(1);
      return { ending, minimum, steps, row, loss, ends, source, stride, count: ending.length };
    });
    this.known = this.total;
    this.hand();
    this.finish();
  }

  get total() { return this.grid.across * this.grid.up * (this.map?.panels.length ?? 0); }

  get busy() { return this.pool.busy || Boolean(this.data?.waiting); }

  stop() {
    this.pool.stop();
    this.stopped = true;
    clearTimeout(this.patience);
    this.report.busy();
    this.root.dataset.state = "stopped";
  }

  /** The browser cannot compute the map: then the server does. @param {string} why */
  fail(why) {
    console.warn(why);
    this.pool.dispose();
    this.unable = true;
    this.ask();
  }

  /** Ask the server for the map. */
  ask() {
    this.report.busy();
    if (!this.data?.waiting && !this.data?.answer) this.tell("unable", "workers");
  }

  /** Show all in the next frame. */
  show() {
    this.root.dataset.state = this.busy ? "busy" : this.stopped ? "stopped" : "ready";
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  paint() {
    const { map, theme } = this;
    if (!map || !theme) return;
    const { best } = this;
    const by = map.kind === "dials" ? map.by : "basin";
    if (by === "gap" && this.sets) this.scale = gapScale(this.sets, best);
    /** @type {import("./panel.js").Shown} */
    const shown = {
      map, axes: this.axes, computed: this.computed.length ? this.computed : this.axes, grid: this.grid,
      how: { by, steps: map.steps, best, scale: this.scale, mode: theme.mode },
      colours: this.palette, font: theme.font,
    };
    for (const panel of this.panels) {
      if (panel.element.hidden) continue;
      panel.looks(map.panels.map((_, k) => this.lookOf(k)));
      panel.draw(shown);
    }
    this.point();
    this.report.draw(shown);
    const { dataset } = this.root;
    dataset.known = String(this.known);
    dataset.axes = JSON.stringify(this.axes.map(({ low, high }) => [low, high]));
  }

  resize() {
    cancelAnimationFrame(this.sizing ?? 0);
    this.sizing = requestAnimationFrame(() => {
      const before = { ...this.panels[0]?.size };
      this.arrange();
      const now = this.panels.find(({ element }) => !element.hidden)?.size;
      this.show();
      if (now && this.map?.kind !== "rates" && before.width && Math.abs(now.width - before.width) > 0.2 * before.width) this.compute();
    });
  }

  // What a hand does.

  /** @param {AnyPanel} panel @param {number} place */
  listen(panel, place) {
    const { above } = panel;
    this.ends.push(hear(above, () => panel.frame, {
      zoom: (about, factor) => this.zoom(about, factor),
      move: (by) => this.look(this.axes.map((axis, k) => moved(axis, by[k]))),
      rest: () => this.rest(),
      point: (at) => this.aim(at && { panel: place, at }),
      take: (at, touch) => this.pick(place, at, touch),
    }));
    above.onkeydown = (event) => this.press(event, place);
    above.onfocus = () => { this.active = place; };
    above.onblur = () => {
      this.cursor = null;
      this.aim(null);
    };
  }

  /** @param {Place} about @param {number} factor */
  zoom(about, factor) {
    this.look(this.axes.map((axis, k) => zoomed(axis, about[k], factor)));
  }

  /** Show other parts of the axes: what is drawn moves at once, and is computed anew soon.
   *  @param {MapAxis[]} axes */
  look(axes) {
    if (this.data?.locked || (this.unable && this.data?.waiting)) return;
    if (axes.every(({ low, high }, k) => low === this.axes[k].low && high === this.axes[k].high)) return;
    this.axes = axes;
    this.show();
    if (this.unable) return;
    this.looking ??= setTimeout(() => {
      this.looking = undefined;
      this.compute();
    }, PATIENCE);
  }

  /** The hand rests: the link says what is shown. */
  rest() {
    if (!this.map) return;
    /** @type {[number, number][]} */ const ends = this.axes.map(({ low, high }) => [low, high]);
    const text = JSON.stringify(ends);
    if (text === this.told) return;
    this.told = text;
    this.tell("view", ends);
  }

  /** Show the usual part of the axes again. */
  whole() { this.tell("view", []); }

  /** @param {{ panel: number, at: Place } | null} there */
  aim(there) {
    if (!there || !this.map) this.under = null;
    else {
      const [i, j] = [pixelAt(there.at[0], this.fine.across), pixelAt(there.at[1], this.fine.up)];
      this.under = { panel: this.panelAt(there), values: valuesAt(this.axes, this.fine, i, j) };
    }
    this.pointing ||= requestAnimationFrame(() => {
      this.pointing = 0;
      this.point();
    });
  }

  /** Return the run that is meant: of a chart the one whose curve is nearest.
   *  @param {{ panel: number, at: Place }} there */
  panelAt({ panel, at }) {
    const one = this.panels[panel];
    return one instanceof RatesPanel ? one.nearest(at) : panel;
  }

  /** The grid that pixels are counted on: that of what is drawn, or of what will be. */
  get fine() { return this.grid.across ? this.grid : this.gridOf(); }

  /** Draw what the pixel under the hand or at the cursor does. */
  point() {
    const { map, under } = this;
    if (!map) return;
    const path = under && map.live && map.kind === "starts" ? this.pathOf(under) : null;
    this.panels.forEach((panel, k) => {
      if (panel.element.hidden) return;
      const here = under && (panel instanceof RatesPanel || under.panel === k) ? under : null;
      panel.hover({ path: here ? path : null, at: here && here.values, cursor: Boolean(this.cursor), panel: here?.panel ?? 0 });
    });
    this.says.textContent = under ? this.wordsOf(under) : this.report.hint();
  }

  /** Run a pixel. @param {{ panel: number, values: number[] }} there */
  run({ panel, values }) {
    const map = /** @type {MapLive & { live: Live }} */ (this.map);
    const { live, run } = runAt({ ...map, axes: this.axes }, panel, values);
    this.rows = simulate(live, run, this.rows?.points.length === (live.steps + 1) * run.start.length
      && this.rows.states.length === run.rule.states.length ? this.rows : undefined);
    return this.rows;
  }

  /** Return the path of a pixel in pixels of the frame. @param {{ panel: number, values: number[] }} there */
  pathOf(there) {
    const { points, kept } = this.run(there);
    const size = this.axes.length;
    const to = project(this.axes, this.panels[there.panel].frame);
    const [x, y] = [new Float64Array(kept), new Float64Array(kept)];
    for (let k = 0; k < kept; k += 1) [x[k], y[k]] = to([points[size * k], points[size * k + 1]]);
    return kept ? [x, y] : null;
  }

  /** @param {{ panel: number, values: number[] }} there */
  wordsOf(there) {
    const map = /** @type {MapLive} */ (this.map);
    if (!map.live) return "";
    const { best } = this;
    const target = map.by === "steps" && Number.isFinite(best) ? best + map.to : -Infinity;
    const found = outcome(this.run(there), map.live.steps, landOf(map, target));
    return reading(map.panels[there.panel].name, there.values, found, { ...map, axes: this.axes }, best);
  }

  /** A pixel is chosen: it opens; a finger sees first what it would open.
   *  @param {number} place @param {Place} at @param {boolean} touch */
  pick(place, at, touch) {
    this.aim({ panel: place, at });
    if (touch) this.report.offer();
    else this.open();
  }

  /** Open the pixel under the hand as a comparison. */
  open() {
    if (this.under) this.tell("open", this.under);
  }

  /** @param {KeyboardEvent} event @param {number} place */
  press(event, place) {
    const found = pressed(event);
    if (!found) return;
    const { step, factor, whole, take: taken, leave, pan } = found;
    const { across, up } = this.fine;
    if (leave && !this.cursor) return;
    event.preventDefault();
    event.stopPropagation();
    if (step && pan) {
      this.look(this.axes.map((axis, k) => moved(axis, step[k] / 10)));
      this.settle();
    } else if (step) {
      const [i, j] = this.cursor ?? this.here(place);
      this.cursor = [Math.min(Math.max(i + step[0], 0), across - 1), Math.min(Math.max(j + step[1], 0), up - 1)];
      this.stand(place);
    } else if (factor) {
      const at = this.cursor ? [(this.cursor[0] + 0.5) / across, (this.cursor[1] + 0.5) / up] : [0.5, 0.5];
      this.zoom(/** @type {Place} */ (at), factor);
      this.settle();
    } else if (whole) this.whole();
    else if (leave) {
      this.cursor = null;
      this.aim(null);
    } else if (taken && this.cursor) this.open();
    else if (taken) {
      this.cursor = this.here(place);
      this.stand(place);
    }
  }

  /** The pixel where a run stands now. @param {number} place @returns {[number, number]} */
  here(place) {
    const { across, up } = this.fine;
    const { now } = /** @type {MapLive} */ (this.map).panels[place];
    const [i, j] = this.axes.map((axis, k) => pixelAt(placeOf(axis, now[k]), k ? up : across));
    return [i, j ?? 0];
  }

  /** Stand at the cursor. @param {number} place */
  stand(place) {
    const { across, up } = this.fine;
    const [i, j] = /** @type {[number, number]} */ (this.cursor);
    this.aim({ panel: place, at: [(i + 0.5) / across, (j + 0.5) / up] });
  }

  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.rest(), 400);
  }

  /** Zoom by a button. @param {number} factor */
  step(factor) {
    this.zoom([0.5, 0.5], factor);
    this.settle();
  }

  dispose() {
    this.pool.dispose();
    this.sizes.disconnect();
    for (const one of [this.patience, this.looking, this.settling]) clearTimeout(one);
    for (const one of [this.frame, this.sizing ?? 0, this.pointing ?? 0]) cancelAnimationFrame(one);
    for (const end of this.ends) end();
    for (const panel of this.panels) panel.dispose();
    this.sets = this.rows = undefined;
    delete this.root.dataset.testid;
    this.stage.replaceChildren();
  }
}
