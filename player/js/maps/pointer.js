// The pointer: the pixel under the mouse, a finger, or the keyboard's cursor. Its run is computed on the
// page and drawn over the map; a click opens it.

import { simulate } from "../engine/run.js";
import { outcome } from "./ending.js";
import { project } from "./frame.js";
import { hear, pressed } from "./gestures.js";
import { Ground } from "./ground.js";
import { wanted } from "./inset.js";
import { landOf, runAt, valuesAt } from "./lanes.js";
import { moved, pixelAt, placeOf, zoomed } from "./pixels.js";
import { RatesPanel } from "./rates_panel.js";
import { reading } from "./reading.js";

const PAN = 0.1; // of the axes with a key
const WAIT = 400; // milliseconds after the last key or button
const LONG = 12; // milliseconds: a run that takes more would make the pointer stutter ...
const REST = 90; // ... and is run once the hand has rested so long

/** @typedef {import("./page.js").Maps} Maps */
/** @typedef {import("./page.js").AnyPanel} AnyPanel */
/** What a run at a pixel did, of which map, and in which experiment.
 *  @typedef {{ of: Opened, map: MapLive, live: Live, rows: Rows }} Ran */

export class Pointer {
  /** @param {Maps} maps */
  constructor(maps) {
    this.maps = maps;
    /** @type {Opened | null} */ this.under = null; // what is pointed at
    /** @type {[number, number] | null} */ this.cursor = null; // the pixel that the keyboard is at
    /** @type {Rows | undefined} */ this.rows = undefined; // used again and again ...
    this.room = ""; // ... for runs of this shape
    /** @type {Ran | null} */ this.ran = null; // that is drawn
    this.took = 0; // milliseconds that it took
    /** @type {Opened | null} */ this.waited = null; // where the hand has rested
    this.ground = new Ground();
    this.frame = 0;
    /** @type {(() => void)[]} */ this.ends = [];
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.settling = undefined;
    /** @type {ReturnType<typeof setTimeout> | undefined} */ this.resting = undefined;
  }

  /** Hear what is done over a panel. @param {AnyPanel} panel @param {number} place */
  listen(panel, place) {
    const { maps } = this;
    const { above } = panel;
    this.ends.push(hear(above, () => panel.frame, {
      zoom: (about, factor) => this.zoom(about, factor),
      move: (by) => maps.look(maps.axes.map((axis, k) => moved(axis, by[k]))),
      rest: () => maps.rest(),
      point: (at) => this.aim(at && { panel: place, at }),
      take: (at, touch) => {
        this.aim({ panel: place, at });
        if (touch) maps.report.offer();
        else this.open();
      },
    }));
    above.onkeydown = (event) => this.press(event, place);
    above.onfocus = () => { maps.active = place; };
    above.onblur = () => { // a finger's pixel stays for the button that opens it
      if (this.cursor) this.aim(null);
      this.cursor = null;
    };
  }

  /** @param {Place} about @param {number} factor */
  zoom(about, factor) {
    this.maps.look(this.maps.axes.map((axis, k) => zoomed(axis, about[k], factor)));
  }

  /** Zoom by a button. @param {number} factor */
  step(factor) {
    this.zoom([0.5, 0.5], factor);
    this.settle();
  }

  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.maps.rest(), WAIT);
  }

  /** Point at a place of a panel's frame. @param {{ panel: number, at: Place } | null} there */
  aim(there) {
    const { maps } = this;
    const { across, up } = maps.grid;
    clearTimeout(this.resting);
    this.resting = undefined;
    this.under = there && maps.map && {
      panel: this.panelAt(there),
      values: valuesAt(maps.axes, maps.grid, pixelAt(there.at[0], across), pixelAt(there.at[1], up)),
    };
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Return the run that is meant: of a chart the one whose curve is nearest.
   *  @param {{ panel: number, at: Place }} there */
  panelAt({ panel, at }) {
    const one = this.maps.panels[panel];
    return one instanceof RatesPanel ? one.nearest(at) : panel;
  }

  /** Draw what the pixel does, and say it. */
  draw() {
    const { under, maps, ground } = this;
    const { map, best } = maps;
    if (!map) return;
    const ran = under && this.run(under);
    const path = ran && map.kind === "starts" ? this.pathOf(ran.of, ran.rows) : null;
    const course = ran && wanted(map) ? { ...ran, best, ground } : null;
    maps.panels.forEach((panel, k) => {
      if (panel.element.hidden) return;
      const here = under && (panel instanceof RatesPanel || under.panel === k) ? under : null;
      const cursor = Boolean(this.cursor);
      panel.hover({
        path: here && path, at: here && here.values, cursor, panel: here?.panel ?? 0, course: here && course,
      });
    });
    if (under && !ran && map.live) return; // what was said stands until the hand rests
    const says = ran ? this.wordsOf(ran.of, ran.rows) : maps.report.hint();
    if (maps.says.textContent !== says) maps.says.textContent = says;
  }

  /** Run a pixel; a run that takes long only once the hand rests. @param {Opened} there
   *  @returns {Ran | null} */
  run(there) {
    const { axes, map, essence } = this.maps;
    if (!map?.live) return null;
    if (this.ran?.of === there && this.ran.map === map) return this.ran;
    const own = { ...map, live: map.live, axes };
    const room = `${map.panels[there.panel].run} ${map.live.steps} ${essence.length}`;
    if (room === this.room && this.took > LONG && !this.rested(there)) return null;
    const { live, run } = runAt(own, there.panel, there.values);
    const began = performance.now();
    this.rows = simulate(live, run, room === this.room ? this.rows : undefined);
    this.took = performance.now() - began;
    this.room = room;
    return this.ran = { of: there, map, live, rows: this.rows };
  }

  /** Whether the hand rests at a pixel; if not, it is drawn again when it does. @param {Opened} there */
  rested(there) {
    if (this.waited === there) return true;
    this.resting ??= setTimeout(() => {
      this.waited = there;
      this.draw();
    }, REST);
    return false;
  }

  /** Return the path of a run in pixels of the frame. @param {Opened} there @param {Rows} rows */
  pathOf({ panel }, { points, kept }) {
    const { axes, panels } = this.maps;
    const size = axes.length;
    const to = project(axes, panels[panel].frame);
    const [x, y] = [new Float64Array(kept), new Float64Array(kept)];
    for (let k = 0; k < kept; k += 1) [x[k], y[k]] = to([points[size * k], points[size * k + 1]]);
    return kept ? [x, y] : null;
  }

  /** @param {Opened} there @param {Rows} rows */
  wordsOf({ panel, values }, rows) {
    const { axes, best } = this.maps;
    const map = /** @type {MapLive} */ (this.maps.map);
    const target = map.by === "steps" && Number.isFinite(best) ? best + map.to : -Infinity;
    const found = outcome(rows, map.steps, landOf(map, target));
    return reading(map.panels[panel].name, values, found, { ...map, axes }, best);
  }

  /** Open the pixel as a comparison. */
  open() {
    if (this.under && !this.maps.data?.locked) this.maps.tell("open", this.under);
  }

  /** @param {KeyboardEvent} event @param {number} place */
  press(event, place) {
    const found = pressed(event);
    if (!found || (found.leave && !this.cursor)) return;
    event.preventDefault();
    event.stopPropagation();
    const { maps } = this;
    const { step, factor, whole, take: taken, leave, pan } = found;
    const { across, up } = maps.grid;
    if (step && pan) {
      maps.look(maps.axes.map((axis, k) => moved(axis, PAN * step[k])));
      this.settle();
    } else if (step) {
      const [i, j] = this.cursor ?? this.here(place);
      const within = (/** @type {number} */ one, /** @type {number} */ count) => (
        Math.min(Math.max(one, 0), count - 1));
      this.stand(place, [within(i + step[0], across), within(j + step[1], up)]);
    } else if (factor) {
      const [i, j] = this.cursor ?? [across / 2 - 0.5, up / 2 - 0.5];
      this.zoom([(i + 0.5) / across, (j + 0.5) / up], factor);
      this.settle();
    } else if (whole) maps.whole();
    else if (leave) {
      this.cursor = null;
      this.aim(null);
    } else if (taken && this.cursor) this.open();
    else if (taken) this.stand(place, this.here(place));
  }

  /** The pixel where a run stands now. @param {number} place @returns {[number, number]} */
  here(place) {
    const { axes, grid: { across, up }, map } = this.maps;
    const { now } = /** @type {MapLive} */ (map).panels[place];
    const [i, j] = axes.map((axis, k) => pixelAt(placeOf(axis, now[k]), k ? up : across));
    return [i, j ?? 0];
  }

  /** Stand at a pixel. @param {number} place @param {[number, number]} cursor */
  stand(place, cursor) {
    const { across, up } = this.maps.grid;
    this.cursor = cursor;
    this.aim({ panel: place, at: [(cursor[0] + 0.5) / across, (cursor[1] + 0.5) / up] });
  }

  /** Forget the panels. */
  leave() {
    for (const end of this.ends.splice(0)) end();
    this.cursor = this.under = this.ran = this.waited = null;
  }

  dispose() {
    this.leave();
    this.ground.dispose();
    clearTimeout(this.settling);
    clearTimeout(this.resting);
    cancelAnimationFrame(this.frame);
    this.rows = undefined;
  }
}
