// The panel of learning rates: one chart for all runs.

import { chartFrame, curveOf, drawChart, axisOf, nearest } from "./chart.js";
import { find } from "../tools.js";
import { drawMark } from "./frame.js";
import { boxOf, drawInset } from "./inset.js";
import { fit } from "./panel.js";
import { axisAt, placeOf } from "./pixels.js";
import { lowest } from "./shares.js";

/** @typedef {import("./panel.js").Shown} Shown */
/** @typedef {import("./panel.js").RunLook} RunLook */

export class RatesPanel {
  /** @param {HTMLElement} element @param {RunLook[]} looks */
  constructor(element, looks) {
    this.element = element;
    this.all = looks;
    /** @type {HTMLCanvasElement} */ this.base = find(element, ".sb-map-base");
    /** @type {HTMLCanvasElement} */ this.above = find(element, ".sb-map-above");
    /** @type {Pixels[]} */ this.sets = [];
    /** @type {Size} */ this.size = { width: 0, height: 0 };
    /** @type {Shown | null} */ this.shown = null;
    /** @type {import("./chart.js").Curve[]} */ this.curves = [];
    /** @type {number[]} */ this.bests = [];
    /** @type {Box | null} */ this.inset = null;
    this.base.inkOn = (ink) => this.paint(ink);
  }

  get frame() { return chartFrame(this.size, this.all.length); }

  /** Take pixels and looks of all runs. @param {Pixels[]} sets @param {RunLook[]} looks */
  take(sets, looks) {
    this.sets = sets;
    this.all = looks;
  }

  measure() {
    const { clientWidth: width, clientHeight: height } = this.base.parentElement ?? this.element;
    this.size = { width, height };
  }

  /** @param {Shown} shown */
  draw(shown) {
    this.shown = shown;
    const { grid, computed: [axis], how: { best } } = shown;
    this.curves = this.sets.map((pixels) => curveOf(pixels, grid, axis, best));
    this.bests = this.curves.map(({ gap, arrival }) => lowest(gap, arrival, best));
    const ink = fit(this.base, this.size, globalThis.devicePixelRatio || 1);
    ink.clearRect(0, 0, this.size.width, this.size.height);
    this.paint(ink);
  }

  /** @param {any} ink */
  paint(ink) {
    const { shown, curves, all, bests, size } = this;
    if (shown && curves.length) drawChart(ink, size, shown, curves, all, bests);
  }

  /** Return the run whose curve is nearest to a place of the frame. @param {Place} at */
  nearest([x, y]) {
    if (!this.shown) return 0;
    const { axes: [axis] } = this.shown;
    const up = axisOf(this.curves);
    let [best, least] = [0, Infinity];
    this.curves.forEach((curve, k) => {
      const gap = curve.gap[nearest(curve, axisAt(axis, x))];
      const known = gap !== undefined && !Number.isNaN(gap);
      const away = known ? Math.abs(placeOf(up, Math.max(gap, up.low)) - y) : 2 + k / 100;
      if (away < least) [best, least] = [k, away];
    });
    return best;
  }

  /** Mark the rate under the hand on the curve of its run, and show what the run does there.
   *  @param {{ at: number[] | null, panel: number, course: import("./panel.js").Course | null }} what */
  hover({ at, panel, course }) {
    const { shown, frame } = this;
    if (!shown) return;
    const ink = fit(this.above, this.size, globalThis.devicePixelRatio || 1);
    ink.clearRect(0, 0, this.size.width, this.size.height);
    if (!at) {
      this.inset = null;
      return;
    }
    const share = placeOf(shown.axes[0], at[0]);
    ink.save();
    ink.translate(frame.left, frame.top);
    const x = Math.round(share * frame.width) + 0.5;
    ink.strokeStyle = shown.colours.quiet;
    ink.lineWidth = 1;
    ink.beginPath();
    ink.moveTo(x, 0);
    ink.lineTo(x, frame.height);
    ink.stroke();
    this.mark(ink, panel, at[0]);
    this.inset = boxOf(frame, share, this.inset);
    const look = this.all[panel];
    if (course && this.inset) drawInset(ink, this.inset, course, { ...shown, ...course, look });
    ink.restore();
  }

  /** Draw a run's mark on its curve. @param {any} ink @param {number} panel @param {number} rate */
  mark(ink, panel, rate) {
    const { shown, curves, frame } = this;
    const gap = curves[panel]?.gap[nearest(curves[panel], rate)];
    if (!shown || gap === undefined || Number.isNaN(gap)) return;
    const up = axisOf(curves);
    const place = /** @type {Place} */ ([
      placeOf(shown.axes[0], rate) * frame.width,
      (1 - placeOf(up, Math.max(gap, up.low))) * frame.height,
    ]);
    drawMark(ink, place, { ...this.all[panel], page: shown.colours.page, radius: 7 });
  }

  dispose() {
    for (const canvas of [this.base, this.above]) canvas.width = canvas.height = 0;
    this.sets = [];
  }
}
