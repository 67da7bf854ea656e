// Starts: a handle over each, to be dragged with mouse or finger or moved with the arrow keys.

import { short } from "./numbers.js";

const NUDGE = 0.01; // of an axis that an arrow key goes; with Shift five times as far
const WAIT = 600; // milliseconds after the last key until the move counts
const FINE = 500; // parts of an axis that a dragged start is rounded to: links stay short

export class Starts {
  /** `send(old, new)` tells that a start was moved. */
  constructor(area, send) {
    Object.assign(this, { area, send, handles: [], locked: "" });
    this.label = document.createElement("output");
    this.label.className = "sb-where";
    this.label.hidden = true;
    area.element.append(this.label);
    area.onShow = () => this.adopt();
    area.onMove = () => this.place();
  }

  /** Say of every start whether it can be moved, and why not. */
  show(locked) {
    this.locked = locked;
    this.adopt();
    if (!this.held) this.clear();
    this.place();
  }

  /** Take over the starts of a new figure; handles that are there keep the keyboard's focus. */
  adopt() {
    const { starts } = this.area;
    while (this.handles.length > starts.length) this.handles.pop().element.remove();
    while (this.handles.length < starts.length) this.handles.push(this.handle());
    if (!this.handles.includes(this.held)) this.held = null;
    starts.forEach((start, k) => {
      Object.assign(this.handles[k], { start, at: [...start.meta.at] });
      this.say(this.handles[k]);
    });
  }

  handle() {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "sb-start";
    const one = { element, start: null, at: null };
    element.onpointerdown = (event) => this.grab(one, event);
    element.onpointermove = (event) => this.drag(one, event);
    element.onpointerup = () => this.drop(one);
    element.onpointercancel = () => this.giveUp(one);
    element.onkeydown = (event) => this.press(one, event);
    element.onblur = () => this.settle(one);
    this.area.element.append(element);
    return one;
  }

  say({ element, start, at }) {
    const names = start.meta.names.join(", ");
    const text = `Start of ${names} at ${this.words(at)}.`;
    element.setAttribute("aria-label", `${text} ${this.locked || "Arrow keys move it."}`);
    element.setAttribute("aria-disabled", String(Boolean(this.locked)));
    element.title = this.locked || `Start of ${names}: drag it, or use the arrow keys`;
  }

  words(at) {
    return at.map((value, k) => `${this.area.variables[k]} ${short(value)}`).join(", ");
  }

  /** Put every handle where its start is on the screen; out of the picture it is out of reach. */
  place() {
    for (const { element, start, at } of this.handles) {
      const panel = this.area.panelOf(start);
      const [x, y] = this.area.pixelsOf(panel, at);
      const { left, top, width, height } = panel.frame;
      element.hidden = !(x >= 0 && y >= 0 && x <= width && y <= height);
      element.style.translate = `${left + x}px ${top + y}px`;
    }
  }

  grab(one, event) {
    if (event.button || !event.isPrimary) return;
    event.stopPropagation();
    if (this.locked) {
      this.tell(one, this.locked);
      return;
    }
    one.element.setPointerCapture(event.pointerId);
    this.held = one;
    one.element.classList.add("sb-held");
  }

  drag(one, event) {
    if (this.held !== one) return;
    const panel = this.area.panelOf(one.start);
    const box = this.area.element.getBoundingClientRect();
    const hold = (value, most) => Math.min(Math.max(value, 0), most);
    const { left, top, width, height } = panel.frame;
    const x = hold(event.clientX - box.left - left, width);
    const y = hold(event.clientY - box.top - top, height);
    const point = this.area.pointAt(panel, [x, y]);
    if (point) this.move(one, point);
  }

  /** Show the start at another point: its ghost follows, the paths wait for the release. */
  move(one, point) {
    const panel = this.area.panelOf(one.start);
    one.at = this.area.rounded(panel, point, FINE);
    const from = this.area.pixelsOf(panel, one.start.meta.at);
    this.area.ghost = { name: panel.name, from, to: this.area.pixelsOf(panel, one.at) };
    this.place();
    this.say(one);
    this.tell(one, this.words(one.at));
    this.area.draw(this.area.step);
  }

  drop(one) {
    if (this.held !== one) return;
    this.release(one);
    this.settle(one);
  }

  giveUp(one) {
    one.at = [...one.start.meta.at];
    this.release(one);
    this.clear();
    this.place();
    this.say(one);
  }

  release(one) {
    this.held = null;
    one.element.classList.remove("sb-held");
  }

  /** Tell the server, if the start is at another place than it was. */
  settle(one) {
    clearTimeout(this.timer);
    if (this.held || !one.at || one.at.every((value, k) => value === one.start.meta.at[k])) return;
    this.send(one.start.meta.at, one.at);
  }

  press(one, event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (event.key === "Escape" && this.area.ghost) this.giveUp(one);
    else if (event.key === "Enter") this.settle(one);
    else if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(this.timer);
    if (!way) return;
    if (this.locked) {
      this.tell(one, this.locked);
      return;
    }
    const far = NUDGE * (event.shiftKey ? 5 : 1);
    const panel = this.area.panelOf(one.start);
    this.move(one, one.at.map((value, k) => value + way[k] * far * panel.spans[k]));
    this.timer = setTimeout(() => this.settle(one), WAIT);
  }

  /** Write a few words beside the handle; a sentence goes away by itself. */
  tell(one, words) {
    this.label.textContent = words;
    this.label.hidden = false;
    const { width } = this.area.size;
    const [x] = one.element.style.translate.split(" ").map(parseFloat);
    this.label.classList.toggle("sb-leftward", x > width / 2);
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
