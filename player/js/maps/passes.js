// Passes: in which order the pixels of a map are computed. First every ninth across and up, each drawn
// nine by nine, then every third, then all. A block is drawn by the run of the pixel in its middle.

export const STRIDES = [9, 3, 1];
const WHOLE = STRIDES[0];
const CELL = 2; // pixels of the screen for one of the map ...
const MOST = 240; // ... which has at most so many across and up ...
const LEAST = 48; // ... at least so many ...
const RATES = 200; // ... and so many rates
const BUDGET = 4e8; // steps of runs, weighed by what they take: some ten seconds of one worker

/** Return how many pixels a map has in a frame: fewer where the runs take long. Of rates the seeds lie one
 *  above the other. @param {Pick<MapLive, "kind" | "axes" | "panels" | "steps" | "work" | "seeds">} map
 *  @param {Size} frame @returns {Grid} */
export function gridFor({ kind, axes, panels, steps, work, seeds }, { width, height }) {
  const each = Math.max(panels.length, 1) * Math.max(1, steps) * work;
  if (kind === "rates") {
    const up = Math.max(1, seeds.length);
    return { across: Math.min(RATES, Math.max(LEAST, Math.floor(BUDGET / each / up))), up };
  }
  const fitting = (/** @type {number} */ pixels) => (
    Math.max(LEAST, Math.min(MOST, Math.round(pixels / CELL))));
  const [across, up] = [fitting(width), axes[1] ? fitting(height) : 1];
  const many = Math.sqrt(Math.max(1, (across * up * each) / BUDGET));
  return {
    across: Math.max(LEAST, Math.floor(across / many)),
    up: axes[1] ? Math.max(LEAST, Math.floor(up / many)) : 1,
  };
}

/** Yield [across, up, stride] of the pixels of a pass. With several workers each has its own blocks, share
 *  k of n of them. @param {Grid} grid @param {number} stride @param {[number, number]} share
 *  @returns {Generator<[number, number, number]>} */
export function* pass({ across, up }, stride, [own, all]) {
  const columns = Math.ceil(across / WHOLE);
  const blocks = columns * Math.ceil(up / WHOLE);
  const known = STRIDES.slice(0, STRIDES.indexOf(stride));
  for (let block = own; block < blocks; block += all) {
    const [left, low] = [WHOLE * (block % columns), WHOLE * Math.floor(block / columns)];
    for (let j = low; j < Math.min(low + WHOLE, up); j += stride) {
      for (let i = left; i < Math.min(left + WHOLE, across); i += stride) {
        const [x, y] = [middle(i, stride, across), middle(j, stride, up)];
        if (!known.some((one) => isMiddle(x, one, across) && isMiddle(y, one, up))) yield [x, y, stride];
      }
    }
  }
}

/** Return the pixel in the middle of the block that begins at one.
 *  @param {number} first @param {number} stride @param {number} count */
const middle = (first, stride, count) => Math.min(first + (stride >> 1), count - 1);

/** @param {number} place @param {number} stride @param {number} count */
const isMiddle = (place, stride, count) => place === middle(place - (place % stride), stride, count);

/** Return room for the pixels of a panel. @param {Grid} grid @param {number} size - variables
 *  @returns {Pixels} */
export function emptyPixels({ across, up }, size) {
  const all = across * up;
  return {
    ending: new Uint8Array(all), minimum: new Int16Array(all).fill(-1), steps: new Int32Array(all),
    row: new Int32Array(all).fill(-1), loss: new Float64Array(all).fill(NaN),
    ends: new Float64Array(all * size).fill(NaN), source: new Int32Array(all).fill(-1),
    stride: new Uint8Array(all).fill(255), count: 0,
  };
}

/** Take in what a worker sends: its pixels, and the blocks that they are drawn for.
 *  @param {Pixels} pixels @param {Slice} slice @param {Grid} grid */
export function take(pixels, slice, { across, up }) {
  const { places, stride } = slice;
  const size = slice.ends.length / Math.max(places.length, 1);
  for (let k = 0; k < places.length; k += 1) {
    const place = places[k];
    pixels.ending[place] = slice.ending[k];
    pixels.minimum[place] = slice.minimum[k];
    pixels.steps[place] = slice.steps[k];
    pixels.row[place] = slice.row[k];
    pixels.loss[place] = slice.loss[k];
    for (let i = 0; i < size; i += 1) pixels.ends[size * place + i] = slice.ends[size * k + i];
    const [x, y] = [place % across, Math.floor(place / across)];
    const [left, low] = [x - (x % stride), y - (y % stride)];
    for (let j = low; j < Math.min(low + stride, up); j += 1) {
      for (let i = left; i < Math.min(left + stride, across); i += 1) {
        const here = j * across + i;
        if (pixels.stride[here] < stride) continue;
        pixels.stride[here] = stride;
        pixels.source[here] = place;
      }
    }
    pixels.source[place] = place;
    pixels.stride[place] = 1;
  }
  pixels.count += places.length;
}
