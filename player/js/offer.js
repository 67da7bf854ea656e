// The offer: a click on the empty landscape asks whether the runs shall start there.

const STILL = 5; // pixels that a click may wander; more is a drag, and that zooms

export class Offer {
  /** `send(old, new)` tells that starts are to be moved; null stands for all of them. */
  constructor(area, send) {
    Object.assign(this, { area, send, point: null, locked: "" });
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "sb-offer";
    this.button.hidden = true;
    this.button.onclick = () => this.accept();
    area.element.append(this.button);
    this.onDown = (event) => this.down(event);
    this.onUp = (event) => this.up(event);
    this.onKey = (event) => { if (event.key === "Escape") this.close(); };
    document.addEventListener("pointerdown", this.onDown, true);
    document.addEventListener("pointerup", this.onUp, true);
    document.addEventListener("keydown", this.onKey);
  }

  down(event) {
    if (this.button.contains(event.target)) return;
    this.close();
    const own = this.area.plot.contains(event.target) && event.target.closest(".draglayer");
    this.from = own && !event.button && event.isPrimary ? [event.clientX, event.clientY] : null;
  }

  up({ clientX, clientY }) {
    if (!this.from || this.locked) return;
    const [x, y] = this.from;
    this.from = null;
    if (Math.hypot(clientX - x, clientY - y) <= STILL) this.open(x, y);
  }

  open(clientX, clientY) {
    const box = this.area.element.getBoundingClientRect();
    const [x, y] = [clientX - box.left, clientY - box.top];
    const panel = this.area.panels.find(({ frame: { left, top, width, height } }) => (
      x >= left && y >= top && x <= left + width && y <= top + height));
    if (!panel?.rulers.length || !this.area.starts.length) return;
    const { left, top } = panel.frame;
    this.point = this.area.rounded(panel, this.area.pointAt(panel, [x - left, y - top]), 500);
    this.button.textContent = this.area.runs > 1 ? "Start all runs here" : "Start here";
    this.button.hidden = false;
    this.button.classList.toggle("sb-leftward", x > this.area.size.width / 2);
    this.button.style.translate = `${x}px ${y}px`;
    this.area.ghost = { name: panel.name, from: [x - left, y - top], to: [x - left, y - top] };
    this.area.draw(this.area.step);
  }

  accept() {
    this.send(null, this.point);
    this.button.hidden = true;
  }

  close() {
    if (this.button.hidden) return;
    this.button.hidden = true;
    this.area.ghost = null;
    this.area.draw(this.area.step);
  }

  dispose() {
    document.removeEventListener("pointerdown", this.onDown, true);
    document.removeEventListener("pointerup", this.onUp, true);
    document.removeEventListener("keydown", this.onKey);
    this.button.remove();
  }
}
