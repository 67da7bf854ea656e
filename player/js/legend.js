// The legend: one line a run, with its mark and its loss at the playhead.

import { outline } from "./symbols.js";
import { lossAt } from "./tracks.js";

/** Return a number in four significant digits, with a minus sign and no needless digits. */
export function digits(value) {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const plain = size >= 1e-3 && size < 1e6;
  const text = plain ? value.toPrecision(4) : value.toExponential(2);
  return text.replaceAll("-", "−").replace("e+", "e");
}

/** Return what a run has to say at a step: its loss, or how it ended. */
export function says(track, step) {
  const { last, fate } = track.meta;
  if (last < 0) return "no loss at its start";
  if (fate === "lost" && step > last) return `ended at step ${last}`;
  const loss = lossAt(track, step);
  return loss === null ? "off the chart" : digits(loss);
}

export class Legend {
  constructor(list) {
    this.list = list;
    this.rows = [];
  }

  /** Take the tracks of the loss chart, one a run. */
  show(tracks) {
    this.rows = tracks.map((track) => ({ track, value: document.createElement("b") }));
    this.list.replaceChildren(...this.rows.map(({ track, value }) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      name.textContent = track.name;
      row.append(swatch(track), name, value);
      return row;
    }));
  }

  update(step) {
    for (const { track, value } of this.rows) {
      const text = says(track, step);
      if (value.textContent !== text) value.textContent = text;
    }
  }

  /** Return one sentence for a screen reader. */
  summary(step, steps) {
    const runs = this.rows.map(({ track }) => {
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
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  context.strokeStyle = context.fillStyle = track.colour;
  context.lineWidth = 2;
  context.setLineDash(track.dash);
  context.beginPath();
  context.moveTo(0, 7);
  context.lineTo(28, 7);
  context.stroke();
  outline(context, { symbol: track.meta.symbol, x: 14, y: 7, radius: 4.6 });
  context.fill();
  return canvas;
}
