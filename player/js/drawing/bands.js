// Bands: a landscape painted pixel by pixel in the colours of a figure's contour, with thin lines between
// its levels. To fill and to stroke the same as shapes would take many times as long.

import { rgbOf } from "../tools.js";

/** Heights on a grid, row after row from the lowest one up: the levels are 1, 2 ... `top`; NaN is no height.
 *  @typedef {{ heights: Float32Array, wide: number, high: number, top: number }} Relief */
/** Where the points of a grid are on the pixels: that of the first one, and how many pixels apart they are.
 *  @typedef {{ from: number, apart: number }} Placed */
/** Pixels, four bytes each. @typedef {Pick<ImageData, "data" | "width" | "height">} Pixels */

const LINE = 0.6; // pixels that a line between two levels is wide, as in the figure
const REACH = LINE / 2 + 0.5; // from its middle it touches a pixel so far away
const SHADES = 8; // of a pixel that a line covers in part

/** Return a colour as a pixel has it. @param {number[]} rgb */
function pixelOf(rgb) {
  const [r, g, b] = rgb.map(Math.round);
  return (255 << 24) | (b << 16) | (g << 8) | r;
}

/** Return a colour between two. @param {number[]} from @param {number[]} to @param {number} share */
const between = (from, to, share) => from.map((one, i) => one + (to[i] - one) * share);

/** Return the colour of each band, and for each what becomes of it below a line, from nothing to all that a
 *  line covers; and the colour of what has no height. @param {number} top @param {Palette} colours */
function coloursOf(top, { low, high, level, void: empty }) {
  const [bottom, summit, line] = [low, high, level].map(rgbOf);
  const bands = Array.from({ length: top + 1 }, (_, k) => between(bottom, summit, k / top));
  const lined = bands.flatMap((band) => (
    Array.from({ length: SHADES + 1 }, (_, k) => pixelOf(between(band, line, (LINE * k) / SHADES)))));
  const none = pixelOf(rgbOf(empty));
  return { bands: Int32Array.from(bands, pixelOf), lined: Int32Array.from(lined), none };
}

/** Return where the pixels of each cell of a grid begin, and behind them all where those of the last one end.
 *  @param {number} pixels - how many there are @param {Placed} placed @param {number} count - of points */
function cellsOf(pixels, { from, apart }, count) {
  return Int32Array.from({ length: count }, (_, k) => (
    Math.min(Math.max(Math.ceil(from + k * apart - 0.5), 0), pixels)));
}

/** Paint a relief; beside its grid no pixel is touched.
 *  @param {Pixels} image @param {Relief} relief
 *  @param {Record<"across" | "up", Placed>} placed @param {Palette} colours */
export function paintBands(image, { heights, wide, high, top }, { across, up }, colours) {
  const paint = brush(new Int32Array(image.data.buffer), top, colours);
  const cells = cellsOf(image.width, across, wide);
  const row = new Float64Array(wide); // heights along a row of pixels ...
  const rise = new Float64Array(wide); // ... and how much higher those of the next one are
  for (let y = 0; y < image.height; y += 1) {
    const at = (y + 0.5 - up.from) / up.apart;
    if (!(at >= 0 && at <= high - 1)) continue;
    const j = Math.min(Math.floor(at), high - 2);
    for (let i = 0, p = j * wide; i < wide; i += 1, p += 1) {
      const step = heights[p + wide] - heights[p];
      row[i] = heights[p] + step * (at - j);
      rise[i] = step / up.apart;
    }
    const p = y * image.width;
    for (let i = 0; i + 1 < wide; i += 1) {
      const slope = (row[i + 1] - row[i]) / across.apart;
      const first = row[i] + slope * (cells[i] + 0.5 - across.from - i * across.apart);
      paint(p + cells[i], p + cells[i + 1], first, { slope, rise: rise[i] });
    }
  }
}

/** Return what paints pixels of a row from one up to before another: given how high the first one is, and
 *  how much higher the next one across and the next one up.
 *  @param {Int32Array} out @param {number} top @param {Palette} colours
 *  @returns {(from: number, end: number, height: number, way: { slope: number, rise: number }) => void} */
function brush(out, top, colours) {
  const { bands, lined, none } = coloursOf(top, colours);
  return (from, end, height, { slope, rise }) => {
    const last = height + slope * (end - from - 1);
    const near = REACH * (Math.abs(slope) + Math.abs(rise)); // at least as far as a line reaches
    const low = Math.min(height, last) - near;
    const band = Math.floor(low);
    const high = Math.max(height, last) + near;
    if (high < band + 1 || high < 1 || low >= top || high !== high) {
      const colour = high === high ? bands[Math.min(Math.max(band, 0), top)] : none;
      for (let p = from; p < end; p += 1) out[p] = colour;
      return;
    }
    const apart = 1 / Math.sqrt(slope * slope + rise * rise); // pixels from one level to the next
    for (let p = from, here = height; p < end; p += 1, here += slope) {
      const level = (here + 0.5) | 0;
      const away = Math.abs(here - level) * apart;
      if (away >= REACH || level < 1 || level > top) out[p] = bands[Math.min(here | 0, top)];
      else {
        const shade = (SHADES * Math.min(1, (REACH - away) / LINE) + 0.5) | 0;
        out[p] = lined[(here < level ? level - 1 : level) * (SHADES + 1) + shade];
      }
    }
  };
}
