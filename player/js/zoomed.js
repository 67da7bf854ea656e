// Zoomed: once a landscape is zoomed or moved, a button offers to take what it shows as the window.

const SAME = 1e-6; // of an axis: less is rounding

export class Zoomed {
  /** `send(window)` tells the ends of each variable's axis: [[low, high], ...]. */
  constructor(area, send) {
    Object.assign(this, { area, send, locked: "", ends: {}, listening: false });
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "sb-zoomed";
    this.button.textContent = "Use this view";
    this.button.title = "Draw the landscape anew for what is shown now";
    this.button.hidden = true;
    this.button.onclick = () => this.send(this.window);
    area.element.append(this.button);
  }

  /** Note the axes of a new figure: Plotly moves the ends of those that it was given. */
  take(layout) {
    const axes = Object.entries(layout).filter(([key, axis]) => key.includes("axis") && axis.range);
    this.ends = Object.fromEntries(axes.map(([key, { range }]) => [key, [...range]]));
  }

  show(locked) {
    this.locked = locked;
    if (!this.listening) this.area.plot.on("plotly_relayout", () => this.look());
    this.listening = true;
    this.look();
  }

  /** Compare the axes with those of the figure: the first landscape that differs is meant. */
  look() {
    const { found, plot, variables } = this.area;
    const full = plot._fullLayout;
    const moved = found.find(({ x, y, scene }) => !scene
      && [x, y].slice(0, variables.length).some((axis) => differs(full[axis].range, this.ends[axis])));
    this.button.hidden = !moved || Boolean(this.locked);
    if (!moved) return;
    const axes = [moved.x, moved.y].slice(0, variables.length);
    this.window = axes.map((axis) => full[axis].range.map(Number));
  }

  dispose() {
    this.button.remove();
  }
}

function differs([low, high], [first, last]) {
  const least = SAME * Math.abs(last - first);
  return Math.abs(low - first) > least || Math.abs(high - last) > least;
}
