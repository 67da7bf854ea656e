// The settings of a page without a server: a field and a slider for every number that the browser can
// change by itself.

import { parted } from "../controls/legend.js";
import { short } from "../tools.js";
import { allowance, editOf, scaleOf, valueOf } from "./knobs.js";

/** @typedef {import("./hand.js").Hand} Hand */
/** @typedef {Record<"field" | "slider", HTMLInputElement> & { knob: Knob, trouble: HTMLElement,
 *    scale: import("./knobs.js").Scale }} Row */

/** Return a new element. @template {keyof HTMLElementTagNameMap} Tag
 *  @param {Tag} tag @param {object} settings @param {...Node} children */
function make(tag, settings, ...children) {
  const element = Object.assign(document.createElement(tag), settings);
  element.append(...children);
  return element;
}

export class Settings {
  /** @param {HTMLElement} place @param {Hand} hand */
  constructor(place, hand) {
    this.place = place;
    this.hand = hand;
    /** @type {Row[]} */ this.rows = [];
    /** @type {{ name: HTMLElement, knob: Knob }[]} */ this.names = []; // of runs, with their rates
    hand.preview.first?.knobs.forEach((knob) => this.add(knob));
    this.follow();
  }

  /** Add a row, and a heading before the first of a run. @param {Knob} knob */
  add(knob) {
    const { kind, place, label, of } = knob;
    const group = of ? `run ${place}` : kind === "constant" ? "Loss" : "All runs";
    let last = /** @type {HTMLElement | null} */ (this.place.lastElementChild);
    if (last?.dataset.group !== group) {
      const name = make("legend", { textContent: of || group });
      last = make("fieldset", {}, name);
      last.dataset.group = group;
      this.place.append(last);
      if (of) this.names.push({ name, knob });
    }
    const id = `sb-knob-${this.rows.length}`;
    const words = kind === "constant" ? label : label.replace(/^[a-z]/, (letter) => letter.toUpperCase());
    const name = make("label", { htmlFor: id, textContent: words });
    const field = make("input", { id, type: "number", step: "any" });
    const slider = make("input", { type: "range" });
    slider.setAttribute("aria-label", words);
    const trouble = make("small", { id: `${id}-trouble` });
    trouble.setAttribute("role", "status");
    field.setAttribute("aria-describedby", trouble.id);
    const scale = scaleOf(knob);
    Object.assign(slider, { min: scale.low, max: scale.high, step: scale.step });
    /** @type {Row} */ const row = { knob, field, slider, trouble, scale };
    field.oninput = () => this.set(row, field.valueAsNumber);
    field.onblur = () => this.show(row);
    slider.oninput = () => {
      const at = slider.valueAsNumber;
      this.set(row, scale.logarithmic ? Number((10 ** at).toPrecision(3)) : at);
    };
    last.append(make("div", { className: "sb-knob" }, name, field, slider, trouble));
    this.rows.push(row);
  }

  /** Give a knob a value, or say why not. @param {Row} row @param {number} value */
  set({ knob, field, trouble }, value) {
    const edit = editOf(knob, value);
    field.setAttribute("aria-invalid", String(!edit));
    trouble.textContent = edit ? "" : `This must be ${allowance(knob)}.`;
    if (!edit) return;
    if (value === knob.value) this.hand.giveUp(edit); // it is as it was shared
    else this.hand.change(edit);
  }

  /** Show what the knobs stand at, in the legend too. */
  follow() {
    const { preview } = this.hand;
    for (const row of this.rows) this.show(row);
    for (const { name, knob } of this.names) {
      const [before, after] = parted(knob.of, short(knob.value));
      const known = before !== knob.of; // a run that was given a name has no rate in it
      name.textContent = known ? `${before} ${short(valueOf(knob, preview))}${after}` : knob.of;
    }
  }

  /** Show what a knob stands at; what is being typed or dragged stays as it is. @param {Row} row */
  show({ knob, field, slider, trouble, scale: { logarithmic, step } }) {
    const value = valueOf(knob, this.hand.preview);
    slider.setAttribute("aria-valuetext", short(value));
    const held = document.activeElement;
    const power = Math.log10(Math.max(value, Number.MIN_VALUE));
    if (held !== slider) slider.value = String(logarithmic ? power : value);
    if (held === field) return;
    const digit = Number((10 ** (Math.floor(power) - 1)).toPrecision(1)); // what an arrow key changes
    field.step = String(logarithmic ? digit || "any" : step);
    field.value = String(value);
    field.setAttribute("aria-invalid", "false");
    trouble.textContent = "";
  }
}
