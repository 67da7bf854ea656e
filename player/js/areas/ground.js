// The ground while a loss is changed under the hand: the landscape as it is now, painted below the paths
// until the server's figure has it.

import { paintBands } from "../drawing/bands.js";
import { line } from "../drawing/symbols.js";
import { finiteOf, heightsOf, ladderOf } from "../figure/levels.js";
import { fieldOf } from "../live/field.js";
import { within } from "../live/tracks.js";
import { pen } from "../tools.js";

/** @typedef {import("../live/field.js").Field} Field */
/** @typedef {import("../drawing/bands.js").Relief & { levels: number[] }} Terrain */

const WORK = 300000; // rows at the points of a field in a frame, ...
const MOST = 8; // ... fewer where they take more milliseconds than these ...
const LEAST = 20000; // ... but no fewer than these, ...
const FULL = 6000000; // ... and once the hand rests
const REST = 150; // milliseconds until it does
const LONGEST = 100; // milliseconds from one ground to the next, at most ...
const SHARE = 4; // ... or so many times as long as one takes: the paths have the rest

/** Return the relief of a field, with levels of its own.
 *  @param {Field} field @param {number} [least] - the lowest loss known @returns {Terrain} */
export function reliefOf({ values, wide, high }, least) {
  const ladder = ladderOf(finiteOf(values), least);
  const levels = ladder.slice(1, -1);
  return { heights: heightsOf(values, ladder), wide, high, top: levels.length, levels };
}

/** Return the lowest loss of some runs inside a window: a minimum lies between the points of a grid.
 *  @param {Iterable<Rows>} runs @param {number[][]} window */
export function lowest(runs, window) {
  let least = Infinity;
  for (const { points, losses, kept } of runs) {
    for (let k = 0; k < kept; k += 1) if (losses[k] < least && within(window, points, k)) least = losses[k];
  }
  return least;
}

/** Return what names a loss among those that the hand makes. @param {Preview} preview */
const nameOf = ({ now, lifted }) => `${now?.constants} ${[...lifted]}`;

export class Ground {
  /** @param {Area} area */
  constructor(area) {
    this.area = area;
    /** @type {Landscape | null} */ this.now = null; // in place of the figure's
    /** @type {Terrain | null} */ this.relief = null; // of two variables
    /** @type {ImageData | null} */ this.pixels = null;
    /** @type {HTMLCanvasElement | null} */ this.image = null;
    this.name = this.place = ""; // of the loss, and where it was painted
    this.full = false; // nothing is left out of it
    this.work = WORK; // less where a row takes long
    this.next = 0; // when another may be worked out
  }

  /** Whether the landscape is another one than that of the figure, and is drawn. */
  get on() { return this.now !== null; }

  /** Whether it can be drawn: on paper, where the loss is what stands there. */
  get able() {
    const { area: { preview, base, views } } = this;
    if (preview.ground || !preview.now || !base || !views.length) return false;
    return base.type === "contour" || (base.type === "scatter" && base.name === "loss");
  }

  /** Follow what the hand has changed. */
  follow() {
    if (!this.able) return this.clear();
    const name = nameOf(this.area.preview);
    if (name !== this.name) {
      this.full = false;
      if (performance.now() < this.next) return this.later(this.next - performance.now());
      this.take(this.work);
    }
    this.paint();
    if (!this.full) this.later(REST);
  }

  /** Work the loss out. @param {number} work */
  take(work) {
    const { area: { preview, base, picture } } = this;
    const begin = performance.now();
    const { window } = picture.meta;
    const live = /** @type {Live} */ (preview.now);
    const field = fieldOf(live, window, work);
    this.full = work === FULL || !live.table || field.values.length * live.table.count <= work;
    this.relief = field.high > 1 ? reliefOf(field, lowest(preview.rows.values(), window)) : null;
    const levels = this.relief?.levels ?? base.meta.levels;
    const meta = { ...base.meta, levels };
    this.now = { ...base, meta, ...(!this.relief && { x: field.across, y: field.values }) };
    this.name = nameOf(preview);
    this.place = "";
    const spent = performance.now() - begin;
    if (!this.full && spent > MOST) this.work = Math.max(LEAST, (this.work * MOST) / spent);
    this.next = performance.now() + Math.min(LONGEST, SHARE * spent);
  }

  /** Follow again after a while, with all points if nothing has changed since. @param {number} wait */
  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.able) return;
      if (this.name === nameOf(this.area.preview)) this.take(FULL);
      this.follow();
      this.area.draw(this.area.step);
    }, wait);
  }

  /** Paint the relief where the axes show it. */
  paint() {
    const { relief, area: { views: [{ frame, rulers }], picture, ratio } } = this; // axes match
    if (!relief) return;
    const { width, height } = frame;
    const times = this.full ? ratio : Math.min(ratio, 1);
    const [wide, high] = [width, height].map((length) => Math.max(1, Math.round(length * times)));
    const placed = picture.meta.window.map((ends, k) => {
      const [from, to] = ends.map((end) => rulers[k](end) * ((k ? high : wide) / (k ? height : width)));
      return { from, apart: (to - from) / ((k ? relief.high : relief.wide) - 1) };
    });
    const place = JSON.stringify([wide, high, placed]);
    if (place === this.place) return;
    this.place = place;
    const image = this.pixels?.width === wide && this.pixels.height === high ? this.pixels
      : this.pixels = new ImageData(wide, high);
    image.data.fill(0);
    paintBands(image, relief, { across: placed[0], up: placed[1] }, picture.colours);
    this.image ??= document.createElement("canvas");
    if (this.image.width !== wide) this.image.width = wide;
    if (this.image.height !== high) this.image.height = high;
    pen(this.image).putImageData(image, 0, 0);
  }

  /** Draw it below what a view shows. @param {Ink} ink @param {View} view */
  draw(ink, { frame: { left, top, width, height }, rulers: [across, up] }) {
    if (!this.now) return;
    if (this.relief && this.image) {
      const { ratio } = this.area;
      const [x, y] = [left, top].map((at) => Math.round(at * ratio) / ratio); // between pixels it would blur
      return ink.drawImage(this.image, x, y, width, height);
    }
    ink.save();
    ink.translate(left, top);
    ink.beginPath();
    ink.rect(0, 0, width, height);
    ink.clip();
    ink.strokeStyle = this.area.colours.slope;
    ink.lineWidth = 2;
    ink.lineJoin = "round";
    ink.setLineDash([]);
    const { x, y } = this.now;
    for (const piece of pieces(x, y)) line(ink, piece.map(([u, v]) => [across(u), up(v)]));
    ink.restore();
  }

  clear() {
    clearTimeout(this.timer);
    this.now = this.relief = null;
    this.name = this.place = "";
    this.next = 0;
    if (this.image) this.image.width = this.image.height = 0;
    this.image = this.pixels = null;
  }
}

/** Return the points of a curve, a piece after the other where it is broken.
 *  @param {Vector} x @param {Vector} y */
function pieces(x, y) {
  /** @type {Place[][]} */ const found = [[]];
  for (let k = 0; k < x.length; k += 1) {
    if (Number.isFinite(y[k])) found[found.length - 1].push([x[k], y[k]]);
    else found.push([]);
  }
  return found;
}
