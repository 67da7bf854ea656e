// Start here: a click on the empty landscape asks whether the runs shall start there.

import { rounded } from "../areas/view.js";
import { button } from "../tools.js";

const STILL = 5; // pixels that a click may wander; more is a drag, and that zooms

export class StartHere {
  /** @param {Area} area @param {Send} send */
  constructor(area, send) {
    this.area = area;
    this.locked = ""; // why no start can be moved
    /** @type {number[]} */ this.point = [];
    /** @type {Place | null} */ this.from = null; // of the page, where the pointer went down
    this.button = button("sb-offer");
    this.button.hidden = true;
    this.button.onclick = () => {
      send(null, this.point);
      this.button.hidden = true;
    };
    area.element.append(this.button);
    this.gone = new AbortController();
    const { signal } = this.gone;
    document.addEventListener("pointerdown", (event) => this.down(event), { capture: true, signal });
    document.addEventListener("pointerup", (event) => this.up(event), { capture: true, signal });
    document.addEventListener("keydown", ({ key }) => { if (key === "Escape") this.close(); }, { signal });
  }

  /** Note where a click on the landscape begins; others close the question. @param {PointerEvent} event */
  down({ target: place, button: which, isPrimary, clientX, clientY }) {
    const target = /** @type {Element} */ (place);
    if (this.button.contains(target)) return;
    this.close();
    const own = this.area.plot.contains(target) && target.closest(".draglayer");
    this.from = own && !which && isPrimary ? [clientX, clientY] : null;
  }

  /** Ask, where a click has not become a drag. @param {PointerEvent} event */
  up({ clientX, clientY }) {
    if (!this.from || this.locked) return;
    const [x, y] = this.from;
    this.from = null;
    if (Math.hypot(clientX - x, clientY - y) <= STILL) this.open(x, y);
  }

  /** Ask whether to start at a place of the page. @param {number} clientX @param {number} clientY */
  open(clientX, clientY) {
    const { area } = this;
    const box = area.element.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top].map((length) => length / area.scale);
    const view = area.views.find(({ frame: { left, top, width, height } }) => (
      x >= left && y >= top && x <= left + width && y <= top + height));
    if (!view?.rulers.length || !area.starts.length) return;
    /** @type {Place} */ const at = [x - view.frame.left, y - view.frame.top];
    this.point = rounded(view, view.pointAt(at) ?? []);
    this.button.textContent = area.runs > 1 ? "Start all runs here" : "Start here";
    this.button.hidden = false;
    this.button.classList.toggle("sb-leftward", x > area.size.width / 2);
    this.button.style.translate = `${x}px ${y}px`;
    area.ghost = { name: view.name, from: at, to: at };
    area.draw(area.step);
  }

  close() {
    if (this.button.hidden) return;
    this.button.hidden = true;
    this.area.ghost = null;
    this.area.draw(this.area.step);
  }

  dispose() {
    this.gone.abort();
    this.button.remove();
  }
}
