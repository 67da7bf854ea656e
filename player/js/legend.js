// The legend: one line a run, with its mark and its loss at the playhead. Pressed, it hides the run.

import { digits } from "./numbers.js";
import { outline } from "./symbols.js";
import { lossAt } from "./tracks.js";

/** Return what a run has to say at a step: its loss, or how it ended. */
export function says(track, step) {
  const { last, fate } = track.meta;
  if (last < 0) return "no loss at its start";
  if (fate === "lost" && step > last) return `ended at step ${last}`;
  const loss = lossAt(track, step);
  return loss === null ? "off the chart" : digits(loss);
}

export class Legend {
  /** `onToggle()` hears that a run was hidden or shown again. */
  constructor(list, onToggle) {
    Object.assign(this, { list, onToggle, rows: [], hidden: new Set() });
  }

  /** Take the tracks of the loss chart, one a run. Rows that are there keep the keyboard's focus. */
  show(tracks) {
    while (this.rows.length > tracks.length) this.rows.pop().item.remove();
    while (this.rows.length < tracks.length) this.rows.push(this.row(this.rows.length));
    tracks.forEach((track, run) => {
      const row = this.rows[run];
      row.track = track;
      row.name.textContent = track.name;
      // Its value changes with every frame, and the run's card has the run's name already.
      row.button.setAttribute("aria-label", `Show ${track.name}`);
      row.swatch.replaceChildren(swatch(track));
    });
    this.hidden = new Set([...this.hidden].filter((run) => run < tracks.length));
    this.mark();
  }

  row(run) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const [mark, name, value] = ["i", "span", "b"].map((tag) => document.createElement(tag));
    button.type = "button";
    button.title = "Show or hide this run";
    button.append(mark, name, value);
    button.onclick = () => this.toggle(run);
    item.append(button);
    this.list.append(item);
    return { item, button, swatch: mark, name, value, track: null };
  }

  toggle(run) {
    if (!this.hidden.delete(run)) this.hidden.add(run);
    this.mark();
    this.onToggle();
  }

  /** Hide these runs and no others; returns whether that is something new. */
  hide(runs) {
    const same = runs.length === this.hidden.size && runs.every((run) => this.hidden.has(run));
    this.hidden = new Set(runs);
    this.mark();
    return !same;
  }

  mark() {
    this.rows.forEach(({ button }, run) => {
      button.setAttribute("aria-pressed", String(!this.hidden.has(run)));
    });
  }

  update(step) {
    for (const { track, value } of this.rows) {
      const text = says(track, step);
      if (value.textContent !== text) value.textContent = text;
    }
  }

  /** Return one sentence for a screen reader. */
  summary(step, steps) {
    const shown = this.rows.filter((_, run) => !this.hidden.has(run));
    const runs = shown.map(({ track }) => {
      const said = says(track, step);
      return `${track.name}: ${/^[−\d∞]/.test(said) ? `loss ${said}` : said}`;
    });
    return `Step ${step} of ${steps}. ${runs.join("; ")}.`;
  }
}

function swatch(track) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [56, 28];
  canvas.className = "sb-swatch";
  canvas.setAttribute("aria-hidden", "true");
  canvas.inkOn = (context) => drawSwatch(context, track); // for a file of the picture
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  drawSwatch(context, track);
  return canvas;
}

function drawSwatch(context, track) {
  context.strokeStyle = context.fillStyle = track.colour;
  context.lineWidth = 2;
  context.setLineDash(track.dash);
  context.beginPath();
  context.moveTo(0, 7);
  context.lineTo(28, 7);
  context.stroke();
  outline(context, { symbol: track.meta.symbol, x: 14, y: 7, radius: 4.6 });
  context.fill();
}
