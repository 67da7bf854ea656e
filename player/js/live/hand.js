// The hand: what is moved in the picture and its legend is drawn in the next frame, and told to the server
// when it is let go. The server's arrays are the truth and take the place of what was drawn.

import { simulate } from "../engine/run.js";
import { tracksOf } from "../figure/tracks.js";
import { equal, find } from "../tools.js";
import { Post } from "./post.js";
import { Preview } from "./preview.js";
import { Widgets } from "./widgets.js";

/** @typedef {import("./preview.js").Edit} Edit */
/** What a hand has to do with: `draw` draws the playhead's place, `follow` changes the legend's numbers,
 *  `resize` the number of steps.
 *  Without a server, `tell` is null.
 *  @typedef {{ areas: () => Area[], draw: () => void, tell: Mounted<unknown>["setTriggerValue"] | null,
 *    follow: (preview: Preview, meta: FigureMeta) => void, resize: (steps: number) => void }} Reach */

const SAME = 1e-9; // of the window: paths that are nearer to each other differ by rounding

export class Hand {
  /** @param {HTMLElement} root @param {Reach} reach */
  constructor(root, reach) {
    this.root = root;
    this.reach = reach;
    this.preview = new Preview();
    this.post = new Post(find(root, ".sb-unsaved"));
    this.widgets = new Widgets(this);
    /** @type {Figure | null} */ this.picture = null;
    /** @type {Map<string, number[]>} */ this.told = new Map(); // where starts went since the last figure
    this.frame = 0;
    this.dimmed = ""; // for which changes
    this.onPaint = () => {}; // what was changed is drawn
  }

  /** Take a new figure: it answers what was let go.
   *  @param {Pick<PlayerData, "live" | "widgets">} data @param {Figure} picture
   *  @param {string[]} names - of the runs */
  take({ live, widgets }, picture, names) {
    const { preview } = this;
    this.widgets.names = widgets;
    this.picture = picture;
    const runs = [...preview.rows.keys()];
    preview.take(live);
    this.told.clear();
    const { first } = preview;
    if (first && runs.length) setTimeout(() => check(first, picture, runs, names)); // the picture is first
  }

  /** Show what is changed in the next frame. */
  show() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  paint() {
    const { preview, picture, reach } = this;
    if (!picture) return;
    preview.compute();
    const changed = [...preview.edits.keys(), ...preview.rows.keys()].join();
    for (const area of reach.areas()) {
      if (!area.views.length) continue;
      area.lay();
      if (changed !== this.dimmed) area.dim();
    }
    this.dimmed = changed;
    reach.resize(preview.now?.steps ?? picture.meta.steps);
    reach.follow(preview, picture.meta);
    this.mark();
    reach.draw();
    this.onPaint();
  }

  /** Say for tests what is drawn: starts, learning rates and last points, in all digits. */
  mark() {
    if (!this.picture) return;
    const runs = this.preview.notes(this.picture.meta.runs);
    const { dataset } = this.root;
    dataset.live = String(this.preview.on);
    dataset.ground = this.preview.ground ? "now"
      : this.reach.areas().some(({ soil }) => soil.on) ? "drawn" : "past";
    dataset.starts = JSON.stringify(runs.map(({ start }) => start));
    dataset.rates = JSON.stringify(runs.map(({ rate }) => rate));
    dataset.ends = JSON.stringify(runs.map(({ end }) => end));
  }

  /** Change something; returns whether the browser can show it. @param {Edit} edit */
  change(edit) {
    const able = this.preview.change(edit);
    if (able) this.show();
    return able;
  }

  /** Give up what was changed, all of it if nothing is named. @param {Edit} [edit] */
  giveUp(edit) {
    this.preview.drop(edit);
    for (const area of this.reach.areas()) area.reset();
    this.paint();
  }

  /** Let go of what was changed; without a server it stays as it is.
   *  @param {Edit} edit @param {(tell: Mounted<unknown>["setTriggerValue"]) => void} say */
  send(edit, say) {
    const { tell } = this.reach;
    if (tell) this.post.send(this.preview.tell(edit), () => say(tell));
  }

  /** Return what moves a start. @returns {import("../controls/starts.js").StartHand} */
  starts() {
    /** @param {number[] | null} old @param {number[]} point @returns {Edit} */
    const edit = (old, point) => ({ kind: "start", old, point });
    return {
      show: (old, point) => this.change(edit(old, point)),
      giveUp: (old) => this.giveUp(edit(old, [])),
      send: (old, point) => this.send(edit(old, point), (tell) => {
        const from = this.told.get(String(old)) ?? old;
        if (from && equal(from, point)) return;
        this.told.set(String(old), point);
        tell("start", { old: from, new: point });
      }),
    };
  }

  /** Return what moves a learning rate. @returns {import("../controls/rate.js").RateHand} */
  rates() {
    /** @param {number} run @param {number} rate @returns {Edit} */
    const edit = (run, rate) => ({ kind: "rate", run, rate });
    return {
      show: (run, rate) => this.change(edit(run, rate)),
      giveUp: (run) => this.giveUp(edit(run, 0)),
      send: (run, rate) => this.send(edit(run, rate), (tell) => tell("rate", { run, rate })),
    };
  }

  /** Return what moves a row. @returns {import("../controls/rows.js").RowHand} */
  rows() {
    return {
      show: (edit) => this.change({ kind: "row", ...edit }),
      giveUp: (edit) => this.giveUp({ kind: "row", ...edit }),
      send: ({ row, column, value }) => this.send({ kind: "row", row, column, value }, (tell) => (
        tell("row", { row, value }))),
    };
  }

  dispose() {
    cancelAnimationFrame(this.frame);
    this.post.dispose();
    this.widgets.dispose();
  }
}

/** Say in the console where the server's paths are not the browser's.
 *  @param {Live} live @param {Figure} picture @param {number[]} runs @param {string[]} names */
function check(live, { traces, meta }, runs, names) {
  const trails = tracksOf(traces).filter((track) => track.meta.role === "trail");
  for (const track of trails) {
    const { run } = track.meta;
    const gap = runs.includes(run) && run < live.runs.length && furthest(track, live, meta);
    if (gap) console.warn(`The browser's path of ${names[run]} is not the server's: ${gap}.`);
  }
}

/** Return where a track that the server sent is not the browser's, as words; "" if it is.
 *  @param {Track} track @param {Live} live @param {Pick<FigureMeta, "window">} meta */
export function furthest({ meta: { run: place }, steps, x, y }, live, { window }) {
  const { points, kept } = simulate(live, live.runs[place]);
  let [most, at] = [SAME, -1];
  for (let k = 0; k < steps.length; k += 1) {
    const step = steps[k];
    if (step % 1 || Number.isNaN(x[k])) continue; // between two steps, or beyond the picture
    window.forEach(([low, high], i) => {
      const there = step < kept ? points[step * window.length + i] : NaN;
      const gap = Math.abs((i ? y : x)[k] - there) / (high - low);
      if (!(gap <= most)) [most, at] = [gap, step];
    });
  }
  return at < 0 ? "" : `at step ${at} they are ${most.toPrecision(2)} of the window apart`;
}
