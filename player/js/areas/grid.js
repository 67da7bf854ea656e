// The grid: where the panels of an area stand, and which of them write their axes.

import { pen } from "../tools.js";
import { shaped } from "./shaped.js";
import { fromAfar } from "./space.js";

/** @typedef {Size & { left: number, font: string }} Room  and the margin at the left, and the font */

const CLEAR = "rgba(0,0,0,0)";
const MARGIN = { l: 54, r: 16, t: 26, b: 44 };
const NUMBER = 32; // pixels that a number may be wide beside a title within that margin ...
const BESIDE = 30; // ... what a wider one needs besides itself ...
const STANDOFF = 4; // ... of it between number and title
const TICKS = 8; // numbers that an axis writes, at most; twice as far apart differ in a digit
const ACROSS = 22; // pixels between panels side by side: the numbers at their ends stay apart
const BELOW = 46; // pixels between charts: the steps of the upper one and a title fit in ...
const TITLED = 15; // ... and what an axis across needs for a title of its own
const DOWN = 28; // between panels above each other: a title fits in
const POWER = 22; // pixels from one power of ten to the next along an upright axis
const NARROW = 480; // an area of fewer pixels puts its panels below each other ...
const FEW = 4; // ... or, where they are more than these, two and two
const BUTTONS = 76; // pixels at the right that Plotly's own buttons take, always there for a finger
const SCRAP = /\s*(&[^;]*)?$/; // what a cut leaves of a space or of a sign
/** @type {Record<string, string>} */ const SIGNS = { lt: "<", gt: ">", amp: "&" };
const PEN = pen();

/** Say whether a panel has two axes instead of a scene. @param {Panel} panel @returns {panel is FlatPanel} */
export const isFlat = (panel) => "x" in panel;

/** Say whether panels are charts: they stand in a column, each with its own axes. @param {Panel[]} panels */
const areCharts = (panels) => panels[0]?.area === "chart";

/** Return {rows, columns}: panels of a good shape, few empty. @param {Panel[]} panels @param {Size} size */
export function arrange(panels, { width, height }) {
  const count = panels.length;
  if (areCharts(panels) || (width < NARROW && count <= FEW)) return { rows: count, columns: 1 };
  if (width < NARROW) return { rows: Math.ceil(count / 2), columns: 2 };
  return shaped(count, { width, height }, [ACROSS, DOWN]);
}

/** Return the margin at the left that upright axes need. @param {AxisSettings[]} axes @param {string} font */
export function leftOf(axes, font) {
  const widest = Math.max(0, ...axes.map((axis) => widthOf(axis, font)));
  return widest <= NUMBER ? MARGIN.l : 8 * Math.ceil((widest + BESIDE) / 8);
}

/** Return how wide the longest number of an axis is: Plotly says it only when all is drawn.
 *  @param {AxisSettings} axis @param {string} font */
function widthOf({ type, range, tickfont }, font) {
  if (type === "log" || !range) return 0; // powers of ten are short
  const most = Math.max(...range.map(Math.abs));
  const fine = Math.floor(Math.log10((2 / TICKS) * (range[1] - range[0]))); // 5, 10 or 20 apart
  const power = Math.floor(Math.log10(most));
  const plain = Math.abs(power) <= 3;
  const digits = plain ? most.toFixed(Math.max(0, -fine)) : (8).toFixed(Math.max(0, power - fine));
  PEN.font = `${tickfont.size}px ${font}`;
  return PEN.measureText(`${range[0] < 0 ? "−" : ""}${digits}${plain ? "" : "×100"}`).width;
}

/** Return the axes of the panels by name, placed in the grid.
 *  @param {Layout} layout @param {FlatPanel[]} panels @param {Room} size */
function placed(layout, panels, size) {
  if (!panels.length) return {};
  const { rows, columns } = arrange(panels, size);
  const width = size.width - size.left - MARGIN.r;
  const height = size.height - MARGIN.t - MARGIN.b;
  /** @type {Record<string, AxisSettings>} */ const axes = {};
  const charts = areCharts(panels) ? BELOW + (panels.some(({ fit }) => fit) ? TITLED : 0) : 0;
  panels.forEach(({ x, y, fit }, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    const foot = place + columns >= panels.length;
    const label = (/** @type {AxisSettings} */ axis, /** @type {boolean} */ show) => (
      show ? axis : { ...axis, title: { text: "" }, showticklabels: areCharts(panels) });
    axes[x] = label({ ...layout[x], domain: share(column, columns, ACROSS / width) }, foot || Boolean(fit));
    if (fit) axes[x].title = { text: cut(axes[x].title.text, width), standoff: STANDOFF };
    const [top, bottom] = share(row, rows, (charts || DOWN) / height);
    // Elsewhere the title stands at the edge, wherever the numbers are.
    const title = size.left > MARGIN.l ? { ...layout[y].title, standoff: STANDOFF } : layout[y].title;
    const numbers = spaced(layout[y], (bottom - top) * height);
    axes[y] = label({ ...numbers, title, domain: [1 - bottom, 1 - top] }, column === 0);
  });
  return axes;
}

/** Return an upright axis that leaves powers of ten out for which a length in pixels has no room.
 *  @param {AxisSettings} axis @param {number} length */
function spaced(axis, length) {
  if (axis.type !== "log" || !axis.range || !axis.dtick) return axis;
  const least = Math.ceil(((axis.range[1] - axis.range[0]) * POWER) / length);
  return { ...axis, dtick: Math.max(axis.dtick, least) };
}

/** Return the names above the panels, each cut to the width of its own. @param {Annotation[]} annotations
 *  @param {FlatPanel[]} panels @param {Record<string, AxisSettings>} axes @param {Room} size */
function titled(annotations, panels, axes, size) {
  if (!annotations.length) return []; // a surface has no panels to arrange either
  const { columns } = arrange(panels, size);
  const aside = areCharts(panels) ? size.left - STANDOFF : 0; // above the numbers of the axis too
  const buttons = matchMedia("(pointer: coarse)").matches ? BUTTONS : 0;
  return annotations.map((one) => {
    const place = panels.findIndex(({ x }) => `${x.replace("axis", "")} domain` === one.xref);
    const [from, to] = axes[panels[place].x].domain;
    const room = (to - from) * (size.width - size.left - MARGIN.r) + aside;
    PEN.font = `${one.font.size}px ${size.font}`;
    const text = cut(one.text, place === columns - 1 ? room - buttons : room);
    return { ...one, text, xshift: -aside };
  });
}

/** Cut the words of a name to fit; its numbers stay. @param {string} name @param {number} room */
function cut(name, room) {
  const fits = (/** @type {string} */ text) => PEN.measureText(text).width <= room;
  const [words] = name.split(/ (?=[−\d])/, 1);
  let keep = words.length;
  const text = () => (
    keep === words.length ? name : `${name.slice(0, keep).replace(SCRAP, "")}…${name.slice(words.length)}`);
  while (keep > 1 && !fits(text())) keep -= 1;
  return text();
}

/** Return the ends of one of `count` equal parts of 1 with gaps between them.
 *  @param {number} place @param {number} count @param {number} gap @returns {[number, number]} */
function share(place, count, gap) {
  const part = (1 - gap * (count - 1)) / count;
  return [Math.max(0, place * (part + gap)), Math.min(1, place * (part + gap) + part)];
}

/** Return the layout of some panels alone: their axes, in a grid over the whole area.
 *  @param {Layout} layout @param {Panel[]} panels @param {Room} size @returns {Layout} */
export function layoutOf(layout, panels, size) {
  const kept = Object.entries(layout).filter(([key]) => !/^[xy]axis\d*$/.test(key));
  /** @type {Layout} */
  const own = { ...Object.fromEntries(kept), margin: { ...MARGIN, l: size.left }, showlegend: false };
  own.paper_bgcolor = own.plot_bgcolor = CLEAR;
  delete own.meta;
  const flat = panels.filter(isFlat);
  if (flat.length < panels.length) {
    own.margin = { l: 0, r: 0, t: 0, b: 0 };
    const camera = fromAfar(layout.scene.camera, size.width);
    own.scene = { ...layout.scene, domain: { x: [0, 1], y: [0, 1] }, camera };
  } else delete own.scene;
  const ids = flat.map(({ x }) => x.replace("axis", ""));
  /** @param {{ xref: string }} note */
  const belongs = ({ xref }) => ids.includes(xref.split(" ")[0]);
  own.shapes = (layout.shapes ?? []).filter(belongs);
  const axes = placed(layout, flat, size);
  own.annotations = titled((layout.annotations ?? []).filter(belongs), flat, axes, size);
  return { ...own, ...axes };
}

/** Say what charts show: their titles are written for Plotly. @param {Panel[]} charts */
export function spoken(charts) {
  /** @param {FlatPanel[]} panels */
  const titles = (panels) => panels.map(({ title }) => title.replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|amp);/g, (_, name) => SIGNS[name])).join("; below it ");
  const flat = charts.filter(isFlat);
  const [fits, curves] = [flat.filter(({ fit }) => fit), flat.filter(({ fit }) => !fit)];
  const by = curves[0]?.curve?.evaluations ? "gradient evaluations" : "step";
  const above = fits.length ? `Rows of the table and what each run predicts: ${titles(fits)}. ` : "";
  return `${above}By ${by}, for each run: ${titles(curves)}`;
}
