// A run in the browser: the same operations, in the same order, as the engine in Python.

import { loopOf } from "./code.js";
import { noiseOf, valuesOf } from "./drawn.js";
import { batchAt } from "./row_loop.js";
import { factorsOf } from "./schedule.js";

/**
 * Run one of the runs of an experiment; `rows` of an earlier run of its kind are used again.
 * @type {(live: Live, run: LiveRun, rows?: Rows) => Rows}
 */
export function simulate(live, run, rows) {
  const { rule, start, schedule } = run;
  const count = live.steps + 1;
  const out = rows ?? emptyRows(rule, count, start.length);
  const lr = out.lr.fill(run.lr);
  if (schedule) {
    const factors = factorsOf(schedule, count);
    for (let k = 0; k < count; k += 1) lr[k] *= factors[k];
  }
  out.tried.length = 0;
  const dials = rule.dials.map((name) => run.dials[name]);
  const noise = noiseOf(live, count * start.length);
  const seen = live.table && run.batch ? batchAt(live.table, run.batch, live.steps)[1] : 0;
  const given = { start, dials, ...valuesOf(live, seen), lr, noise, rows: count, batch: run.batch };
  if (run.batch) out.batchLosses ??= new Float64Array(count);
  out.kept = loopOf(live.loss, rule, run.batch > 0)(given, out);
  return out;
}

/** Return room for the rows of a run. @type {(rule: RuleCode, count: number, size: number) => Rows} */
function emptyRows(rule, count, size) {
  const room = () => new Float64Array(count * size);
  const states = rule.states.map(({ before }) => new Float64Array(count * before.length));
  const [losses, lr] = [new Float64Array(count), new Float64Array(count)];
  const tables = { points: room(), losses, gradients: room(), rates: room(), states, lr };
  // A rule that asks for no more takes one evaluation an update.
  const evaluations = Float64Array.from({ length: count + 1 }, (_, k) => k);
  return { ...tables, kept: 0, after: [], evaluations, tried: [], batchLosses: null };
}
