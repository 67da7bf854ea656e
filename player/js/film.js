// A film by the browser's own recorder: the player plays once from the start, and every frame is
// composed on a canvas as the picture is.

import { layOut, paint, plotImages } from "./compose.js";

const RATE = 30; // frames a second
const HOLD = 1200; // milliseconds that the last picture stays
const KINDS = [
  ["video/mp4;codecs=avc1.640028", ".mp4"],
  ["video/webm;codecs=vp9", ".webm"],
  ["video/webm", ".webm"],
];

/** Return type and ending of what this browser records, undefined where it cannot. */
function kindOf() {
  return KINDS.find(([type]) => window.MediaRecorder?.isTypeSupported(type));
}

/** Return {blob, ending} of a film of one whole run. */
export async function record(root, words, library) {
  const [type, ending] = kindOf() ?? [];
  if (!type) throw new Error("this browser cannot record a canvas.");
  const { canvas, frame } = await stage(root, words, library);
  const recorder = new MediaRecorder(canvas.captureStream(RATE), { mimeType: type, videoBitsPerSecond: 6e6 });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  await playThrough(root, frame);
  recorder.stop();
  await stopped;
  return { blob: new Blob(parts, { type }), ending };
}

/** Return a canvas, and what draws the player on it as it is now. The plots stay as they are. */
async function stage(root, words, library) {
  const first = layOut(root, words);
  const images = await plotImages(first.pieces, library, 1);
  const canvas = document.createElement("canvas");
  // Encoders want even numbers.
  [canvas.width, canvas.height] = [first.width, first.height].map((size) => size - (size % 2));
  const context = canvas.getContext("2d");
  const frame = () => paint(context, layOut(root, words), images);
  frame();
  return { canvas, frame };
}

async function playThrough(root, frame) {
  const scrub = root.querySelector(".sb-scrub");
  scrub.value = 0;
  scrub.dispatchEvent(new Event("input"));
  const play = root.querySelector(".sb-play");
  play.click();
  const playing = () => root.dataset.playing === "true";
  const tick = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
  do {
    await tick();
    frame();
  } while (playing() && root.dataset.step !== root.dataset.steps && root.isConnected);
  if (playing()) play.click(); // it loops
  const end = performance.now() + HOLD;
  while (performance.now() < end) {
    await tick();
    frame();
  }
}
