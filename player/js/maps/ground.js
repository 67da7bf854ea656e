// The ground of an inset: the loss of two variables in a few shades, as many pixels lower as higher than
// each. It is worked out again only where the loss is another.

import { lossOnGrid } from "../engine/code.js";
import { pen, rgbOf } from "../tools.js";

const CELL = 4; // pixels of the screen for one of the ground
const LEVELS = 9;
const BUDGET = 20000; // values of a formula: a few milliseconds

/** @typedef {{ live: Live, window: number[][], work: number }} Loss  what a ground is of */

/** Return the losses over a window, a row after the other, the highest first.
 *  @param {Loss} of @param {Grid} grid */
export function heights({ live, window: [[left, right], [low, high]] }, { across, up }) {
  const x = Float64Array.from({ length: across }, (_, i) => left + ((i + 0.5) / across) * (right - left));
  const y = Float64Array.from({ length: up }, (_, j) => high - ((j + 0.5) / up) * (high - low));
  const found = new Float64Array(across * up);
  lossOnGrid(live.loss)(x, y, live, found);
  return found;
}

/** Return the shade of each height, from 0, the lowest, to LEVELS - 1; -1 where there is no value.
 *  @param {Float64Array} all */
export function levels(all) {
  const sorted = all.filter(Number.isFinite).sort();
  const bounds = Array.from({ length: LEVELS - 1 }, (_, k) => (
    sorted[Math.floor(((k + 1) * sorted.length) / LEVELS)]));
  return Int8Array.from(all, (one) => (
    Number.isFinite(one) ? bounds.filter((bound) => one >= bound).length : -1));
}

export class Ground {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.key = "";
    /** @type {LossCode | null} */ this.of = null;
  }

  /** Return the picture of a loss. @param {Loss} loss @param {Size} size
   *  @param {{ low: string, high: string, void: string }} colours */
  picture(loss, { width, height }, colours) {
    const { live, window, work } = loss;
    const key = JSON.stringify([live.constants, window, width, height, colours]);
    if (live.loss === this.of && key === this.key) return this.canvas;
    [this.of, this.key] = [live.loss, key];
    const few = Math.sqrt(Math.min(1, (BUDGET * CELL * CELL) / (width * height * work)));
    const grid = { across: Math.ceil((few * width) / CELL), up: Math.ceil((few * height) / CELL) };
    const image = new ImageData(grid.across, grid.up);
    const [low, high, none] = [colours.low, colours.high, colours.void].map(rgbOf);
    levels(heights(loss, grid)).forEach((level, k) => {
      const share = level / (LEVELS - 1);
      const colour = level < 0 ? none : low.map((from, i) => from + share * (high[i] - from));
      image.data.set([...colour, 255], 4 * k);
    });
    [this.canvas.width, this.canvas.height] = [grid.across, grid.up];
    pen(this.canvas).putImageData(image, 0, 0);
    return this.canvas;
  }

  dispose() {
    this.canvas.width = this.canvas.height = 0;
    this.of = null;
  }
}
