// The legend: one line a run, with its mark, its learning rate and its loss at the playhead. Pressed, it
// hides the run; under the mouse, it singles the run out, as the run's card does.

import { button, digits, pen, short } from "../tools.js";
import { Rate } from "./rate.js";
import { line, outline } from "../drawing/symbols.js";
import { lossAt } from "../figure/tracks.js";

/** `sent` is the track that the server sent, `name` what stands before the rate, `rest` what after it.
 *  @typedef {{ track: Track, sent: Track, rate: Rate }
 *    & Record<"button" | "mark" | "name" | "rest" | "value", HTMLElement>} Row */

/** Return a run's loss at a step, or how it ended. @param {Track} track @param {number} step */
export function says(track, step) {
  const { last, fate, ended } = track.meta;
  if (last < 0) return "no loss at its start";
  if (fate === "lost" && step > last) return `ended at step ${ended}`;
  const loss = lossAt(track, step);
  return loss === null ? "off the chart" : digits(loss);
}

export class Legend {
  /** `onToggle` hears of runs hidden or shown, `hand` of learning rates.
   *  @param {HTMLElement} list @param {() => void} onToggle
   *  @param {import("./rate.js").RateHand} hand */
  constructor(list, onToggle, hand) {
    this.list = list;
    this.onToggle = onToggle;
    this.hand = hand;
    /** @type {Row[]} */ this.rows = [];
    /** @type {Set<number>} */ this.hidden = new Set();
  }

  /** Show the tracks of the loss chart, one a run; rows keep the keyboard's focus.
   *  @param {Track[]} tracks @param {RunNote[]} notes @param {string} locked - why no rate can be moved */
  show(tracks, notes, locked) {
    for (const { button: { parentElement: item }, rate } of this.rows.splice(tracks.length)) {
      rate.dispose();
      item?.remove();
    }
    tracks.forEach((track, run) => {
      const row = this.rows[run] ??= this.row(run, track);
      row.track = row.sent = track;
      const [before, after] = parted(track.name, short(notes[run].rate));
      row.name.textContent = before;
      row.rest.textContent = after;
      row.rate.show(notes[run], track.name, locked);
      // Its value changes with every frame, and the run's card has the run's name already.
      row.button.setAttribute("aria-label", `Show ${track.name}`);
      row.mark.replaceChildren(swatch(track));
    });
    this.hidden = new Set([...this.hidden].filter((run) => run < tracks.length));
    this.mark();
  }

  /** Return a new row, at the end of the list. @param {number} run @param {Track} track @returns {Row} */
  row(run, track) {
    const item = document.createElement("li");
    const press = button("");
    const [mark, name, rest, value] = ["i", "span", "span", "b"].map((tag) => document.createElement(tag));
    const rate = new Rate(run, this.hand);
    press.title = "Show or hide this run";
    press.append(mark, name);
    press.onclick = () => this.toggle(run);
    item.append(press, rate.element, rest, value);
    this.list.append(item);
    return { track, sent: track, rate, button: press, mark, name, rest, value };
  }

  /** Hide a run, or show it again. @param {number} run */
  toggle(run) {
    if (!this.hidden.delete(run)) this.hidden.add(run);
    this.mark();
    this.onToggle();
  }

  /** Hide these runs and no others; returns whether that is something new. @param {number[]} runs */
  hide(runs) {
    const same = runs.length === this.hidden.size && runs.every((run) => this.hidden.has(run));
    this.hidden = new Set(runs);
    this.mark();
    return !same;
  }

  mark() {
    this.rows.forEach((row, run) => {
      row.button.setAttribute("aria-pressed", String(!this.hidden.has(run)));
    });
  }

  /** Take the numbers of runs that are changed under the hand.
   *  @param {Preview} preview @param {FigureMeta} meta */
  follow(preview, meta) {
    this.rows.forEach((row, run) => {
      row.track = preview.curveOf(row.sent, meta);
      row.rate.adopt(preview.now?.runs[run]?.lr ?? meta.runs[run].rate);
    });
  }

  /** Write what the runs have to say at a step. @param {number} step */
  update(step) {
    for (const { track, value } of this.rows) {
      const text = says(track, step);
      if (value.textContent !== text) value.textContent = text;
    }
  }

  /** Return one sentence for a screen reader. @param {number} step @param {number} steps */
  summary(step, steps) {
    const shown = this.rows.filter((_, run) => !this.hidden.has(run));
    const runs = shown.map(({ track }) => {
      const said = says(track, step);
      const loss = /^[−\d∞]/.test(said) ? "loss " : "";
      return `${track.name}: ${loss}${said}`;
    });
    return `Step ${step} of ${steps}. ${runs.join("; ")}.`;
  }
}

/** Part a run's name where its rate stands in it. @param {string} name @param {string} rate */
export function parted(name, rate) {
  const at = ` ${name}`.search(new RegExp(` ${rate.replace(".", "\\.")}(?![\\d.e])`));
  return at < 0 ? [name, ""] : [name.slice(0, at).trim(), name.slice(at + rate.length)];
}

/** Singles out the run whose card or legend entry is under the mouse or has the focus. */
export class Singled {
  /** `onChange(run)` hears the place of the run, null for none.
   *  @param {HTMLElement} root @param {(run: number | null) => void} onChange */
  constructor(root, onChange) {
    this.root = root;
    this.onChange = onChange;
    /** @type {number | null} */ this.run = null;
    this.cards = "";
    this.gone = new AbortController();
    const { signal } = this.gone;
    /** @param {Event} event */ const onOver = ({ target }) => this.over(/** @type {Element} */ (target));
    for (const event of ["pointerover", "focusin"]) document.addEventListener(event, onOver, { signal });
  }

  /** Single out the run of the element that the mouse has come over. @param {Element} target */
  over(target) {
    const run = this.place(target, this.cards, document)
      ?? this.place(target, ".sb-legend li", this.root);
    if (run === this.run) return;
    this.run = run;
    this.onChange(run);
  }

  /** Return an element's place among those that a selector finds; null if it is in none.
   *  @param {Element} target @param {string} selector @param {ParentNode & Node} within */
  place(target, selector, within) {
    const found = selector && target.closest?.(selector);
    if (!found || !within.contains(found)) return null;
    return [...within.querySelectorAll(selector)].indexOf(found);
  }

  dispose() { this.gone.abort(); }
}

/** Return a canvas with a run's line and mark. @param {Track} track */
function swatch(track) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [56, 28];
  canvas.className = "sb-swatch";
  canvas.setAttribute("aria-hidden", "true");
  canvas.inkOn = (ink) => drawSwatch(ink, track); // for a file of the picture
  const ink = pen(canvas);
  ink.scale(2, 2);
  drawSwatch(ink, track);
  return canvas;
}

/** Draw a run's line and mark, 28 pixels wide and 14 high. @param {Ink} ink @param {Track} track */
function drawSwatch(ink, { colour, dash, meta: { symbol } }) {
  ink.strokeStyle = ink.fillStyle = colour;
  ink.lineWidth = 2;
  ink.setLineDash(dash);
  line(ink, [[0, 7], [28, 7]]);
  outline(ink, { symbol, x: 14, y: 7, radius: 4.6 });
  ink.fill();
}
