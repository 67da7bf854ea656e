// Rows: with its switch on, the target of any row of the fit is moved, with mouse, finger or keys, and the
// landscape, which is made of the rows, with it.

import { rowsAt } from "../drawing/fit.js";
import { button, short } from "../tools.js";

/** A target to be. @typedef {{ row: number, column: number, value: number }} Lift */
/** `show` moves a row along with the hand and says whether it can, `send` tells that it was let go, `giveUp`
 *  puts it back.
 *  @typedef {Record<"send" | "giveUp", (lift: Lift) => void> & { show: (lift: Lift) => boolean }} RowHand */

const REACH = 24; // pixels from a row that still take hold of it
const NUDGE = 0.01; // of an axis that an arrow key goes; with Shift five times as far
const WAIT = 600; // milliseconds after the last key until the move counts
const DIGITS = 4; // that a table in a link keeps

export class Rows {
  /** @param {Area} area @param {RowHand} hand */
  constructor(area, hand) {
    this.area = area;
    this.hand = hand;
    this.able = this.on = this.held = false;
    this.row = 0;
    /** @type {Lift | null} */ this.lift = null; // what is not yet told
    this.toggle = Object.assign(button("sb-move-rows"), { textContent: "Move rows" });
    this.toggle.title = "Drag a point up or down: the loss changes with it";
    this.toggle.onclick = () => this.turn(!this.on);
    this.handle = button("sb-row");
    this.handle.onkeydown = (event) => this.press(event);
    this.handle.onblur = () => this.settle();
    this.pad = Object.assign(document.createElement("div"), { className: "sb-rows" });
    this.pad.onpointerdown = (event) => this.grab(event);
    this.pad.onpointermove = (event) => this.drag(event);
    this.pad.onpointerup = () => this.drop();
    this.pad.onpointercancel = () => this.giveUp();
    area.element.append(this.toggle, this.pad, this.handle);
    area.onShow = area.onMove = () => this.place();
    this.turn(false);
  }

  get view() {
    return this.area.views.find(({ panel }) => "fit" in panel);
  }

  get target() {
    const panel = this.view?.panel;
    return (panel && "fit" in panel && panel.fit?.target) || null;
  }

  /** Say whether rows can be moved at all. @param {string} locked - why not, empty where they can */
  show(locked) {
    this.able = !locked && this.area.preview.able;
    this.place();
  }

  /** @param {boolean} on */
  turn(on) {
    this.on = on;
    this.toggle.setAttribute("aria-pressed", String(on));
    this.place();
  }

  /** Where the rows stand in the panel. */
  get places() {
    return this.view && rowsAt(this.area, this.view.rulers);
  }

  /** Put switch, pad and handle where the fit is on the screen. */
  place() {
    const { view, places, target } = this;
    const shown = Boolean(this.able && view && places && target);
    this.toggle.hidden = !shown;
    this.pad.hidden = this.handle.hidden = !shown || !this.on;
    if (!view || !places || !target) return;
    const { left, top, width, height } = view.frame;
    this.toggle.style.translate = `${left + width}px ${top + height}px`;
    for (const [side, length] of Object.entries({ left, top, width, height })) {
      this.pad.style.setProperty(side, `${length}px`);
    }
    this.row = Math.min(this.row, places.x.length - 1);
    this.handle.style.translate = `${left + places.x[this.row]}px ${top + places.y[this.row]}px`;
    const words = `Row ${this.row + 1}: ${target.name} ${short(this.value)}.`;
    const keys = "Up and down move it, left and right choose another row.";
    this.handle.setAttribute("aria-label", `${words} ${keys}`);
  }

  /** The target of the row that is chosen. */
  get value() {
    const rows = this.area.own.find(({ meta }) => meta.role === "rows");
    return this.area.preview.lifted.get(this.row) ?? Number(rows?.customdata[this.row][1]);
  }

  /** Return where a pointer is in the panel. @param {PointerEvent} event @returns {Place} */
  at({ clientX, clientY }) {
    const { left, top } = this.pad.getBoundingClientRect();
    return [(clientX - left) / this.area.scale, (clientY - top) / this.area.scale];
  }

  /** Take hold of the nearest row. @param {PointerEvent} event */
  grab(event) {
    const { places } = this;
    if (event.button || !event.isPrimary || !places) return;
    const [u, v] = this.at(event);
    const far = Array.from(places.x, (x, row) => Math.hypot(x - u, places.y[row] - v));
    const nearest = far.indexOf(Math.min(...far));
    if (far[nearest] > REACH) return;
    this.settle();
    this.row = nearest;
    this.held = true;
    this.pad.setPointerCapture(event.pointerId);
    this.place();
  }

  /** @param {PointerEvent} event */
  drag(event) {
    if (!this.held || !this.view) return;
    const { height } = this.view.frame;
    this.move(this.view.readings[1](Math.min(Math.max(this.at(event)[1], 0), height)));
  }

  /** Move the row to a value, or as near as its target can be. @param {number} value */
  move(value) {
    const { target } = this;
    if (!target) return;
    const near = Number(value.toPrecision(DIGITS));
    const fit = target.classes ? Number(value > 0.5) : Math.max(near, target.least ?? -Infinity);
    const lift = { row: this.row, column: target.column, value: fit };
    if (fit === this.value || !this.hand.show(lift)) return;
    this.lift = lift;
    this.place();
  }

  drop() {
    this.held = false;
    this.settle();
  }

  /** Tell the server, if a row was moved. */
  settle() {
    clearTimeout(this.timer);
    if (this.held || !this.lift) return;
    this.hand.send(this.lift);
    this.lift = null;
  }

  /** Put the row back where it was. */
  giveUp() {
    this.held = false;
    if (this.lift) this.hand.giveUp(this.lift);
    this.lift = null;
    this.place();
  }

  /** Do what a key asks for. @param {KeyboardEvent} event */
  press(event) {
    const { places, view } = this;
    const up = Number(event.key === "ArrowUp") - Number(event.key === "ArrowDown");
    const on = Number(event.key === "ArrowRight") - Number(event.key === "ArrowLeft");
    const known = up || on || event.key === "Enter" || (event.key === "Escape" && this.lift);
    if (!known || !places || !view) return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(this.timer);
    if (event.key === "Escape") return this.giveUp();
    if (!up) this.settle();
    if (on) this.choose(places.x, on);
    if (!up) return this.place();
    const far = this.target?.classes ? 1 : NUDGE * (event.shiftKey ? 5 : 1) * view.spans[1];
    this.move(this.value + up * far);
    this.timer = setTimeout(() => this.settle(), WAIT);
  }

  /** Choose the next row to the left or to the right. @param {Float64Array} x @param {number} on */
  choose(x, on) {
    const order = Array.from(x.keys()).sort((a, b) => x[a] - x[b]);
    const next = order.indexOf(this.row) + on;
    this.row = order[Math.min(Math.max(next, 0), order.length - 1)];
  }

  dispose() {
    clearTimeout(this.timer);
    for (const one of [this.toggle, this.pad, this.handle]) one.remove();
  }
}
