// The player: one figure, one playhead. Called by Streamlit at first and whenever data or theme change.

import { Area } from "./areas.js";
import { Clock } from "./clock.js";
import { Reader } from "./figure.js";
import { Legend } from "./legend.js";
import { load } from "./library.js";
import { Offer } from "./offer.js";
import { Singled } from "./singled.js";
import { Starts } from "./starts.js";
import { pageTheme } from "./theme.js";
import { tracksOf } from "./tracks.js";
import { Transport } from "./transport.js";
import { Zoomed } from "./zoomed.js";

const REPORT_AFTER = 150; // milliseconds of rest before the server hears of a step
const CHOSEN_AFTER = 400; // and of what was chosen: one report for a few clicks

class Player {
  constructor(parent) {
    this.root = parent.querySelector(".sb-player");
    this.says = this.root.querySelector(".sb-says");
    this.clock = new Clock(() => this.frame(), () => this.rest());
    this.transport = new Transport(this.root, this.clock, () => this.chosen());
    this.legend = new Legend(this.root.querySelector(".sb-legend"), () => {
      this.redraw();
      this.chosen();
    });
    this.singled = new Singled(this.root, (run) => this.areas.forEach((area) => area.single(run)));
    this.reader = new Reader();
    this.areas = [];
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.root);
    this.alive = true;
    this.busy = null;
  }

  /** Take what the server sent; see `show` in component.py. */
  take(data, tell) {
    Object.assign(this, { data, tell, stale: true });
    this.place(data);
    this.adopt(data);
    this.clock.race = data.playback.race;
    this.singled.cards = data.cards;
    this.frame();
    this.root.dataset.testid = "player"; // its step is true and its keys work: now it can be found
    this.busy ??= this.draw();
  }

  /** Draw what came last; what comes while Plotly is at work is drawn next, and only the last. */
  async draw() {
    try {
      const library = await load(this.data.library);
      while (this.stale && this.alive) {
        this.stale = false;
        await this.show(this.data, library);
      }
    } catch (error) {
      this.fail(error);
    }
    this.busy = null;
  }

  /** Move the playhead when the server says so; else it stays where the visitor left it. */
  place({ steps, step, serial }) {
    this.clock.resize(steps);
    if (serial !== this.serial) {
      this.clock.seek(step);
      this.reported = step;
    }
    this.serial = serial;
  }

  /** Take speed, loop and hidden runs over, unless the visitor has chosen others since. */
  adopt({ playback, heard }) {
    this.change ??= heard;
    if (heard !== this.change) return;
    this.transport.choose(playback);
    this.regroup = this.legend.hide(playback.hidden) || this.regroup;
  }

  async show({ figure, playback, steps, locked }, library) {
    const theme = pageTheme(this.root);
    const read = this.reader.read(figure, theme);
    if (!this.areas.length) this.areas = this.build(library);
    for (const area of this.areas) area.playback = { ...playback, steps };
    this.offer.locked = locked;
    if (read) {
      this.read = { ...read, font: theme.font, variables: read.meta.variables };
      this.legend.show(tracksOf(read.traces).filter(({ meta }) => meta.panel === "loss"));
      this.zoomed.take(read.layout);
      if (this.says.textContent) this.say(); // what was said before is true no longer
    }
    if (read || this.regroup) await this.spread();
    if (!this.alive) return;
    this.starts.show(locked);
    this.zoomed.show(locked);
    for (const area of this.areas) area.dim();
    this.root.classList.add("sb-ready");
    this.root.querySelector(".sb-trouble").hidden = true;
    this.frame();
  }

  /** Give every area its panels of the figure. */
  async spread() {
    this.regroup = false;
    const hidden = new Set(this.legend.hidden);
    const { panels } = this.read.meta;
    this.root.dataset.panels = panels.filter(({ area }) => area === "picture").length;
    for (const area of this.areas) {
      const own = panels.filter((panel) => panel.area === area.name);
      if (area.name === "chart") area.element.setAttribute("aria-label", spoken(own));
      await area.show({ ...this.read, panels: own, hidden });
      if (!this.alive) return;
    }
  }

  /** Draw the same figure again: other runs are hidden. */
  redraw() {
    this.regroup = this.stale = true;
    this.busy ??= this.draw();
  }

  build(library) {
    const areas = [...this.root.querySelectorAll("[data-area]")].map((element) => {
      const area = new Area(element, library);
      area.name = element.dataset.area;
      return area;
    });
    const move = (old, point) => this.tell.trigger("start", { old, new: point });
    this.starts = new Starts(areas[0], move);
    this.offer = new Offer(areas[0], move);
    this.zoomed = new Zoomed(areas[0], (ends) => this.tell.trigger("window", ends));
    return areas;
  }

  frame() {
    const { clock } = this;
    this.transport.update();
    this.legend.update(clock.step);
    for (const area of this.areas) if (area.panels.length) area.draw(clock.shown);
  }

  /** The playhead has come to rest: say so, and tell the server once it stays. */
  rest() {
    const { step } = this.clock;
    this.say();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.clock.playing || step === this.reported) return;
      this.reported = step;
      const detail = { step, serial: this.serial };
      const said = new CustomEvent("sb-rest", { detail, bubbles: true, cancelable: true });
      if (this.root.dispatchEvent(said)) this.tell.state("step", detail); // else an ear tells it
    }, REPORT_AFTER);
  }

  /** Say to a screen reader where the runs are. */
  say() {
    const { step, steps } = this.clock;
    this.says.textContent = this.legend.summary(step, steps);
  }

  /** The visitor chose a speed, the loop or what is hidden: tell the server after a short rest. */
  chosen() {
    this.change += 1;
    clearTimeout(this.choosing);
    this.choosing = setTimeout(() => {
      const { clock: { speed, loop }, legend: { hidden }, change } = this;
      this.tell.state("playback", { speed, loop, hidden: [...hidden], change });
    }, CHOSEN_AFTER);
  }

  resize() {
    cancelAnimationFrame(this.sizing);
    this.sizing = requestAnimationFrame(() => {
      for (const area of this.areas) area.resize();
    });
  }

  fail(error) {
    if (!this.alive) return;
    console.error(error);
    const place = this.root.querySelector(".sb-trouble");
    place.textContent = error.message;
    place.hidden = false;
  }

  dispose() {
    this.alive = false;
    this.root.classList.remove("sb-ready");
    delete this.root.dataset.testid;
    this.clock.stop();
    this.transport.dispose();
    this.singled.dispose();
    this.starts?.dispose();
    this.offer?.dispose();
    this.zoomed?.dispose();
    this.sizes.disconnect();
    cancelAnimationFrame(this.sizing);
    clearTimeout(this.timer);
    clearTimeout(this.choosing);
    for (const area of this.areas) area.dispose();
  }
}

/** What the charts show, in words: the variables' names are written for Plotly. */
function spoken(charts) {
  const titles = charts.map(({ title }) => title.replace(/<[^>]*>/g, ""));
  return `By step, for each run: ${titles.join("; below it ")}`;
}

const players = new WeakMap();

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  if (!players.has(parentElement)) players.set(parentElement, new Player(parentElement));
  const player = players.get(parentElement);
  player.take(data, { state: setStateValue, trigger: setTriggerValue });
  return () => {
    player.dispose();
    players.delete(parentElement);
  };
}
