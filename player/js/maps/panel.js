// A panel: the map of one run. The picture lies on one canvas; on another above it is what moves with the
// pointer: the path of the pixel there, and the cursor of the keyboard.

import { drawStart } from "../drawing/symbols.js";
import { find, pen } from "../tools.js";
import { drawAxes, drawCursor, drawLine, drawMark, drawMinimum, frameOf, project } from "./frame.js";
import { boxOf, drawInset } from "./inset.js";
import { colours, drawTile, mask, patterned, PATTERNS, TILE } from "./painter.js";
import { placeOf } from "./pixels.js";

const SHARP = 2; // pixels of a tile for each on the screen

/** @typedef {import("./painter.js").Manners} Manners */
/** What all panels share at a moment: the axes that are shown, those that the pixels were computed for.
 *  @typedef {{ map: MapLive, axes: MapAxis[], computed: MapAxis[], grid: Grid, how: Manners,
 *    colours: Palette, font: string }} Shown */
/** @typedef {{ colour: string, symbol: string, dash: number[], name: string }} RunLook */

/** @typedef {import("./inset.js").Course & { ground: import("./ground.js").Ground }} Course */

/** The letters of the minima. @param {number} k */
export const letter = (k) => String.fromCharCode(65 + (k % 26)) + (k < 26 ? "" : Math.floor(k / 26));

/** Make a canvas as large as a box, as sharp as the screen. @param {HTMLCanvasElement} canvas
 *  @param {Size} size @param {number} ratio */
export function fit(canvas, { width, height }, ratio) {
  const [across, up] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== up) [canvas.width, canvas.height] = [across, up];
  const context = pen(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

export class Panel {
  /** @param {HTMLElement} element - has two canvases @param {number} place @param {RunLook} look */
  constructor(element, place, look) {
    this.element = element;
    this.place = place;
    this.look = look;
    /** @type {HTMLCanvasElement} */ this.base = find(element, ".sb-map-base");
    /** @type {HTMLCanvasElement} */ this.above = find(element, ".sb-map-above");
    this.image = document.createElement("canvas");
    this.veil = document.createElement("canvas");
    /** @type {Pixels | null} */ this.pixels = null;
    /** @type {Size} */ this.size = { width: 0, height: 0 };
    /** @type {Shown | null} */ this.shown = null;
    /** @type {Box | null} */ this.inset = null;
    this.base.inkOn = (ink) => { if (this.shown) this.paint(ink, this.shown, 2); };
  }

  get frame() { return frameOf(this.size); }

  /** Take pixels and looks of all runs. @param {Pixels[]} sets @param {RunLook[]} looks */
  take(sets, looks) {
    this.pixels = sets[this.place] ?? null;
    this.look = looks[this.place];
  }

  /** Take the size of the element. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.base.parentElement ?? this.element;
    this.size = { width, height };
  }

  /** @param {Shown} shown */
  draw(shown) {
    this.shown = shown;
    const ratio = globalThis.devicePixelRatio || 1;
    const ink = fit(this.base, this.size, ratio);
    ink.clearRect(0, 0, this.size.width, this.size.height);
    this.paint(ink, shown, ratio);
  }

  /** Draw the map with its axes and marks. @param {any} ink @param {Shown} shown @param {number} ratio */
  paint(ink, shown, ratio) {
    const { frame } = this;
    const { axes, colours: own, font, map } = shown;
    ink.fillStyle = own.page;
    ink.fillRect(frame.left, frame.top, frame.width, frame.height);
    ink.save();
    ink.beginPath();
    ink.rect(frame.left, frame.top, frame.width, frame.height);
    ink.clip();
    this.paintPixels(ink, shown, ratio);
    ink.translate(frame.left, frame.top);
    this.paintMarks(ink, shown);
    ink.restore();
    ink.strokeStyle = own.quiet;
    ink.lineWidth = 1;
    ink.setLineDash([]);
    ink.beginPath();
    ink.rect(frame.left - 0.5, frame.top - 0.5, frame.width + 1, frame.height + 1);
    ink.stroke();
    drawAxes(ink, frame, { axes: map.axes[1] ? axes : [axes[0]], colours: own, font });
  }

  /** Return where the computed pixels are in the frame, which may show more or less of the axes.
   *  @param {Shown} shown @returns {Box} */
  spot({ axes, computed }) {
    const { frame } = this;
    const ends = (/** @type {number} */ k) => (
      axes[k] ? [computed[k].low, computed[k].high].map((end) => placeOf(axes[k], end)) : [0, 1]);
    const [left, right] = ends(0).map((end) => end * frame.width);
    const [low, high] = ends(1);
    return {
      left: frame.left + left, top: frame.top + (1 - high) * frame.height,
      width: right - left, height: (high - low) * frame.height,
    };
  }

  /** @param {any} ink @param {Shown} shown @param {number} ratio */
  paintPixels(ink, shown, ratio) {
    const { pixels, image } = this;
    if (!pixels) return;
    const { grid, how } = shown;
    const { left, top, width, height } = this.spot(shown);
    [image.width, image.height] = [grid.across, grid.up];
    const small = pen(image);
    small.putImageData(new ImageData(colours(pixels, grid, how), grid.across, grid.up), 0, 0);
    ink.imageSmoothingEnabled = false;
    ink.drawImage(image, left, top, width, height);
    for (const ending of patterned(how.by)) {
      const alpha = mask(pixels, grid, ending, how.by);
      if (!alpha) continue;
      small.putImageData(new ImageData(alpha, grid.across, grid.up), 0, 0);
      const veil = this.veiled(ending, { left, top, width, height }, how.mode, ratio);
      ink.drawImage(veil, 0, 0, this.size.width, this.size.height);
    }
  }

  /** Return a pattern where the image says so. @param {number} ending @param {Box} spot
   *  @param {Theme["mode"]} mode @param {number} ratio */
  veiled(ending, { left, top, width, height }, mode, ratio) {
    const ink = fit(this.veil, this.size, ratio);
    ink.globalCompositeOperation = "source-over";
    ink.clearRect(0, 0, this.size.width, this.size.height);
    ink.imageSmoothingEnabled = false;
    ink.drawImage(this.image, left, top, width, height);
    ink.globalCompositeOperation = "source-in";
    ink.fillStyle = patternOf(ink, ending, mode);
    ink.fillRect(0, 0, this.size.width, this.size.height);
    return this.veil;
  }

  /** Draw the minima, where a stable rate ends, and where the run stands now.
   *  @param {any} ink @param {Shown} shown */
  paintMarks(ink, { map, axes, colours: own, font }) {
    const to = project(axes, this.frame);
    const { edge, now } = map.panels[this.place];
    if (edge.length > 1) {
      const places = edge.map(to);
      const pixels = { x: places.map(([x]) => x), y: places.map(([, y]) => y) };
      drawLine(ink, pixels, { colour: own.ink, page: own.page, dash: [7, 4] });
    }
    if (map.kind === "starts") {
      map.minima.forEach((point, k) => drawMinimum(ink, to(point), letter(k), { ...own, font }));
      drawStart(ink, { left: 0, top: 0, width: 0, height: 0 }, to(now), { colour: own.ink, page: own.page });
    } else drawMark(ink, to(now), { ...this.look, page: own.page });
  }

  /** Draw what moves with the pointer.
   *  @param {{ path: Vector[] | null, at: number[] | null, cursor: boolean, course: Course | null }} what */
  hover({ path, at, cursor, course }) {
    const { shown, frame } = this;
    if (!shown) return;
    const ink = fit(this.above, this.size, globalThis.devicePixelRatio || 1);
    ink.clearRect(0, 0, this.size.width, this.size.height);
    if (!at) {
      this.inset = null;
      return;
    }
    const to = project(shown.axes, frame);
    ink.save();
    ink.beginPath();
    ink.rect(frame.left, frame.top, frame.width, frame.height);
    ink.clip();
    ink.translate(frame.left, frame.top);
    if (path) {
      drawLine(ink, { x: path[0], y: path[1] }, { ...this.look, page: shown.colours.page });
      const last = path[0].length - 1;
      drawMark(ink, [path[0][last], path[1][last]], { ...this.look, page: shown.colours.page });
    }
    if (path || cursor || course) drawCursor(ink, to(at), shown.colours);
    this.inset = boxOf(frame, to(at)[0] / frame.width, this.inset);
    if (course && this.inset) drawInset(ink, this.inset, course, { ...shown, ...course, look: this.look });
    ink.restore();
  }

  dispose() {
    for (const canvas of [this.base, this.above, this.image, this.veil]) canvas.width = canvas.height = 0;
    this.pixels = null;
  }
}

/** @type {Map<string, HTMLCanvasElement>} */ const tiles = new Map();

/** Return a pattern to fill with. @param {any} ink @param {number} ending @param {Theme["mode"]} mode */
export function patternOf(ink, ending, mode) {
  const pattern = ink.createPattern(tile(ending, mode), "repeat");
  pattern.setTransform(new DOMMatrix().scale(1 / SHARP));
  return pattern;
}

/** Return the tile of a pattern. @param {number} ending @param {Theme["mode"]} mode */
function tile(ending, mode) {
  const key = `${ending} ${mode}`;
  const known = tiles.get(key);
  if (known) return known;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SHARP * TILE;
  const ink = pen(canvas);
  ink.scale(SHARP, SHARP);
  drawTile(ink, ending, PATTERNS[mode]);
  tiles.set(key, canvas);
  return canvas;
}
