// The check: the server's path is the truth, and where the browser's is another one the console says so.

import { simulate } from "../engine/run.js";

const SAME = 1e-9; // of the window: less is rounding

/** Return where a track that the server sent is not the browser's, as words; "" if it is.
 *  @param {Track} track @param {Live} live @param {FigureMeta} meta */
export function furthest({ meta: { run: place }, steps, x, y }, live, { window }) {
  const run = live.runs[place];
  const { points, kept } = simulate(live, run);
  let [most, at] = [SAME, -1];
  for (let k = 0; k < steps.length; k += 1) {
    const step = steps[k];
    if (step % 1 || Number.isNaN(x[k])) continue; // between two steps, or beyond the picture
    window.forEach(([low, high], i) => {
      const there = step < kept ? points[step * window.length + i] : NaN;
      const gap = Math.abs((i ? y : x)[k] - there) / (high - low);
      if (!(gap <= most)) [most, at] = [gap, step];
    });
  }
  return at < 0 ? "" : `at step ${at} they are ${most.toPrecision(2)} of the window apart`;
}
