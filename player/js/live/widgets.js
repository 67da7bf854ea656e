// Widgets of the page around the picture that change the experiment: while one is moved, the picture
// moves along. The widget itself tells the server when it is let go.

import { offered } from "./knobs.js";

/** @typedef {import("./hand.js").Hand} Hand */
/** @typedef {import("./preview.js").Edit} Edit */

// Of Streamlit: a server that is there and not at work.
const IDLE = "[data-test-script-state=notRunning][data-test-connection-state=CONNECTED]";
const STEPS = ["ArrowUp", "ArrowDown"]; // keys that change the number of a field
const WAIT = 1000; // milliseconds after which an answer that changes nothing is taken for one

/** Return the number that a widget shows, NaN if it is none. @param {Element | null} input */
export function numberIn(input) {
  const text = input?.getAttribute("aria-valuetext") ?? /** @type {any} */ (input)?.value ?? "";
  return text.trim() ? Number(text.replaceAll("−", "-")) : NaN;
}

export class Widgets {
  /** @param {Hand} hand */
  constructor(hand) {
    this.hand = hand;
    /** @type {Record<string, string>} */ this.names = {}; // of knobs, by the keys of widgets
    this.held = ""; // the key of the widget that is in use
    /** @type {Edit | null} */ this.edit = null; // what it has changed
    this.stop = new AbortController();
    this.listen();
    // A slider says nothing before it is let go, but what it shows changes.
    this.watch = new MutationObserver((changes) => {
      for (const { target } of changes) this.move(/** @type {Element} */ (target));
    });
    this.watch.observe(document.body, { subtree: true, attributeFilter: ["aria-valuetext"] });
  }

  listen() {
    const { signal } = this.stop;
    /** @param {string} event @param {(event: Event) => void} hear */
    const on = (event, hear) => document.addEventListener(event, hear, { signal, capture: true });
    for (const event of ["pointerdown", "keydown", "input"]) { // what the server writes is no input
      on(event, ({ type, target }) => {
        this.take(this.keyOf(/** @type {Element} */ (target)));
        if (type === "input") this.move(/** @type {Element} */ (target));
      });
    }
    on("keydown", (event) => this.step(/** @type {KeyboardEvent} */ (event)));
    for (const event of ["pointerup", "pointercancel", "keyup", "focusout"]) {
      on(event, (heard) => this.release(heard));
    }
  }

  /** Return the key of the widget that an element belongs to, "" if it moves nothing.
   *  @param {Element} element */
  keyOf(element) {
    const [, key] = element.closest?.("[class*=st-key-]")?.className.match(/st-key-(\S+)/) ?? ["", ""];
    return key in this.names ? key : "";
  }

  /** Show what a widget that is in use shows. @param {Element} input */
  move(input) {
    const key = this.keyOf(input);
    if (!key || key !== this.held) return; // else the server has moved it
    const edit = offered(this.hand.preview.first, this.names[key], numberIn(input));
    if (edit && this.hand.change(edit)) this.edit = edit;
    else if (this.edit) this.giveUp();
  }

  /** Show what an arrow key makes of a field's number: the field does not say so, but tells the server
   *  at once. @param {KeyboardEvent} event */
  step({ key, target: field }) {
    const target = /** @type {HTMLInputElement} */ (field);
    if (target.type !== "number" || !STEPS.includes(key)) return;
    setTimeout(() => {
      this.take(this.keyOf(target));
      this.move(target);
      this.take("");
    });
  }

  giveUp() {
    if (this.edit) this.hand.giveUp(this.edit);
    this.edit = null;
  }

  /** Let go: a slider tells the server at once, a field when it is left or at Enter.
   *  @param {Event} event */
  release(event) {
    const [target, { key }] = [/** @type {HTMLInputElement} */ (event.target), /** @type {any} */ (event)];
    if (!event.type.startsWith("pointer") && this.keyOf(target) !== this.held) return;
    if (target.type === "number" && event.type !== "focusout" && key !== "Enter") return;
    this.take("");
  }

  /** Take hold of a widget, and let go of another one. @param {string} key */
  take(key) {
    const { edit, held } = this;
    this.held = key;
    if (!edit || key === held) return;
    this.edit = null;
    this.hand.preview.tell(edit);
    this.settle(edit);
  }

  /** Give a change up that the server did not take, or that changes nothing. @param {Edit} edit */
  settle(edit) {
    setTimeout(() => {
      if (this.stop.signal.aborted || !this.hand.preview.waits(edit)) return;
      if (document.querySelector(IDLE)) this.hand.giveUp(edit);
      else this.settle(edit);
    }, WAIT);
  }

  dispose() {
    this.stop.abort();
    this.watch.disconnect();
  }
}
