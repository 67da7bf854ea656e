// The chart of learning rates: how far each run ends above the best value, against its rate. Below it a
// strip for each run says where it diverges, cycles or is stuck.

import { drawAxes, drawLine, drawMark, frameOf } from "./frame.js";
import { CYCLING, DIVERGED, REACHED, STUCK } from "./ending.js";
import { gapOf, told } from "./painter.js";
import { patternOf } from "./panel.js";
import { placeOf, valueAt } from "./pixels.js";

const STRIP = 12; // pixels of a run's strip ...
const GAP = 4; // ... and between two
const AIR = 8; // above the first of them
const DECADES = 16; // of gaps: below that is rounding

/** @typedef {import("./panel.js").Shown} Shown */
/** @typedef {import("./panel.js").RunLook} RunLook */
/** The rates of a run: the middle of the gaps over the seeds, the lowest and the highest, NaN where more than
 *  half diverge; the middle of the steps to a minimum; the ending by the first seed. `reaching` is the
 *  largest rate that reaches a minimum with every seed, `leaving` that from which on all diverge;
 *  NaN without one.
 *  @typedef {{ rate: number[], gap: number[], low: number[], high: number[], arrival: number[],
 *    ending: number[], reaching: number, leaving: number }} Curve */

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Return the curve of a panel. @param {Pixels} pixels @param {Grid} grid @param {MapAxis} axis
 *  @param {number} best @returns {Curve} */
export function curveOf({ source, ending, loss, steps }, { across, up }, axis, best) {
  /** @type {Curve} */
  const curve = {
    rate: [], gap: [], low: [], high: [], arrival: [], ending: [], reaching: NaN, leaving: NaN,
  };
  for (let i = 0; i < across; i += 1) {
    const places = Array.from({ length: up }, (_, j) => j * across + i).filter((k) => source[k] === k);
    if (source[i] !== i) continue;
    const gaps = places.map((k) => (
      ending[k] === DIVERGED || !Number.isFinite(loss[k]) ? Infinity : gapOf(loss[k], best)));
    const gap = median(gaps);
    const rate = valueAt(axis, i, across);
    const known = gap < Infinity;
    curve.rate.push(rate);
    curve.gap.push(known ? gap : NaN);
    curve.low.push(known ? Math.min(...gaps) : NaN);
    curve.high.push(known ? Math.max(...gaps.filter((one) => one < Infinity)) : NaN);
    curve.arrival.push(median(places.map((k) => (ending[k] === REACHED ? steps[k] : Infinity))));
    curve.ending.push(ending[i]);
    if (places.every((k) => ending[k] === REACHED)) curve.reaching = rate;
    if (!places.every((k) => ending[k] === DIVERGED)) curve.leaving = NaN;
    else if (Number.isNaN(curve.leaving)) curve.leaving = rate;
  }
  return curve;
}

/** Return the axis of the gaps: whole decades from the lowest to the highest that is told.
 *  @param {Curve[]} curves @returns {Pick<MapAxis, "low" | "high" | "kind" | "label">} */
export function axisOf(curves) {
  const gaps = curves.flatMap(({ low, high }) => [...low, ...high]).filter((gap) => gap > 0);
  const [low, high] = told(gaps.map(Math.log10), DECADES);
  const label = "final loss above the best known";
  return { low: 10 ** low, high: 10 ** high, kind: "logarithmic", label };
}

/** Return the height of the strips of so many runs. @param {number} runs */
const stripsOf = (runs) => AIR + runs * (STRIP + GAP);

/** Return the part of a chart that its curves have. @param {Size} size @param {number} runs */
export const chartFrame = (size, runs) => frameOf(size, stripsOf(runs));

/** Draw the chart. @param {any} ink @param {Size} size @param {Shown} shown @param {Curve[]} curves
 *  @param {RunLook[]} looks @param {number[]} bests - places in the curves, -1 for none */
export function drawChart(ink, size, shown, curves, looks, bests) {
  const { axes: [across], colours, font, map } = shown;
  const frame = chartFrame(size, looks.length);
  const up = axisOf(curves);
  const below = stripsOf(looks.length);
  drawAxes(ink, frame, { axes: [across, up], colours, font, grid: true, below });
  const x = (/** @type {number} */ rate) => placeOf(across, rate) * frame.width;
  const y = (/** @type {number} */ gap) => (Number.isNaN(gap) ? NaN
    : (1 - Math.max(placeOf(up, Math.max(gap, up.low)), 0)) * frame.height);
  ink.save();
  ink.beginPath();
  ink.rect(frame.left, frame.top - 6, frame.width, frame.height + below + 6);
  ink.clip();
  ink.translate(frame.left, frame.top);
  curves.forEach((curve, k) => drawBand(ink, curve, { x, y, colour: looks[k].colour }));
  looks.forEach(({ colour }, k) => {
    const { limit, now } = map.panels[k];
    if (limit !== null) drawUpright(ink, x(limit), frame.height, { colour, dash: [2, 3] });
    drawUpright(ink, x(now[0]), frame.height, { colour, dash: [] });
  });
  curves.forEach((curve, k) => {
    const pixels = { x: curve.rate.map(x), y: curve.gap.map(y) };
    drawLine(ink, pixels, { ...looks[k], page: colours.page });
  });
  curves.forEach((curve, k) => {
    const { now } = map.panels[k];
    const here = nearest(curve, now[0]);
    if (here >= 0 && !Number.isNaN(curve.gap[here])) {
      drawMark(ink, [x(now[0]), y(curve.gap[here])], { ...looks[k], page: colours.page });
    }
    const best = bests[k];
    if (best >= 0) drawRing(ink, [x(curve.rate[best]), y(curve.gap[best])], looks[k].colour, colours.page);
    const top = frame.height + stripsOf(k);
    drawStrip(ink, curve, { x, top, look: looks[k], shown, width: frame.width });
  });
  ink.restore();
}

/** Return the place of the rate in a curve that is nearest to another; -1 where the curve has none so near.
 *  @param {Curve} curve @param {number} wanted */
export function nearest({ rate }, wanted) {
  let [best, least] = [-1, Infinity];
  rate.forEach((one, k) => {
    const away = Math.abs(Math.log(one / wanted));
    if (away < least) [best, least] = [k, away];
  });
  return best;
}

/** @param {any} ink @param {Curve} curve
 *  @param {{ x: (v: number) => number, y: (v: number) => number, colour: string }} to */
function drawBand(ink, { rate, low, high }, { x, y, colour }) {
  if (low.every((one, k) => one === high[k] || Number.isNaN(one))) return;
  ink.fillStyle = colour;
  ink.globalAlpha = 0.16;
  let from = 0;
  while (from < rate.length) {
    let to = from;
    while (to < rate.length && !Number.isNaN(low[to])) to += 1;
    if (to > from) {
      ink.beginPath();
      for (let k = from; k < to; k += 1) ink.lineTo(x(rate[k]), y(high[k]));
      for (let k = to - 1; k >= from; k -= 1) ink.lineTo(x(rate[k]), y(low[k]));
      ink.closePath();
      ink.fill();
    }
    from = to + 1;
  }
  ink.globalAlpha = 1;
}

/** @param {any} ink @param {number} x @param {number} height
 *  @param {{ colour: string, dash: number[] }} look */
function drawUpright(ink, x, height, { colour, dash }) {
  ink.strokeStyle = colour;
  ink.lineWidth = dash.length ? 1.6 : 1;
  ink.globalAlpha = dash.length ? 0.9 : 0.45;
  ink.setLineDash(dash);
  ink.beginPath();
  ink.moveTo(Math.round(x) + 0.5, 0);
  ink.lineTo(Math.round(x) + 0.5, height);
  ink.stroke();
  ink.setLineDash([]);
  ink.globalAlpha = 1;
}

/** Draw the ring of the best rate. @param {any} ink @param {Place} place @param {string} colour
 *  @param {string} page */
function drawRing(ink, [x, y], colour, page) {
  for (const [tone, width] of /** @type {[string, number][]} */ ([[page, 5], [colour, 2.2]])) {
    ink.beginPath();
    ink.arc(x, y, 9, 0, 2 * Math.PI);
    [ink.strokeStyle, ink.lineWidth] = [tone, width];
    ink.stroke();
  }
}

/** Draw the strip of a run: full where it reaches a minimum, clear where it is on its way.
 *  @param {any} ink @param {Curve} curve
 *  @param {{ x: (v: number) => number, top: number, look: RunLook, shown: Shown, width: number }} how */
function drawStrip(ink, { rate, ending }, { x, top, look, shown, width }) {
  const { colours, how } = shown;
  ink.fillStyle = colours.page;
  ink.fillRect(0, top, width, STRIP);
  for (let from = 0; from < rate.length;) {
    let to = from;
    while (to < rate.length && ending[to] === ending[from]) to += 1;
    const left = from ? (x(rate[from - 1]) + x(rate[from])) / 2 : 0;
    const right = to < rate.length ? (x(rate[to - 1]) + x(rate[to])) / 2 : width;
    const kind = ending[from];
    if (kind === REACHED) ink.fillStyle = look.colour;
    else if ([DIVERGED, CYCLING, STUCK].includes(kind)) ink.fillStyle = patternOf(ink, kind, how.mode);
    else ink.fillStyle = colours.page;
    ink.fillRect(left, top, right - left, STRIP);
    from = to;
  }
  ink.strokeStyle = look.colour;
  ink.lineWidth = 1;
  ink.beginPath();
  ink.rect(0.5, top + 0.5, width - 1, STRIP - 1);
  ink.stroke();
}
