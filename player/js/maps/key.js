// The key: what colours and patterns of a map mean.

import { CYCLING, DIVERGED, STUCK, UNFINISHED } from "./ending.js";
import { drawMark } from "./frame.js";
import { basinColour, css, drawTile, gapColour, PATTERNS } from "./painter.js";
import { letter } from "./panel.js";
import { pointWords } from "./shares.js";
import { pen, short } from "../tools.js";

const [WIDTH, HEIGHT] = [44, 14]; // pixels of a swatch
const SHADES = 11;
const MOST = 8; // minima: as many as there are hues

/** @typedef {import("./panel.js").Shown} Shown */
/** @typedef {{ text: string, draw: (ink: CanvasRenderingContext2D) => void }} Entry */

/** Return a run's mark. @param {{ symbol: string, colour: string, page: string }} look */
export const runMark = (look) => small("sb-map-mark", [16, 16], (ink) => drawMark(ink, [8, 8], look));

/** Return the swatch of a minimum. @param {number} minimum @param {Theme["mode"]} mode */
export const basinSwatch = (minimum, mode) => swatch(ramp((share) => basinColour(minimum, share, mode)));

/** @param {Entry["draw"]} draw */
const swatch = (draw) => small("sb-map-swatch", [WIDTH, HEIGHT], draw);

/** Return a canvas with a small drawing that words beside it explain.
 *  @param {string} className @param {[number, number]} size @param {Entry["draw"]} draw */
function small(className, [width, height], draw) {
  const look = { className, width: 2 * width, height: 2 * height };
  const canvas = Object.assign(document.createElement("canvas"), look);
  canvas.setAttribute("aria-hidden", "true");
  const ink = pen(canvas);
  ink.scale(2, 2);
  draw(ink);
  return canvas;
}

/** @param {(share: number) => import("./painter.js").Colour} colour @returns {Entry["draw"]} */
const ramp = (colour) => (ink) => {
  for (let k = 0; k < SHADES; k += 1) {
    ink.fillStyle = css(colour(k / (SHADES - 1)));
    ink.fillRect((k * WIDTH) / SHADES, 0, WIDTH / SHADES + 1, HEIGHT);
  }
};

/** @param {number} ending @param {Theme["mode"]} mode @returns {Entry["draw"]} */
const pattern = (ending, mode) => (ink) => {
  for (let x = 0; x < WIDTH; x += 8) {
    for (let y = 0; y < HEIGHT; y += 8) {
      ink.save();
      ink.translate(x, y);
      drawTile(ink, ending, PATTERNS[mode]);
      ink.restore();
    }
  }
};

/** Return what a map needs explained: the same whatever its pixels are, so that nothing moves.
 *  @param {Shown} shown @returns {Entry[]} */
export function entries({ map, how }) {
  const { mode, by, scale } = how;
  /** @type {Entry[]} */ const found = [];
  const full = (/** @type {string} */ colour) => (/** @type {CanvasRenderingContext2D} */ ink) => {
    ink.fillStyle = colour;
    ink.fillRect(0, 0, WIDTH, HEIGHT);
  };
  const gaps = ramp((share) => gapColour(share, mode));
  const plain = by === "ending";
  if (map.kind === "rates") found.push({ text: "reaches a minimum", draw: full("#808080") });
  else if (by === "gap") {
    found.push({ text: `gap 1e${scale[0]} to 1e${scale[1]}`.replaceAll("-", "−"), draw: gaps });
  } else if (by === "steps") {
    found.push({ text: `0 to ${how.steps} steps to a gap of ${short(map.to)}`, draw: gaps });
  } else {
    map.minima.slice(0, MOST).forEach((point, k) => found.push({
      text: `${letter(k)} at ${pointWords(point, map.variables)}`,
      draw: plain ? full(css(basinColour(k, 0.5, mode))) : ramp((share) => basinColour(k, share, mode)),
    }));
    const more = map.minima.length - MOST;
    if (more > 0) found.push({ text: `and ${more} more`, draw: () => {} });
  }
  const words = /** @type {[number, string][]} */ ([[DIVERGED, "diverges"], [CYCLING, "cycles"],
    [STUCK, map.minima.length ? "rests elsewhere" : "comes to rest"],
    [UNFINISHED, by === "steps" ? "not that near" : "unfinished"]]);
  for (const [ending, text] of words) {
    if (by === "gap" && ending !== DIVERGED) continue;
    found.push({ text, draw: ending === UNFINISHED ? () => {} : pattern(ending, mode) });
  }
  return found;
}

/** Write the key of a map. @param {HTMLElement} list @param {Shown} shown */
export function writeKey(list, shown) {
  const all = entries(shown);
  const text = JSON.stringify([all.map((one) => one.text), shown.how.mode]);
  if (list.dataset.text === text) return;
  list.dataset.text = text;
  list.replaceChildren(...all.map((one) => {
    const item = document.createElement("li");
    item.append(swatch(one.draw), one.text);
    return item;
  }));
}
