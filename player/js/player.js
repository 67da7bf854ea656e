// The player: one figure, one playhead. Called by Streamlit at first and whenever data or theme change.

import { Area } from "./areas/area.js";
import { spoken } from "./areas/grid.js";
import { Clock } from "./controls/clock.js";
import { Legend, Singled } from "./controls/legend.js";
import { StartHere } from "./controls/start_here.js";
import { Rows } from "./controls/rows.js";
import { Starts } from "./controls/starts.js";
import { Transport } from "./controls/transport.js";
import { UseThisView } from "./controls/use_this_view.js";
import { find } from "./tools.js";
import { Reader } from "./figure/figure.js";
import { load } from "./figure/library.js";
import { printing } from "./figure/printing.js";
import { pageTheme } from "./figure/theme.js";
import { tracksOf } from "./figure/tracks.js";
import { Hand } from "./live/hand.js";

/** @typedef {Pick<Mounted<PlayerData>, "setStateValue" | "setTriggerValue">} Tell */

const REPORT_AFTER = 150; // milliseconds of rest before the server hears of a step
const CHOSEN_AFTER = 400; // and of what was chosen: one report for a few clicks

export class Player {
  /** @param {HTMLElement} parent @param {PlayerData} data @param {Tell} tell */
  constructor(parent, data, tell) {
    this.data = data;
    this.tell = tell;
    /** @type {HTMLElement} */ this.root = find(parent, ".sb-player");
    /** @type {HTMLElement} */ this.says = find(this.root, ".sb-says");
    /** @type {HTMLElement} */ this.trouble = find(this.root, ".sb-trouble");
    this.hand = new Hand(this.root, {
      areas: () => this.areas,
      draw: () => this.frame(),
      tell: tell.setTriggerValue && ((name, value) => this.tell.setTriggerValue(name, value)),
      follow: (preview, meta) => this.legend.follow(preview, meta),
      resize: (steps) => this.clock.resize(steps),
    });
    this.clock = new Clock(() => this.frame(), () => this.rest());
    this.transport = new Transport(this.root, this.clock, () => this.chosen());
    this.legend = new Legend(find(this.root, ".sb-legend"), () => {
      this.redraw();
      this.chosen();
    }, this.hand.rates());
    this.singled = new Singled(this.root, (run) => this.areas.forEach((area) => area.single(run)));
    this.reader = new Reader();
    /** @type {Area[]} */ this.areas = [];
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.root);
    this.unprint = printing(this.root, () => this.redraw());
    this.alive = true;
    this.stale = this.regroup = false; // what came last is not drawn yet; other runs are hidden
    /** @type {Promise<void> | null} */ this.busy = null;
    this.serial = this.reported = this.sizing = -1;
    this.change = data.heard;
    /** @type {Picture | null} */ this.picture = null;
    /** @type {ReturnType<Player["build"]> | null} */ this.handles = null;
  }

  /** Take what the server sent; see `show` in component.py. @param {PlayerData} data @param {Tell} tell */
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
      this.fail(/** @type {Error} */ (error));
    }
    this.busy = null;
  }

  /** Move the playhead when the server says so; else it stays where it was left. @param {PlayerData} data */
  place({ steps, step, serial }) {
    this.clock.resize(steps);
    if (serial !== this.serial) {
      this.clock.seek(step);
      this.reported = step;
    }
    this.serial = serial;
  }

  /** Take speed, loop and hidden runs over, unless others were chosen since. @param {PlayerData} data */
  adopt({ playback, heard }) {
    if (heard !== this.change) return;
    this.transport.choose(playback);
    this.regroup = this.legend.hide(playback.hidden) || this.regroup;
  }

  /** Show a figure as it is told. @param {PlayerData} data @param {Plotly} library */
  async show({ figure, playback, steps, locked, live, widgets, plays }, library) {
    const theme = pageTheme(this.root);
    const read = this.reader.read(figure, theme);
    const { starts, startHere, useThisView, rows } = this.handles ??= this.build(library);
    for (const area of this.areas) area.playback = { ...playback, steps };
    this.root.classList.toggle("sb-reasoned", playback.vectors);
    this.root.classList.toggle("sb-batched", playback.batches);
    startHere.locked = locked;
    if (read) {
      this.picture = { ...read, font: theme.font, panels: [], hidden: new Set() };
      const losses = tracksOf(read.traces).filter(({ meta }) => meta.panel === "loss");
      this.legend.show(losses, read.meta.runs, locked && "fixed");
      this.hand.take({ live, widgets }, this.picture, losses.map(({ name }) => name));
      useThisView.take(read.layout);
      this.root.classList.toggle("sb-curve", read.meta.variables.length === 1);
      this.root.classList.toggle("sb-asking", read.meta.runs.some((_, k) => this.hand.preview.asks(k)));
      if (this.says.textContent) this.say(); // what was said before is true no longer
    }
    if (this.picture && (read || this.regroup)) await this.spread(this.picture);
    if (!this.alive) return;
    starts.show(locked);
    rows.show(locked);
    useThisView.show(this.hand.reach.tell ? locked : "without a server");
    this.root.classList.add("sb-ready");
    this.trouble.hidden = true;
    this.hand.paint(); // what is changed and not answered is changed in the new figure, too
    if (read) this.hand.post.next();
    this.clock.ask(plays);
  }

  /** Give every area its panels of the figure. @param {Picture} picture */
  async spread(picture) {
    this.regroup = false;
    const { panels } = picture.meta;
    const count = (/** @type {string} */ name) => String(panels.filter(({ area }) => area === name).length);
    [this.root.dataset.panels, this.root.dataset.charts] = [count("picture"), count("chart")];
    this.root.classList.toggle("sb-fitted", panels.some((panel) => "fit" in panel));
    for (const area of this.areas) {
      const own = panels.filter((panel) => panel.area === area.name);
      if (area.name === "chart") area.element.setAttribute("aria-label", spoken(own));
      await area.show({ ...picture, panels: own, hidden: new Set(this.legend.hidden) });
      if (!this.alive) return;
    }
  }

  /** Draw the same figure again: other runs are hidden, or it goes to paper. */
  redraw() {
    this.regroup = this.stale = true;
    this.busy ??= this.draw();
  }

  /** Make the areas, and return what moves something in the first of them. @param {Plotly} library */
  build(library) {
    /** @type {NodeListOf<HTMLElement>} */ const elements = this.root.querySelectorAll("[data-area]");
    this.areas = [...elements].map((element) => new Area(element, library, this.hand.preview));
    const [picture, chart] = this.areas;
    const hand = this.hand.starts();
    const starts = new Starts(picture, hand);
    const startHere = new StartHere(picture, (old, point) => {
      hand.show(old, point);
      hand.send(old, point);
    });
    const useThisView = new UseThisView(picture, (ends) => this.tell.setTriggerValue("window", ends));
    return { starts, startHere, useThisView, rows: new Rows(chart, this.hand.rows()) };
  }

  frame() {
    const { clock } = this;
    this.transport.update();
    this.legend.update(clock.step);
    for (const area of this.areas) if (area.views.length) area.draw(clock.shown);
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
      if (this.root.dispatchEvent(said)) this.tell.setStateValue("step", detail); // else a relay
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
      this.tell.setStateValue("playback", { speed, loop, hidden: [...hidden], change });
    }, CHOSEN_AFTER);
  }

  resize() {
    cancelAnimationFrame(this.sizing);
    this.sizing = requestAnimationFrame(() => {
      for (const area of this.areas) area.resize();
    });
  }

  /** Say why nothing can be drawn. @param {Error} error */
  fail(error) {
    if (!this.alive) return;
    console.error(error);
    this.trouble.textContent = error.message;
    this.trouble.hidden = false;
  }

  dispose() {
    this.alive = false;
    this.root.classList.remove("sb-ready");
    delete this.root.dataset.testid;
    this.clock.stop();
    this.sizes.disconnect();
    this.unprint();
    cancelAnimationFrame(this.sizing);
    const { transport, singled, hand, legend, areas } = this;
    const handles = [...Object.values(this.handles ?? {}), hand, ...legend.rows.map(({ rate }) => rate)];
    for (const one of [transport, singled, ...handles, ...areas]) one.dispose();
    for (const one of [this.timer, this.choosing]) clearTimeout(one);
  }
}

/** @type {WeakMap<HTMLElement, Player>} */ const players = new WeakMap();

/** @param {Mounted<PlayerData>} mounted */
export default function mount({ data, parentElement, setStateValue, setTriggerValue }) {
  const tell = { setStateValue, setTriggerValue };
  const player = players.get(parentElement) ?? new Player(parentElement, data, tell);
  players.set(parentElement, player);
  player.take(data, tell);
  return () => {
    player.dispose();
    players.delete(parentElement);
  };
}
