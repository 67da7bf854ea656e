// A learning rate where it is read: a number that is dragged left and right, by decades.

import { short } from "../tools.js";

/** `show` moves a run along with the hand, `send` tells that its rate was let go, `giveUp` puts it back.
 *  @typedef {{ show: (run: number, rate: number) => boolean,
 *    send: (run: number, rate: number) => void, giveUp: (run: number) => void }} RateHand */

const DECADE = 40; // pixels
const FINE = 0.1; // of that with Shift
const TITLE = "Learning rate: drag it left or right, with Shift finely, or use the arrow keys.";
const WAIT = 600; // milliseconds after the last key until the rate counts
const [LOW, HIGH] = [1e-9, 1e3];
/** @type {Record<string, number>} */
const TENTHS = { // of a decade
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10,
};

/** Return a rate so many decades away, in the digits that a link has.
 *  @param {number} rate @param {number} by */
export function moved(rate, by) {
  return Math.min(Math.max(Number((rate * 10 ** by).toPrecision(3)), LOW), HIGH);
}

export class Rate {
  /** @param {number} run - its place @param {RateHand} hand */
  constructor(run, hand) {
    this.run = run;
    this.hand = hand;
    this.rate = this.from = 1; // as it is, and as the figure has it
    /** @type {number | null} */ this.limit = null;
    this.name = this.locked = "";
    this.exact = 1; // under the pointer, in more digits
    this.held = this.moved = false;
    this.element = document.createElement("span");
    this.element.className = "sb-rate";
    this.scale = document.createElement("i");
    this.scale.className = "sb-scale";
    this.scale.setAttribute("aria-hidden", "true");
    this.words = document.createElement("span");
    this.element.append(this.words);
    this.listen();
  }

  listen() {
    const { element } = this;
    element.onpointerdown = (event) => this.grab(event);
    element.onpointermove = (event) => this.drag(event);
    element.onpointerup = () => this.drop();
    element.onpointercancel = () => this.giveUp();
    element.onkeydown = (event) => this.press(event);
    element.onblur = () => this.settle();
  }

  /** Take over what a figure says. @param {RunNote} note @param {string} name - of the run
   *  @param {string} locked - why it cannot be moved */
  show({ rate, limit }, name, locked) {
    Object.assign(this, { from: rate, limit, name, locked });
    if (!this.moved) this.rate = rate;
    const { element } = this;
    element.classList.toggle("sb-fixed", Boolean(locked));
    if (locked) {
      for (const key of ["role", "tabindex", "title", "aria-label"]) element.removeAttribute(key);
    } else {
      element.setAttribute("role", "slider");
      element.tabIndex = 0;
      element.setAttribute("aria-label", `Learning rate of ${name}`);
      element.setAttribute("aria-valuemin", String(Math.log10(LOW)));
      element.setAttribute("aria-valuemax", String(Math.log10(HIGH)));
      const stable = limit === null ? "" : ` Stable below ${short(limit)}.`;
      element.title = `${TITLE}${stable}`;
    }
    this.say();
  }

  /** Show another rate, unless a hand is on this one. @param {number} rate */
  adopt(rate) {
    if (this.held || this.moved || rate === this.rate) return;
    this.rate = rate;
    this.say();
  }

  /** Write the rate as it is now. */
  say() {
    const { element, rate, limit, locked } = this;
    const text = short(rate);
    if (this.words.textContent !== text) this.words.textContent = text;
    if (locked) return;
    const above = limit !== null && rate > limit;
    element.setAttribute("aria-valuenow", Math.log10(rate).toFixed(3));
    element.setAttribute("aria-valuetext", above ? `${text}, above the stable ${short(limit)}` : text);
    const { style } = this.scale;
    style.backgroundPositionX = `calc(50% - ${(Math.log10(rate) % 1) * DECADE}px)`;
    const away = limit === null ? Infinity : Math.log10(limit / rate) * DECADE;
    this.scale.classList.toggle("sb-limited", Math.abs(away) < 2 * DECADE);
    style.setProperty("--sb-limit", `${away}px`);
  }

  /** Show or hide the scale below the number. @param {boolean} shown */
  unfold(shown) {
    if (shown) this.element.append(this.scale);
    else this.scale.remove();
  }

  /** @param {PointerEvent} event */
  grab(event) {
    if (this.locked || event.button || !event.isPrimary) return;
    event.stopPropagation();
    this.element.setPointerCapture(event.pointerId);
    this.held = true;
    this.at = event.clientX;
    this.exact = this.rate;
    this.unfold(true);
  }

  /** @param {PointerEvent} event */
  drag({ clientX, shiftKey }) {
    if (!this.held) return;
    const way = ((clientX - /** @type {number} */ (this.at)) / DECADE) * (shiftKey ? FINE : 1);
    this.at = clientX;
    this.exact = Math.min(Math.max(this.exact * 10 ** way, LOW), HIGH);
    this.move(moved(this.exact, 0));
  }

  /** @param {number} rate */
  move(rate) {
    if (rate === this.rate) return;
    this.rate = rate;
    this.moved = true;
    this.say();
    this.hand.show(this.run, rate);
  }

  drop() {
    if (!this.held) return;
    this.held = false;
    this.settle();
  }

  /** Tell that the rate is let go, if it was moved. */
  settle() {
    clearTimeout(this.timer);
    if (this.held) return;
    this.unfold(false);
    if (!this.moved) return;
    this.moved = false;
    this.hand.send(this.run, this.rate);
  }

  /** Put the rate back. */
  giveUp() {
    clearTimeout(this.timer);
    this.held = this.moved = false;
    this.rate = this.from;
    this.unfold(false);
    this.say();
    this.hand.giveUp(this.run);
  }

  /** Do what a key asks for. @param {KeyboardEvent} event */
  press(event) {
    const tenths = TENTHS[event.key];
    if (this.locked) return;
    if (event.key === "Escape" && this.moved) this.giveUp();
    else if (event.key === "Enter") this.settle();
    else if (!tenths) return;
    event.preventDefault();
    event.stopPropagation();
    if (!tenths) return;
    clearTimeout(this.timer);
    this.unfold(true);
    this.move(moved(this.rate, (tenths / 10) * (event.shiftKey ? FINE : 1)));
    this.timer = setTimeout(() => this.settle(), WAIT);
  }

  dispose() { clearTimeout(this.timer); }
}
