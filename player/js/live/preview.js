// The preview: an experiment as it is changed under the hand, run by the browser's own engine until the
// server has run the same. What was changed and not yet answered is kept as edits, in their order.

import { simulate } from "../engine/run.js";
import { decodeAll } from "../figure/figure.js";
import { equal } from "../tools.js";
import { endOf, lay } from "./tracks.js";

/** @typedef {{ kind: "start", old: number[] | null, point: number[] }} StartEdit  null stands for all */
/** @typedef {{ kind: "coordinate", run: number, axis: number, value: number }} CoordinateEdit  of a start */
/** @typedef {{ kind: "rate", run: number, rate: number }} RateEdit */
/** @typedef {{ kind: "dial", run: number, name: string, value: number }} DialEdit */
/** @typedef {{ kind: "factor", run: number, name: string, value: number }} FactorEdit  of a schedule */
/** @typedef {{ kind: "constant", place: number, value: number }} ConstantEdit */
/** @typedef {{ kind: "steps", value: number }} StepsEdit */
/** @typedef {{ kind: "noise", value: number }} NoiseEdit */
/** @typedef {{ kind: "seed", value: number }} SeedEdit */
/** @typedef {{ kind: "row", row: number, column: number, value: number }} RowEdit  of the table */
/** @typedef {StartEdit | CoordinateEdit | RateEdit | DialEdit | FactorEdit | ConstantEdit | StepsEdit
 *    | NoiseEdit | SeedEdit | RowEdit} Edit */

/** Return what of an experiment an edit changes, as text: a later one of the same takes its place.
 *  @param {Edit} edit */
function keyOf(edit) {
  switch (edit.kind) {
    case "start": return `start ${edit.old}`;
    case "constant": return `constant ${edit.place}`;
    case "row": return `row ${edit.row} ${edit.column}`;
    case "steps":
    case "noise":
    case "seed": return edit.kind;
    case "coordinate": return `coordinate ${edit.run} ${edit.axis}`;
    default: return `${edit.kind} ${edit.run} ${"name" in edit ? edit.name : ""}`;
  }
}

/** Return the experiment with an edit, its runs that do not change the same objects.
 *  @param {Live} live @param {Edit} edit @param {Live} first - as the server sent it @returns {Live} */
function edited(live, edit, first) {
  if (edit.kind === "steps" || edit.kind === "noise" || edit.kind === "seed") {
    return { ...live, [edit.kind]: edit.value };
  }
  if (edit.kind === "row") return { ...live, table: live.table && lifted(live.table, edit) };
  if (edit.kind === "constant") {
    return { ...live, constants: live.constants.with(edit.place, edit.value) };
  }
  const runs = live.runs.map((run, k) => {
    if (edit.kind === "start") {
      return !edit.old || equal(edit.old, first.runs[k].start) ? { ...run, start: edit.point } : run;
    }
    if (k !== edit.run) return run;
    if (edit.kind === "coordinate") return { ...run, start: run.start.with(edit.axis, edit.value) };
    if (edit.kind === "rate") return { ...run, lr: edit.rate };
    if (edit.kind === "dial") return { ...run, dials: { ...run.dials, [edit.name]: edit.value } };
    const { schedule } = run;
    const dials = { ...schedule?.dials, [edit.name]: edit.value };
    return { ...run, schedule: schedule && { ...schedule, dials } };
  });
  return { ...live, runs };
}

/** Return a table with another value in a row.
 *  @param {LiveTable} table @param {RowEdit} edit @returns {LiveTable} */
function lifted(table, { row, column, value }) {
  return { ...table, columns: table.columns.with(column, table.columns[column].with(row, value)) };
}

export class Preview {
  constructor() {
    /** @type {Live | null} */ this.first = null; // as the server sent it ...
    /** @type {Live | null} */ this.now = null; // ... and as it is changed
    /** @type {Map<string, Edit & { sent: boolean }>} */ this.edits = new Map();
    /** @type {Map<number, Rows>} */ this.rows = new Map(); // of the runs that are changed
    /** @type {Map<number, Rows>} */ this.spare = new Map(); // rows of before, to be used again ...
    this.room = 0; // ... for so many steps
    /** @type {Map<number, Rows>} */ this.still = new Map(); // of runs as they were sent, once asked for
    this.text = "";
    /** @type {Float64Array} */ this.steps = new Float64Array(); // 0, 1, 2 ...
  }

  /** Whether this browser can run the experiment. */
  get able() { return Boolean(this.first); }

  /** Whether anything is changed. */
  get on() { return this.rows.size > 0; }

  /** Whether the loss is that of the landscape: its constants and its rows are as they were. */
  get ground() {
    const { now, first } = this;
    return now?.constants === first?.constants && now?.table === first?.table;
  }

  /** The values of rows that were moved, by their places. @returns {Map<number, number>} */
  get lifted() {
    const edits = [...this.edits.values()].filter((edit) => edit.kind === "row");
    return new Map(edits.map(({ row, value }) => [row, value]));
  }

  /** Take a new experiment: it answers the edits that were sent. @param {string} text */
  take(text) {
    for (const [key, { sent }] of [...this.edits]) if (sent) this.edits.delete(key);
    if (text !== this.text) {
      this.text = text;
      this.first = text ? decodeAll(JSON.parse(text)) : null;
      this.spare.clear();
      this.still.clear();
    }
    this.compute();
  }

  /** Change something; returns whether the browser can show it. @param {Edit} edit */
  change(edit) {
    if (!this.able) return false;
    const key = keyOf(edit);
    this.edits.delete(key); // the last is the last
    this.edits.set(key, { ...edit, sent: false });
    return true;
  }

  /** Return where a start is now; null where it was not moved, or not by all that start there.
   *  @param {number[]} old */
  placeOf(old) {
    const { first } = this;
    const moves = [...this.edits.values()].filter(({ kind }) => kind === "start" || kind === "coordinate");
    if (!first || !moves.length) return null;
    const now = moves.reduce((live, edit) => edited(live, edit, first), first);
    const own = now.runs.filter((_, k) => equal(first.runs[k].start, old));
    const [point] = own.map(({ start }) => start);
    const moved = point && !equal(point, old) && own.every(({ start }) => equal(start, point));
    return moved ? point : null;
  }

  /** Note that the server is told of an edit; returns what it changes, as text. @param {Edit} edit */
  tell(edit) {
    const key = keyOf(edit);
    const found = this.edits.get(key);
    if (found) found.sent = true;
    return key;
  }

  /** Whether an edit was told and is not answered yet. @param {Edit} edit */
  waits(edit) { return Boolean(this.edits.get(keyOf(edit))?.sent); }

  /** Give an edit up, all of them if none is named. @param {Edit} [edit] */
  drop(edit) {
    if (edit) this.edits.delete(keyOf(edit));
    else this.edits.clear();
    this.compute();
  }

  /** Run what is changed. */
  compute() {
    this.rows.clear();
    const { first } = this;
    this.now = first;
    if (!first || !this.edits.size) return;
    let now = first;
    for (const edit of this.edits.values()) now = edited(now, edit, first);
    this.now = now;
    const chance = now.noise !== first.noise || (now.seed !== first.seed && now.noise > 0);
    const all = !this.ground || now.steps !== first.steps || chance;
    const other = now.seed !== first.seed; // its batches are other ones
    if (now.steps !== this.room) this.spare.clear();
    this.room = now.steps;
    try {
      now.runs.forEach((run, k) => {
        if (all || run !== first.runs[k] || (other && run.batch)) this.rows.set(k, this.run(now, k));
      });
    } catch (error) { // then the server alone answers
      console.warn(error);
      this.now = this.first = null;
      this.edits.clear();
      this.rows.clear();
    }
  }

  /** @param {Live} live @param {number} k - the place of a run */
  run(live, k) {
    const rows = simulate(live, live.runs[k], this.spare.get(k));
    this.spare.set(k, rows);
    return rows;
  }

  /** Whether the updates of a run ask the loss beside its point. @param {number} place */
  asks(place) { return Boolean(this.now?.runs[place]?.rule.asks); }

  /** Return a run as it is now with its rows; null where this browser cannot run it.
   *  @param {number} place */
  runOf(place) {
    const live = this.now;
    const [run, sent] = [live?.runs[place], this.first?.runs[place]];
    if (!live || !run || !sent || !this.first) return null;
    const changed = this.rows.get(place);
    if (changed) return { rows: changed, run, live };
    try {
      const rows = this.still.get(place) ?? simulate(this.first, sent);
      this.still.set(place, rows);
      return { rows, run, live };
    } catch (error) { // then nothing tells why
      console.warn(error);
      this.now = this.first = null;
      return null;
    }
  }

  /** Return a run's track in the chart of losses as its numbers are now. @param {Track} track
   *  @param {FigureMeta} meta @returns {Track} */
  curveOf(track, meta) {
    const place = track.meta.run;
    const [rows, run] = [this.rows.get(place), this.now?.runs[place]];
    if (!rows || !run || !this.now) return track;
    const steps = this.counted(rows.losses.length);
    const end = endOf({ rows, run, meta }, this.now.steps);
    return { ...track, x: steps, steps, losses: rows.losses, meta: { ...track.meta, ...end } };
  }

  /** Return 0, 1, 2 ... @param {number} count */
  counted(count) {
    if (this.steps.length !== count) this.steps = Float64Array.from({ length: count }, (_, k) => k);
    return this.steps;
  }

  /** Return what the runs are now, given what they were. @param {RunNote[]} notes @returns {RunNote[]} */
  notes(notes) {
    return notes.map((note, place) => {
      const [rows, run] = [this.rows.get(place), this.now?.runs[place]];
      if (!rows || !run) return note;
      const size = run.start.length;
      const end = rows.kept ? [...rows.points.subarray(size * (rows.kept - 1), size * rows.kept)] : null;
      return { ...note, start: run.start, rate: run.lr, end };
    });
  }

  /** Put the tracks of a view where its runs go now. @param {View} view @param {FigureMeta} meta */
  lay(view, meta) {
    for (const track of view.tracks) {
      const { run: place } = track.meta;
      const [rows, run] = [this.rows.get(place), this.now?.runs[place]];
      if (!rows || !run || !this.now) continue;
      const now = { rows, run, meta };
      lay(track, view, now, endOf(now, this.now.steps));
    }
  }
}
