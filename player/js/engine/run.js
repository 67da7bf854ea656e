// A run in the browser: the same operations, in the same order, as the engine in Python.

import { loopOf } from "./code.js";

/**
 * What a loop is told. `lr` is the learning rate of each update, schedule included; `noise` is added
 * to the gradients, a coordinate after the other, row after row.
 * @typedef {{
 *   start: number[], dials: number[], constants: number[], lr: Float64Array,
 *   noise: Float64Array | null, rows: number,
 * }} Given
 */

/**
 * The rows of a run, a coordinate after the other: those from `kept` on mean nothing, but for the
 * point and the loss at `kept`, where one of them is not finite.
 * @typedef {{
 *   kept: number, points: Float64Array, losses: Float64Array, gradients: Float64Array,
 *   rates: Float64Array, states: Float64Array[],
 * }} Rows
 */

/**
 * A run as the server describes it; see LiveRun in experiment/live.py.
 * @typedef {{
 *   rule: import("./code.js").RuleCode, start: number[], dials: Record<string, number>,
 *   lr: number, factors: number[] | null,
 * }} LiveRun
 */

/**
 * An experiment as the server describes it; see Live in experiment/live.py.
 * @typedef {{
 *   loss: import("./code.js").LossCode, constants: number[], steps: number,
 *   noise: number[] | null, runs: LiveRun[],
 * }} Live
 */

/** Run one of the runs of an experiment; `rows` of an earlier run of its kind are used again. @type {(live: Live, run: LiveRun, rows?: Rows) => Rows} */
export function simulate(live, run, rows) {
  const { rule, start, factors } = run;
  const count = live.steps + 1;
  const out = rows ?? emptyRows(rule, count, start.length);
  const lr = new Float64Array(count).fill(run.lr);
  if (factors) for (let k = 0; k < count; k += 1) lr[k] *= factors[k];
  const noise = live.noise && Float64Array.from(live.noise);
  const dials = rule.dials.map((name) => run.dials[name]);
  const given = { start, dials, constants: live.constants, lr, noise, rows: count };
  out.kept = loopOf(live.loss, rule)(given, out);
  return out;
}

/** Return room for the rows of a run. @type {(rule: import("./code.js").RuleCode, count: number, size: number) => Rows} */
function emptyRows(rule, count, size) {
  const room = () => new Float64Array(count * size);
  const states = rule.states.map(({ before }) => new Float64Array(count * before.length));
  return { kept: 0, points: room(), losses: new Float64Array(count), gradients: room(), rates: room(), states };
}
