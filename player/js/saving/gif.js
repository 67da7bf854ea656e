// A GIF of one run: the playhead is put at steps evenly apart, and each frame is composed as the picture is.

import { find, pen } from "../tools.js";
import { stage } from "./film.js";

/** Pixels across, 0 for as many as on the screen, and how long it plays.
 *  @typedef {{ width: number, seconds: number }} Wanted */

const RATE = 12.5; // frames a second: a browser shows no more of some files
const HOLD = 1500; // milliseconds that the last picture stays
const LEAST = 20; // milliseconds of a frame: browsers slow down what is shorter
const MOST = 400; // frames: their bytes are kept until the file is saved
const COLOURS = 256;

/** Return the steps that are shown and for how many milliseconds each: all of them, or as many as fit.
 *  @param {number} steps - of the run @param {number} seconds */
export function planned(steps, seconds) {
  const count = Math.min(steps + 1, Math.max(2, Math.round(seconds * RATE)), MOST);
  const delay = Math.max(Math.round((100 * seconds) / count) * 10, LEAST); // a GIF counts in hundredths
  return Array.from({ length: count }, (_, k) => ({
    step: count > 1 ? Math.round((k * steps) / (count - 1)) : 0,
    delay: k === count - 1 ? HOLD : delay,
  }));
}

/** Return the file: the whole run, or as far as it came until `stop` said "save"; null when that said
 *  "drop". `tell` hears how much of it is done.
 *  @param {HTMLElement} root @param {Words} words @param {Plotly} library
 *  @param {Wanted & import("./film.js").Wishes} wishes */
export async function animated(root, words, library, { width, seconds, stop, tell }) {
  /** @type {HTMLInputElement} */ const scrub = find(root, ".sb-scrub");
  const { canvas, frame } = await stage(root, words, library, width);
  const context = pen(canvas);
  const at = (/** @type {number} */ step) => {
    scrub.value = String(step);
    scrub.dispatchEvent(new Event("input"));
    frame();
    return context.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const frames = planned(Number(root.dataset.steps), seconds);
  // One palette for all, so that nothing flickers: at the end everything is in the picture.
  const palette = gifenc.quantize(at(frames[frames.length - 1].step), COLOURS);
  const file = gifenc.GIFEncoder();
  for (const [k, { step, delay }] of frames.entries()) {
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
    if (stop() === "drop") return null;
    const index = gifenc.applyPalette(at(step), palette);
    const last = stop() !== "" || !root.isConnected;
    file.writeFrame(index, canvas.width, canvas.height, {
      delay: last ? HOLD : delay, ...(k === 0 && { palette, repeat: 0 }),
    });
    tell((k + 1) / frames.length);
    if (last) break;
  }
  file.finish();
  canvas.width = canvas.height = 0; // its memory goes now, not with the next collection
  return new Blob([file.bytes()], { type: "image/gif" });
}
