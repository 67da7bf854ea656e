// The field: the pixels of a map as they come, from the workers or from the server.

import { decodeAll } from "../figure/figure.js";
import { emptyPixels, take } from "./passes.js";
import { Pool } from "./pool.js";

/** @typedef {{ changed: () => void, ready: () => void, unable: () => void }} FieldEars */

export class Field {
  /** @param {string} script - of the worker @param {FieldEars} ears */
  constructor(script, ears) {
    this.ears = ears;
    this.pool = new Pool(script, {
      slice: (slice) => this.hear(slice), ready: () => ears.ready(), fail: (why) => this.fail(why),
    });
    /** @type {Pixels[]} */ this.sets = []; // those of each panel
    /** @type {Grid} */ this.grid = { across: 0, up: 0 };
    /** @type {MapAxis[]} */ this.axes = []; // that they were computed for
    /** @type {{ map: MapLive, axes: MapAxis[], grid: Grid } | null} */ this.next = null; // what is to come
    this.began = this.known = 0; // when; how many pixels there are
    this.low = Infinity; // the lowest loss of any
    this.stopped = this.unable = false;
  }

  get total() { return this.grid.across * this.grid.up * this.sets.length; }

  get busy() { return this.pool.busy; }

  /** Forget all pixels. */
  clear() {
    this.sets = [];
    this.known = 0;
    this.low = Infinity;
    this.next = null;
  }

  /** Compute a map. What is there stays until the first pixels have come.
   *  @param {MapLive} map @param {MapAxis[]} axes @param {Grid} grid */
  compute(map, axes, grid) {
    this.stopped = false;
    this.next = { map, axes, grid };
    this.began = performance.now();
    const { best, to, by, kind } = map;
    const target = kind === "dials" && by === "steps" && best !== null ? best + to : -Infinity;
    try {
      this.pool.compute({ ...map, axes }, grid, target);
    } catch (error) {
      this.fail(String(error));
    }
  }

  /** @param {Slice} slice */
  hear(slice) {
    if (this.next) {
      const { map, axes, grid } = this.next;
      this.clear();
      Object.assign(this, { axes, grid });
      this.sets = map.panels.map(() => emptyPixels(grid, map.variables.length));
    }
    take(this.sets[slice.panel], slice, this.grid);
    for (const loss of slice.loss) if (loss < this.low) this.low = loss;
    this.known += slice.places.length;
    this.ears.changed();
  }

  /** Take what the server has computed. @param {string} text @param {MapAxis[]} axes */
  accept(text, axes) {
    /** @type {MapAnswer} */ const { panels } = decodeAll(JSON.parse(text));
    const [{ across, up }] = panels;
    this.clear();
    Object.assign(this, { axes, grid: { across, up } });
    this.sets = panels.map(({ ending, minimum, steps, row, loss, ends }) => {
      for (const one of loss) if (one < this.low) this.low = one;
      const source = Int32Array.from(ending, (_, k) => k);
      const stride = new Uint8Array(ending.length).fill(1);
      return { ending, minimum, steps, row, loss, ends, source, stride, count: ending.length };
    });
    this.known = this.total;
    this.ears.ready();
  }

  stop() {
    this.pool.stop();
    this.stopped = true;
  }

  /** The browser cannot compute maps. @param {string} why */
  fail(why) {
    console.warn(why);
    this.pool.dispose();
    this.unable = true;
    this.ears.unable();
  }

  dispose() {
    this.pool.dispose();
    this.clear();
  }
}
