// A film by the browser's own recorder: the player plays once from the start, and every frame is
// composed on a canvas as the picture is.

import { find, pen } from "../tools.js";
import { layOut, plotImages } from "./compose.js";
import { paint } from "./sheet.js";

/** @typedef {{ stop: () => "" | "save" | "drop", tell: (share: number) => void }} Wishes */

const RATE = 30; // frames a second
const HOLD = 1200; // milliseconds that the last picture stays
const KINDS = [
  ["video/mp4;codecs=avc1.640028", ".mp4"],
  ["video/webm;codecs=vp9", ".webm"],
  ["video/webm", ".webm"],
];

/** Return type and ending of what this browser records, undefined where it cannot. */
export function kindOf() {
  return KINDS.find(([type]) => window.MediaRecorder?.isTypeSupported(type));
}

/** Return {blob, ending} of a film of one run: the whole of it, or as far as it came until `stop` said
 *  "save"; null when that said "drop". `tell` hears how much of the run is played.
 *  @param {HTMLElement} root @param {Words} words @param {Plotly} library @param {Wishes} wishes */
export async function record(root, words, library, { stop, tell }) {
  const [type, ending] = kindOf() ?? KINDS[2];
  const { canvas, frame } = await stage(root, words, library);
  const stream = canvas.captureStream(RATE);
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: 6e6 });
  /** @type {Blob[]} */ const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((done) => { recorder.onstop = done; });
  recorder.start();
  try {
    await playThrough(root, frame, { stop, tell });
  } finally {
    recorder.stop();
    await stopped;
    for (const track of stream.getTracks()) track.stop();
    canvas.width = canvas.height = 0; // its memory goes now, not with the next collection
  }
  return stop() === "drop" ? null : { blob: new Blob(parts, { type }), ending };
}

/** Return a canvas, and what draws the player on it as it is now. The plots stay as they are.
 *  @param {HTMLElement} root @param {Words} words @param {Plotly} library
 *  @param {number} across - its pixels; 0 for as many as the player has */
export async function stage(root, words, library, across = 0) {
  const first = layOut(root, words);
  const ratio = across ? across / first.width : 1;
  const images = await plotImages(first.pieces, library, ratio);
  const canvas = document.createElement("canvas");
  // Encoders want even numbers.
  [canvas.width, canvas.height] = [first.width, first.height].map((size) => {
    const pixels = Math.round(size * ratio);
    return pixels - (pixels % 2);
  });
  const context = pen(canvas);
  context.scale(ratio, ratio);
  const frame = () => paint(context, layOut(root, words), images);
  frame();
  return { canvas, frame };
}

/** Play once, drawing every frame.
 *  @param {HTMLElement} root @param {() => void} frame @param {Wishes} wishes */
async function playThrough(root, frame, { stop, tell }) {
  /** @type {HTMLInputElement} */ const scrub = find(root, ".sb-scrub");
  /** @type {HTMLElement} */ const play = find(root, ".sb-play");
  const playing = () => root.dataset.playing === "true" && root.isConnected;
  scrub.value = "0";
  scrub.dispatchEvent(new Event("input"));
  play.click();
  await frames(frame, () => {
    const { step, steps } = root.dataset;
    tell(Number(step) / Number(steps));
    return playing() && step !== steps && !stop();
  });
  if (playing()) play.click(); // it loops, or was told to stop
  // The page runs again now that the playhead rests: only afterwards is it known who still waits.
  const end = performance.now() + (stop() === "drop" ? 0 : HOLD);
  await frames(frame, () => performance.now() < end);
}

/** Draw at every frame while there are more. @param {() => void} frame @param {() => boolean} more */
async function frames(frame, more) {
  do {
    await new Promise((resolve) => { requestAnimationFrame(resolve); });
    frame();
  } while (more());
}
