// Files: the map as a picture with its caption and link, and its pixels as a table.

import { paint, wrapped } from "../saving/sheet.js";
import { ENDINGS } from "./ending.js";
import { valuesAt } from "./lanes.js";
import { gapOf } from "./painter.js";

const SHARP = 2; // pixels of a file for each on the screen
const EDGE = 16;
const LINE = 20;
const QUOTE = "\u0022";

/** Return a canvas with what is on these canvases, and words below.
 *  @param {{ canvas: HTMLCanvasElement, title: string }[]} panels @param {HTMLElement} root
 *  @param {string[]} words @param {{ caption: string, link: string }} said */
export function pictureOf(panels, root, words, { caption, link }) {
  const style = getComputedStyle(root);
  const [ink, font] = [style.color, style.fontFamily];
  const ground = style.getPropertyValue("--sb-page").trim() || "#ffffff";
  const boxes = panels.map(({ canvas }) => canvas.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const width = Math.max(...boxes.map((box) => box.right)) - left + 2 * EDGE;
  /** @type {import("../saving/sheet.js").Piece[]} */ const pieces = [];
  let bottom = 0;
  panels.forEach(({ canvas, title }, k) => {
    const [x, y] = [boxes[k].left - left + EDGE, boxes[k].top - top + EDGE + LINE];
    const { width: wide, height } = boxes[k];
    pieces.push({ x, y, width: wide, height, canvas });
    pieces.push({ x, y: y - 4, width: wide, height: 0, text: title, size: 14, weight: "600", ink, font });
    bottom = Math.max(bottom, y + height);
  });
  const write = (/** @type {string} */ text, /** @type {number} */ size, /** @type {string} */ weight) => {
    for (const line of wrapped(text, width - 2 * EDGE, `${weight} ${size}px ${font}`)) {
      bottom += LINE;
      pieces.push({ text: line, x: EDGE, y: bottom, width: 0, height: 0, size, weight, ink, font });
    }
  };
  write(caption, 14, "600");
  for (const one of words) write(one, 13, "400");
  write(link, 12, "400");
  const sheet = { width, height: Math.round(bottom) + EDGE, ground, pieces };
  const whole = document.createElement("canvas");
  [whole.width, whole.height] = [sheet.width * SHARP, sheet.height * SHARP];
  const context = /** @type {CanvasRenderingContext2D} */ (whole.getContext("2d"));
  context.scale(SHARP, SHARP);
  paint(context, sheet, new Map());
  return whole;
}

/** Return a cell of a table: a name may hold commas and quotes, and none begins a formula of a sheet.
 *  @param {string} text */
export function cell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[\u0022,\n\r]/.test(safe) ? QUOTE + safe.replaceAll(QUOTE, QUOTE + QUOTE) + QUOTE : safe;
}

/** Return the pixels that are known as CSV: a row for each run at each pixel.
 *  @param {MapLive} map @param {Grid} grid @param {(Pixels | null)[]} panels @param {number} best */
export function tableOf(map, grid, panels, best) {
  const { axes, variables, minima, seeds } = map;
  const seeded = !axes[1] && grid.up > 1;
  const names = [...axes.map(({ name }) => name), ...(seeded ? ["seed"] : [])];
  const ends = variables.map((name) => `end ${name}`);
  const head = ["run", ...names, "ending", "minimum", "steps", "gap", "loss", ...ends];
  const rows = [head.map(cell).join(",")];
  panels.forEach((pixels, panel) => {
    if (!pixels) return;
    for (let k = 0; k < pixels.source.length; k += 1) {
      if (pixels.source[k] !== k) continue;
      const [i, j] = [k % grid.across, Math.floor(k / grid.across)];
      const end = variables.map((_, d) => pixels.ends[variables.length * k + d]);
      const place = pixels.minimum[k] < 0 ? "" : minima[pixels.minimum[k]].join(" ");
      const gap = Number.isFinite(best) ? gapOf(pixels.loss[k], best) : NaN;
      rows.push([
        cell(map.panels[panel].name), ...valuesAt(axes, grid, i, j), ...(seeded ? [seeds[j]] : []),
        ENDINGS[pixels.ending[k]], place, pixels.steps[k], gap, pixels.loss[k], ...end,
      ].join(","));
    }
  });
  return `${rows.join("\n")}\n`;
}
