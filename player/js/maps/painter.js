// The painter: from the pixels of a map to colours. A hue says which minimum was reached, and the nearer it
// is to the page's colour, the fewer steps it took. What reached none has a pattern, which tells it apart in
// grey too: hatched where it diverged, dotted where it cycles, crossed where it is stuck, blank where it is
// unfinished.

import { CYCLING, DIVERGED, REACHED, STUCK } from "./ending.js";

/** @typedef {[number, number, number]} Colour  red, green, blue: 0 to 255 */
/** What colours say: the scale of steps or gaps, and the theme.
 *  @typedef {{ by: "basin" | MapLive["by"], steps: number, best: number, scale: [number, number],
 *    mode: Theme["mode"] }} Manners */

// Angles around the colour circle of OKLCH, those of neighbours far apart, and for people who cannot tell
// red from green too; the letters in the picture say the same.
const HUES = [255, 70, 160, 340, 110, 300, 200, 25];
const SHADES = 24;
/** Lightness and chroma of the fewest steps and of the most. */
const RAMPS = {
  light: { few: [0.95, 0.045], many: [0.5, 0.15], page: [0.985, 0.005] },
  dark: { few: [0.3, 0.05], many: [0.82, 0.13], page: [0.2, 0.012] },
};
const GAPS = { light: [0.96, 0.42], dark: [0.24, 0.88] }; // lightness of the lowest gap and of the highest
const GAP_HUE = 262;
/** What a pattern is drawn with: its ground and its ink. */
export const PATTERNS = {
  light: { ground: "#eae8e4", ink: "#6b6259" },
  dark: { ground: "#262321", ink: "#a89d92" },
};
export const TILE = 8; // pixels of a pattern's tile

/** Return a colour of OKLCH as sRGB, cut to what a screen has.
 *  @param {number} lightness @param {number} chroma @param {number} hue - in degrees @returns {Colour} */
export function oklch(lightness, chroma, hue) {
  const [a, b] = [Math.cos, Math.sin].map((turn) => chroma * turn((hue * Math.PI) / 180));
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return /** @type {Colour} */ (linear.map((one) => {
    const part = Math.min(Math.max(one, 0), 1);
    return Math.round(255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055));
  }));
}

/** Return the colour of a minimum, from few steps, 0, to many, 1.
 *  @param {number} minimum @param {number} share @param {Theme["mode"]} mode */
export function basinColour(minimum, share, mode) {
  const { few, many } = RAMPS[mode];
  const [lightness, chroma] = few.map((from, k) => from + share * (many[k] - from));
  return oklch(lightness, chroma, HUES[minimum % HUES.length]);
}

/** Return the colour of a gap, from the lowest, 0, to the highest, 1.
 *  @param {number} share @param {Theme["mode"]} mode */
export function gapColour(share, mode) {
  const [low, high] = GAPS[mode];
  return oklch(low + share * (high - low), 0.02 + 0.11 * Math.sin(Math.PI * Math.min(0.9, share)), GAP_HUE);
}

/** @param {Colour} colour */
export const css = ([red, green, blue]) => `rgb(${red}, ${green}, ${blue})`;

/** Return how far a number of steps is along the scale: by decades, for most pixels take few.
 *  @param {number} steps @param {number} most */
export const stepShare = (steps, most) => Math.min(1, Math.log1p(steps) / Math.log1p(Math.max(most, 1)));

/** Return how far above the best a loss is; a lower one counts as no gap.
 *  @param {number} loss @param {number} best */
export const gapOf = (loss, best) => Math.max(0, loss - best);

/** Return the share of a gap on a scale of decades. @param {number} gap @param {[number, number]} scale */
export function gapShare(gap, [low, high]) {
  if (!(gap > 0)) return 0;
  return Math.min(Math.max((Math.log10(gap) - low) / Math.max(high - low, 1e-9), 0), 1);
}

/** Return the colours of the pixels as an image has them, the highest row first; a pixel that is not known
 *  and one that has a pattern are clear. @param {Pixels} pixels @param {Grid} grid @param {Manners} how */
export function colours(pixels, { across, up }, how) {
  const image = new Uint8ClampedArray(4 * across * up);
  const shade = shades(how);
  for (let j = 0; j < up; j += 1) {
    for (let i = 0; i < across; i += 1) {
      const from = pixels.source[j * across + i];
      const colour = from < 0 ? null : shade(pixels, from);
      if (!colour) continue;
      const to = 4 * ((up - 1 - j) * across + i);
      [image[to], image[to + 1], image[to + 2], image[to + 3]] = [colour[0], colour[1], colour[2], 255];
    }
  }
  return image;
}

/** Return what gives a pixel its colour, null where it has none.
 *  @param {Manners} how @returns {(pixels: Pixels, place: number) => Colour | null} */
function shades({ by, steps, best, scale, mode }) {
  /** @type {Map<number, Colour>} */ const known = new Map();
  /** @param {number} key @param {(share: number) => Colour} make @param {number} share */
  const kept = (key, share, make) => {
    const level = Math.round(share * SHADES);
    const name = key * (SHADES + 1) + level;
    const found = known.get(name) ?? make(level / SHADES);
    known.set(name, found);
    return found;
  };
  if (by === "gap") {
    return ({ ending, loss }, k) => (ending[k] === DIVERGED || Number.isNaN(loss[k]) ? null
      : kept(0, gapShare(gapOf(loss[k], best), scale), (share) => gapColour(share, mode)));
  }
  if (by === "steps") {
    return ({ row }, k) => (row[k] < 0 ? null
      : kept(0, stepShare(row[k], steps), (share) => gapColour(share, mode)));
  }
  return (pixels, k) => {
    const { ending, minimum } = pixels;
    if (ending[k] !== REACHED) return null;
    const share = by === "ending" ? 0.5 : stepShare(pixels.steps[k], steps);
    return kept(1 + (minimum[k] % HUES.length), share, (one) => basinColour(minimum[k], one, mode));
  };
}

/** Return which pixels have the pattern of an ending, as an image whose alpha says so.
 *  @param {Pixels} pixels @param {Grid} grid @param {number} ending @param {Manners["by"]} by */
export function mask({ source, ending: endings, row }, { across, up }, ending, by) {
  const image = new Uint8ClampedArray(4 * across * up);
  let any = false;
  for (let j = 0; j < up; j += 1) {
    for (let i = 0; i < across; i += 1) {
      const from = source[j * across + i];
      if (from < 0 || endings[from] !== ending || (by === "steps" && row[from] >= 0)) continue;
      image[4 * ((up - 1 - j) * across + i) + 3] = 255;
      any = true;
    }
  }
  return any ? image : null;
}

/** The endings that have a pattern, by what the colours say. @param {Manners["by"]} by */
export const patterned = (by) => (by === "gap" ? [DIVERGED] : [DIVERGED, CYCLING, STUCK]);

/** Draw the pattern of an ending into a box. @param {Ink} ink @param {number} ending
 *  @param {{ ground: string, ink: string }} colours */
export function drawTile(ink, ending, { ground, ink: colour }, size = TILE) {
  ink.fillStyle = ground;
  ink.fillRect(0, 0, size, size);
  ink.strokeStyle = ink.fillStyle = colour;
  ink.lineWidth = 1.1;
  ink.setLineDash([]);
  ink.beginPath();
  if (ending === CYCLING) {
    ink.arc(size / 4, size / 4, 1.3, 0, 2 * Math.PI);
    ink.arc((3 * size) / 4, (3 * size) / 4, 1.3, 0, 2 * Math.PI);
    ink.fill();
    return;
  }
  for (const shift of [-size, 0, size]) {
    ink.moveTo(shift, size);
    ink.lineTo(shift + size, 0);
    if (ending !== STUCK) continue;
    ink.moveTo(shift, 0);
    ink.lineTo(shift + size, size);
  }
  ink.stroke();
}

const USUAL = 0.9; // of the gaps are at most ...
const ABOVE = 2; // ... so many powers of ten below the top of a scale
const ASKED = 20000; // gaps that are put in order

/** Return the whole powers of ten that gaps are told between. Where there are too many the lowest go, but
 *  before them a few runs that were about to diverge: they may be at 1e290.
 *  @param {number[]} powers - of ten @param {number} decades @returns {[number, number]} */
export function told(powers, decades) {
  let [low, high] = [Infinity, -Infinity];
  for (const power of powers) {
    if (power < low) low = power;
    if (power > high) high = power;
  }
  if (!(low <= high)) return [-1, 0];
  if (high - low > decades) {
    const each = Math.ceil(powers.length / ASKED);
    const some = Float64Array.from(powers.filter((_, k) => k % each === 0)).sort();
    high = Math.min(high, Math.ceil(some[Math.ceil(USUAL * (some.length - 1))]) + ABOVE);
  }
  const last = Math.ceil(high);
  return [Math.min(Math.max(Math.floor(low), last - decades), last - 1), last];
}

/** Return the scale of gaps of some panels, in powers of ten: from the lowest to the highest that is told.
 *  @param {Pixels[]} all @param {number} best @returns {[number, number]} */
export function gapScale(all, best, decades = 12) {
  /** @type {number[]} */ const powers = [];
  for (const { loss, ending, source } of all) {
    for (let k = 0; k < loss.length; k += 1) {
      if (source[k] !== k || ending[k] === DIVERGED) continue;
      const power = Math.log10(loss[k] - best);
      if (Number.isFinite(power)) powers.push(power);
    }
  }
  return told(powers, decades);
}
