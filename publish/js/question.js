// A page of the site: a player, and on a lesson's page the question that is asked before the paths are
// shown, its answer and its variants.

import { offline, said } from "../../player/js/offline.js";
import { verdict, whole } from "./told.js";

/** What the page says: the lesson and its variants, what is shown before, the place of the right choice.
 *  @typedef {{ shown: PlayerData[], veiled: PlayerData | null, right: number }} Said */

class Question {
  /** @param {Said} said @param {ReturnType<typeof offline>} show */
  constructor({ shown, veiled, right }, show) {
    this.shown = shown;
    this.veiled = veiled;
    this.right = right;
    this.show = show;
    this.open = !veiled;
    this.variant = this.plays = this.serial = 0;
    this.choices = buttons(".choices");
    this.variants = buttons(".variants");
    for (const one of this.choices) one.onclick = () => this.choose(one);
    this.variants.forEach((one, place) => { one.onclick = () => this.compare(place); });
    for (const name of [".reveal", ".ask"]) each(name, (one) => { one.onclick = () => this.turn(); });
  }

  /** Choose an answer, or none. @param {HTMLElement} chosen */
  choose(chosen) {
    for (const one of this.choices) press(one, one === chosen && !pressed(one));
  }

  /** Show another variant of the lesson, at the step where the playhead is. @param {number} place */
  compare(place) {
    this.variants.forEach((one, k) => press(one, k === place));
    this.variant = place;
    this.draw();
  }

  /** Show paths and answer, and play them, or hide them again. */
  turn() {
    this.open = !this.open;
    this.plays += Number(this.open);
    this.serial += 1; // the playhead goes back to the start
    if (!this.open) this.variants.forEach((one, k) => press(one, k === 0));
    if (!this.open) this.variant = 0;
    this.say();
    this.draw();
    each(this.open ? ".ask" : ".reveal", (one) => one.focus()); // what was pressed is gone
  }

  say() {
    const guess = this.choices.find(pressed);
    each(".guess", (one) => {
      one.hidden = !guess;
      const right = this.choices[this.right - 1];
      if (guess) one.textContent = verdict(guess.textContent ?? "", right.textContent ?? "");
    });
    for (const name of [".told", ".ask", ".variants"]) each(name, (one) => { one.hidden = !this.open; });
    for (const name of [".choices", ".reveal"]) each(name, (one) => { one.hidden = this.open; });
  }

  draw() {
    const { plays, serial, shown, variant, veiled } = this;
    const data = this.open || !veiled ? shown[variant] : veiled;
    this.show({ ...data, plays, serial, step: serial ? 0 : data.step });
  }
}

/** @param {string} place @returns {HTMLElement[]} */
const buttons = (place) => all(`${place} button`);

/** @param {string} name @param {(one: HTMLElement) => void} change */
const each = (name, change) => all(name).forEach(change);

/** @param {string} name @returns {HTMLElement[]} */
const all = (name) => [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(name))];

/** @param {HTMLElement} button */
const pressed = (button) => button.getAttribute("aria-pressed") === "true";

/** @param {HTMLElement} button @param {boolean} on */
const press = (button, on) => button.setAttribute("aria-pressed", String(on));

/** Show what the page says. */
function begin() {
  /** @type {Said} */ const page = said();
  const [first] = page.shown;
  if (page.veiled) page.veiled.figure = whole(page.veiled.figure, first.figure);
  const question = new Question(page, offline(page.veiled ?? first));
  document.body.classList.toggle("framed", window.top !== window);
  question.say();
}

begin();
