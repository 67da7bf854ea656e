// Starts: a handle over each, to be dragged with mouse or finger or moved with the arrow keys. All that
// start at one place move together.

import { rounded } from "../areas/view.js";
import { button, equal, short } from "../tools.js";

/** @typedef {{ element: HTMLButtonElement, start: StartTrace, at: number[] }} Handle */
/** `show` moves what starts at a place along with the hand, and says whether it can; `send` tells that
 *  the start was let go; `giveUp` puts all back.
 *  @typedef {{ show: (old: number[] | null, at: number[]) => boolean, send: Send,
 *    giveUp: (old: number[]) => void }} StartHand */

const NUDGE = 0.01; // of an axis that an arrow key goes; with Shift five times as far
const WAIT = 600; // milliseconds after the last key until the move counts
/** @type {Record<string, number[]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Starts {
  /** @param {Area} area @param {StartHand} hand */
  constructor(area, hand) {
    this.area = area;
    this.hand = hand;
    /** @type {Handle[]} */ this.handles = [];
    /** @type {Handle | null} */ this.held = null;
    this.moved = false; // and not yet told
    this.locked = ""; // why no start can be moved
    this.label = document.createElement("output");
    this.label.className = "sb-where";
    this.label.hidden = true;
    area.element.append(this.label);
    area.onShow = () => this.adopt();
    area.onMove = () => this.place();
  }

  /** Say of every start whether it can be moved, and why not. @param {string} locked */
  show(locked) {
    this.locked = locked;
    this.adopt();
    if (!this.held) this.clear();
    this.place();
  }

  /** Take over the starts of a new figure; handles that are there keep the keyboard's focus. */
  adopt() {
    const { starts } = this.area;
    for (const { element } of this.handles.splice(starts.length)) element.remove();
    starts.forEach((start, k) => {
      const one = this.handles[k] ??= this.handle(start);
      if (one === this.held && this.moved) this.follow(one, start.meta.at);
      one.start = start;
      one.at = this.area.preview.placeOf(start.meta.at) ?? [...start.meta.at];
      this.say(one);
    });
    if (this.held && !this.handles.includes(this.held)) this.held = null;
  }

  /** Go on with the hand: the answer to an earlier move has come.
   *  @param {Handle} one @param {number[]} now */
  follow({ start, at }, now) {
    if (equal(start.meta.at, now)) return;
    this.hand.giveUp(start.meta.at);
    this.hand.show(now, at);
  }

  /** Return a new handle. @param {StartTrace} start @returns {Handle} */
  handle(start) {
    const element = button("sb-start");
    const one = { element, start, at: start.meta.at };
    element.onpointerdown = (event) => this.grab(one, event);
    element.onpointermove = (event) => this.drag(one, event);
    element.onpointerup = () => this.drop(one);
    element.onpointercancel = () => this.giveUp(one);
    element.onkeydown = (event) => this.press(one, event);
    element.onblur = () => this.settle(one);
    this.area.element.append(element);
    return one;
  }

  /** Name a handle for those who do not see it. @param {Handle} handle */
  say({ element, start, at }) {
    const names = start.meta.names.join(", ");
    const text = `Start of ${names} at ${this.words(at)}.`;
    element.setAttribute("aria-label", `${text} ${this.locked || "Arrow keys move it."}`);
    element.setAttribute("aria-disabled", String(Boolean(this.locked)));
    element.title = this.locked || `Start of ${names}: drag it, or use the arrow keys`;
  }

  /** Return a point in words. @param {number[]} at */
  words(at) {
    const { variables } = this.area.picture.meta;
    return at.map((value, k) => `${variables[k]} ${short(value)}`).join(", ");
  }

  /** Put every handle where its start is on the screen; out of the picture it is out of reach. */
  place() {
    for (const { element, start, at } of this.handles) {
      const view = this.area.viewOf(start);
      const [x, y] = view.pixelsOf(at);
      const { left, top, width, height } = view.frame;
      element.hidden = !(x >= 0 && y >= 0 && x <= width && y <= height);
      element.style.translate = `${left + x}px ${top + y}px`;
    }
  }

  /** Take hold of a start. @param {Handle} one @param {PointerEvent} event */
  grab(one, event) {
    if (event.button || !event.isPrimary) return;
    event.stopPropagation();
    if (this.locked) return this.tell(one, this.locked);
    one.element.setPointerCapture(event.pointerId);
    this.held = one;
    this.box = this.area.element.getBoundingClientRect(); // to ask at each move would lay the page out again
    this.scale = this.area.scale;
    one.element.classList.add("sb-held");
  }

  /** Move the start that is held to where the pointer is. @param {Handle} one @param {PointerEvent} event */
  drag(one, event) {
    if (this.held !== one) return;
    const view = this.area.viewOf(one.start);
    const box = /** @type {DOMRect} */ (this.box);
    /** @param {number} value @param {number} most */
    const hold = (value, most) => Math.min(Math.max(value, 0), most);
    const { left, top, width, height } = view.frame;
    const scale = /** @type {number} */ (this.scale); // a presentation is enlarged
    const x = hold((event.clientX - box.left) / scale - left, width);
    const y = hold((event.clientY - box.top) / scale - top, height);
    const point = view.pointAt([x, y]);
    if (point) this.move(one, point);
  }

  /** Move a start, and its paths with it; where the browser cannot run them, they wait for the release.
   *  @param {Handle} one @param {number[]} point */
  move(one, point) {
    const view = this.area.viewOf(one.start);
    const at = rounded(view, point);
    const old = one.start.meta.at;
    for (const other of this.handles) if (equal(other.start.meta.at, old)) other.at = at;
    this.moved = true;
    const live = this.hand.show(old, at);
    const [from, to] = [old, at].map(view.pixelsOf);
    this.area.ghost = live ? null : { name: view.name, from, to };
    this.place();
    if (this.held !== one) this.say(one); // a pointer that is down needs no name
    this.tell(one, this.words(at));
    if (!live) this.area.draw(this.area.step);
  }

  /** @param {Handle} one */
  drop(one) {
    if (this.held !== one) return;
    this.release(one);
    this.say(one);
    this.settle(one);
  }

  /** Put a start back where it was. @param {Handle} one */
  giveUp(one) {
    this.release(one);
    this.moved = false;
    this.hand.giveUp(one.start.meta.at);
    this.adopt();
    this.clear();
    this.place();
    this.say(one);
  }

  /** @param {Handle} one */
  release(one) {
    this.held = null;
    one.element.classList.remove("sb-held");
  }

  /** Tell the server, if the start was moved. @param {Handle} one */
  settle(one) {
    clearTimeout(this.timer);
    if (this.held || !this.moved) return;
    this.moved = false;
    this.label.hidden = true;
    this.hand.send(one.start.meta.at, one.at);
  }

  /** Do what a key asks for. @param {Handle} one @param {KeyboardEvent} event */
  press(one, event) {
    const way = WAYS[event.key];
    if (event.key === "Escape" && this.moved) this.giveUp(one);
    else if (event.key === "Enter") this.settle(one);
    else if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(this.timer);
    if (!way) return;
    if (this.locked) return this.tell(one, this.locked);
    const far = NUDGE * (event.shiftKey ? 5 : 1);
    const { spans } = this.area.viewOf(one.start);
    this.move(one, one.at.map((value, k) => value + way[k] * far * spans[k]));
    this.timer = setTimeout(() => this.settle(one), WAIT);
  }

  /** Write beside the handle; a sentence goes away by itself. @param {Handle} one @param {string} words */
  tell(one, words) {
    this.label.textContent = words;
    this.label.hidden = false;
    const { frame } = this.area.viewOf(one.start);
    const [x] = one.element.style.translate.split(" ").map(parseFloat);
    this.label.classList.toggle("sb-leftward", x > frame.left + frame.width / 2);
    this.label.style.translate = one.element.style.translate;
    clearTimeout(this.hiding);
    if (words === this.locked) this.hiding = setTimeout(() => { this.label.hidden = true; }, 2500);
  }

  clear() {
    this.area.ghost = null;
    this.label.hidden = true;
    this.area.draw(this.area.step);
  }

  dispose() {
    clearTimeout(this.timer);
    clearTimeout(this.hiding);
    for (const { element } of this.handles) element.remove();
    this.label.remove();
  }
}
