// Use this view: once a landscape is zoomed or moved, a button offers to take what it shows as the window.

import { isFlat } from "../areas/grid.js";
import { button } from "../tools.js";

/** @typedef {[number, number]} Ends  of an axis */

const SAME = 1e-6; // of an axis: less is rounding

export class UseThisView {
  /** `send(window)` tells the ends of each variable's axis.
   *  @param {Area} area @param {(window: Ends[]) => void} send */
  constructor(area, send) {
    this.area = area;
    this.locked = ""; // why the window cannot be changed
    /** @type {Record<string, Ends>} */ this.ends = {}; // as the figure has them, by the axis
    /** @type {Ends[]} */ this.window = []; // as they are
    this.listening = false;
    this.button = button("sb-zoomed");
    this.button.textContent = "Use this view";
    this.button.title = "Draw the landscape again for what is shown now";
    this.button.hidden = true;
    this.button.onclick = () => send(this.window);
    area.element.append(this.button);
  }

  /** Note the axes of a new figure: Plotly moves the ends that it was given. @param {Layout} layout */
  take(layout) {
    this.ends = {};
    for (const [key, value] of Object.entries(layout)) {
      if (key.includes("axis") && value.range) this.ends[key] = [value.range[0], value.range[1]];
    }
  }

  /** Begin to watch the axes, once the graph is there. @param {string} locked */
  show(locked) {
    this.locked = locked;
    if (!this.listening) this.area.plot.on("plotly_relayout", () => this.look());
    this.listening = true;
    this.look();
  }

  /** Compare the axes with those of the figure: the first landscape that differs is meant. */
  look() {
    const { plot, picture: { panels, meta } } = this.area;
    const pairs = panels.filter(isFlat).map(({ x, y }) => [x, y].slice(0, meta.variables.length));
    /** @param {string} axis @returns {Ends} */
    const now = (axis) => plot._fullLayout?.[axis].range.map(Number);
    const moved = pairs.find((axes) => axes.some((axis) => differs(now(axis), this.ends[axis])));
    this.button.hidden = !moved || Boolean(this.locked);
    if (moved) this.window = moved.map(now);
  }

  dispose() { this.button.remove(); }
}

/** Say whether ends are others than those of an axis. @param {Ends} ends @param {Ends} axis */
function differs([low, high], [first, last]) {
  const least = SAME * Math.abs(last - first);
  return Math.abs(low - first) > least || Math.abs(high - last) > least;
}
