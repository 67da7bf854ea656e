// The frame of a panel: where its axes stand, their numbers and titles, and what lies above the picture.

import { outline } from "../drawing/symbols.js";
import { strokeLine } from "../drawing/stroke.js";
import { placeOf } from "./pixels.js";
import { ticksOf } from "./ticks.js";

const MARGIN = { left: 58, right: 12, top: 8, bottom: 44 };
const APART = { across: 74, up: 42 }; // pixels between two numbers of an axis
const RING = 9; // pixels

/** @typedef {{ page: string, ink: string, quiet: string, line: string }} Inks */
/** @typedef {(values: number[]) => Place} Project  from values on the axes to pixels of the frame */

/** Return where the frame is in a panel. @param {Size} size @param {number} [below] - pixels for more
 *  @returns {Box} */
export function frameOf({ width, height }, below = 0) {
  const { left, right, top, bottom } = MARGIN;
  const room = [width - left - right, height - top - bottom - below].map((one) => Math.max(one, 10));
  return { left, top, width: room[0], height: room[1] };
}

/** Return what puts values into a frame. @param {MapAxis[]} axes @param {Box} frame @returns {Project} */
export function project(axes, frame) {
  const [across, up] = axes;
  return ([x, y]) => [
    placeOf(across, x) * frame.width,
    up ? (1 - placeOf(up, y)) * frame.height : frame.height / 2,
  ];
}

/** Draw the axes around a frame, each with its title.
 *  @param {Ink} ink @param {Box} frame
 *  @param {{ axes: (Pick<MapAxis, "low" | "high" | "kind" | "label"> | undefined)[], colours: Inks,
 *    font: string, grid?: boolean, below?: number }} how */
export function drawAxes(ink, frame, { axes, colours, font, grid = false, below = 0 }) {
  const [across, up] = axes;
  ink.lineWidth = 1;
  ink.setLineDash([]);
  ink.font = `12px ${font}`;
  const foot = frame.top + frame.height + below;
  if (across) {
    for (const { part, text } of ticksOf(across, Math.floor(frame.width / APART.across))) {
      const x = Math.round(frame.left + part * frame.width) + 0.5;
      ink.strokeStyle = colours.line;
      stroke(ink, [x, grid ? frame.top : foot], [x, foot + 4]);
      ink.fillStyle = colours.quiet;
      ink.textAlign = "center";
      ink.fillText(text, x, foot + 17);
    }
    ink.fillStyle = colours.ink;
    ink.textAlign = "center";
    ink.fillText(across.label, frame.left + frame.width / 2, foot + 37);
  }
  if (up) {
    for (const { part, text } of ticksOf(up, Math.floor(frame.height / APART.up))) {
      const y = Math.round(frame.top + (1 - part) * frame.height) + 0.5;
      ink.strokeStyle = colours.line;
      stroke(ink, [frame.left - 4, y], [grid ? frame.left + frame.width : frame.left, y]);
      ink.fillStyle = colours.quiet;
      ink.textAlign = "right";
      ink.fillText(text, frame.left - 7, y + 4);
    }
    ink.save();
    ink.translate(12, frame.top + frame.height / 2);
    /** @type {any} */ (ink).rotate?.(-Math.PI / 2);
    ink.fillStyle = colours.ink;
    ink.textAlign = "center";
    ink.fillText(up.label, 0, 2);
    ink.restore();
  }
}

/** @param {Ink} ink @param {Place} from @param {Place} to */
function stroke(ink, from, to) {
  ink.beginPath();
  ink.moveTo(...from);
  ink.lineTo(...to);
  ink.stroke();
}

/** Draw a line twice, in the page's colour and above it in its own: it is seen on any colour.
 *  @param {Ink} ink @param {{ x: Vector, y: Vector }} pixels
 *  @param {{ colour: string, page: string, dash?: number[] }} look */
export function drawLine(ink, pixels, { colour, page, dash = [] }) {
  const part = { first: 0, last: pixels.x.length - 1, head: null };
  ink.lineJoin = "round";
  ink.setLineDash([]);
  [ink.strokeStyle, ink.lineWidth] = [page, 4.5];
  strokeLine(ink, pixels, part);
  ink.setLineDash(dash);
  [ink.strokeStyle, ink.lineWidth] = [colour, 2];
  strokeLine(ink, pixels, part);
  ink.setLineDash([]);
}

/** Draw a ring with a letter: a minimum. @param {Ink} ink @param {Place} place @param {string} letter
 *  @param {Inks & { font: string }} colours */
export function drawMinimum(ink, [x, y], letter, { page, ink: own, font }) {
  ink.beginPath();
  ink.arc(x, y, RING, 0, 2 * Math.PI);
  ink.fillStyle = page;
  ink.fill();
  [ink.strokeStyle, ink.lineWidth] = [own, 1.6];
  ink.setLineDash([]);
  ink.stroke();
  ink.fillStyle = own;
  ink.textAlign = "center";
  ink.font = `600 11px ${font}`;
  ink.fillText(letter, x, y + 4);
}

/** Draw a mark of a run with an edge around it. @param {Ink} ink @param {Place} place
 *  @param {{ symbol: string, colour: string, page: string, radius?: number }} mark */
export function drawMark(ink, [x, y], { symbol, colour, page, radius = 6 }) {
  ink.setLineDash([]);
  outline(ink, { symbol, x, y, radius });
  ink.lineJoin = "round";
  [ink.strokeStyle, ink.lineWidth] = [page, 3];
  ink.stroke();
  ink.fillStyle = colour;
  ink.fill();
}

/** Draw a ring about a place. @param {Ink} ink @param {Place} place
 *  @param {Inks} colours */
export function drawCursor(ink, [x, y], { page, ink: own }) {
  for (const [colour, width] of /** @type {[string, number][]} */ ([[page, 4], [own, 1.6]])) {
    [ink.strokeStyle, ink.lineWidth] = [colour, width];
    ink.setLineDash([]);
    ink.beginPath();
    ink.arc(x, y, 7, 0, 2 * Math.PI);
    ink.stroke();
  }
}

