// From statements that the server printed to functions. Only the alphabet below ever becomes code.

import { ASKED, beside } from "./beside.js";
import { FUNCTIONS } from "./functions.js";
import { declared, fullValue, overRows } from "./row_loop.js";

const NAMES = Object.keys(FUNCTIONS);
const SIGN = "[-+(),?:<>; ]|\\*(?!/)|/(?![/*])|=(?!>)"; // none that begins or ends a comment
const NUMBER = "\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?(?!\\w)";
const TOKEN = alphabet(NAMES);
const STEP_TOKEN = alphabet([...NAMES, ...ASKED]); // only the update of a rule asks the loss
const LONGEST = 100000; // characters: the longest loss that is read takes a tenth of it
const KEPT = 64; // loops
// The rows of the next batch: where rows are shuffled, the last one of an epoch may be smaller.
const BATCH =
  "from=to;to=from+batch;if(shuffled){const end=from-from%count+count;if(to>end)to=end;}";
/** @type {Map<string, Loop>} */
const made = new Map();
/** @type {[LossCode?, RuleCode?, boolean?, Loop?]} */
let last = []; // what was asked for last: a map asks for it ten thousand times

/** @type {(names: string[], body: string) => Function} */
let compile = (names, body) => new Function(...names, body);

/**
 * Compile by other means, where a page forbids these.
 * @type {(other: typeof compile) => void}
 */
export function compileWith(other) {
  compile = other;
}

/** Return what tells the tokens with these functions. @type {(names: string[]) => RegExp} */
function alphabet(names) {
  return new RegExp(`[vc]\\d+(?!\\w)|(?:${names.join("|")})(?=\\()|${NUMBER}|${SIGN}`, "y");
}

/**
 * Throw if a text is made of anything but numbers, v0 c0 ..., signs and known functions.
 * @type {(text: string, token?: RegExp) => void}
 */
export function check(text, token = TOKEN) {
  if (text.length > LONGEST) throw new Error("A formula for the browser is too long.");
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const at = token.lastIndex;
    if (token.test(text)) continue;
    throw new Error(`A formula for the browser has something strange at ${at}.`);
  }
}

/** Return all texts of a loss that become code. @type {(loss: LossCode) => string[]} */
function textsOfLoss(loss) {
  const parts = [loss, ...(loss.hessian ? [loss.hessian] : [])].flatMap((code) => {
    const { columns = [], before = "", step = "", means = [], terms = [] } = code.rows ?? {};
    return [code.step, ...code.results, ...columns, before, step, ...means, ...terms];
  });
  return [...loss.constants, ...parts];
}

/** Return all texts of a rule that become code, but for the update. @type {(rule: RuleCode) => string[]} */
function textsOfRule({ x, g, f, t, lr, once, states, following, rate }) {
  const kept = states.flatMap(({ before, start, after }) => [...before, ...start, ...after]);
  return [...x, ...g, f, t, lr, once, ...kept, ...following, ...rate];
}

/** Return "name=value,..." @type {(names: string[], values: string[]) => string} */
function paired(names, values) {
  return names.map((name, i) => `${name}=${values[i]}`).join(",");
}

/**
 * Return the elements of an array by name: "list[0]", "list[1]" ...
 * @type {(list: string, count: number) => string[]}
 */
function elements(list, count) {
  return Array.from({ length: count }, (_, i) => `${list}[${i}]`);
}

/**
 * Return statements that write values into row k of an array.
 * @type {(list: string, values: string[]) => string}
 */
function written(list, values) {
  return values.map((value, i) => `${list}[${values.length}*k+${i}]=${value};`).join("");
}

/**
 * Return the loop of a loss and a rule, made once for each pair.
 * @type {(loss: LossCode, rule: RuleCode, batched: boolean) => Loop}
 */
export function loopOf(loss, rule, batched) {
  const [a, b, c] = last;
  if (a !== loss || b !== rule || c !== batched) last = [loss, rule, batched, found(loss, rule, batched)];
  return /** @type {Loop} */ (last[3]);
}

/** @type {(loss: LossCode, rule: RuleCode, batched: boolean) => Loop} */
function found(loss, rule, batched) {
  const key = JSON.stringify([loss, rule, batched]);
  const known = made.get(key);
  if (known) return known;
  for (const text of [...textsOfRule(rule), ...textsOfLoss(loss)]) check(text);
  check(rule.step, STEP_TOKEN);
  if (made.size >= KEPT) made.delete(/** @type {string} */ (made.keys().next().value));
  const make = compile([...NAMES, "beside"], source(loss, rule, batched));
  const loop = make(...Object.values(FUNCTIONS), beside);
  made.set(key, loop);
  return loop;
}

/**
 * Return the text of the functions that an update calls to ask the loss.
 * @type {(loss: LossCode, size: number, batched: boolean) => string}
 */
function asking(loss, size, batched) {
  const { constants, hessian } = loss;
  const values = paired(constants, elements("constants", constants.length));
  const named = values && `const ${values};`;
  const point = size > 1 ? "v0,v1" : "v0";
  /** @type {(code: HessianCode) => string} */
  const at = ({ step, results, rows }) =>
    `(${point})=>{${named}${overRows(rows, batched)}${declared(step)}return [${results}];}`;
  return `const {begin,${ASKED}}=beside(${at(loss)},${hessian ? at(hessian) : "null"},tried);`;
}

/**
 * Return the text of the loop. The loss stands in a block of its own, since its v2 is not the
 * rule's; its v0 and v1 are the point, as they are the rule's.
 * @type {(loss: LossCode, rule: RuleCode, batched: boolean) => string}
 */
function source(loss, rule, batched) {
  const { x, g, states, asks } = rule;
  const counted = (/** @type {string} */ k) => (asks ? `evaluations[${k}]=tried.length/${x.length};` : "");
  const found = ["F", ...g.map((_, i) => `G${i}`)];
  const noisy = found.slice(1).map((name, i) => `${name}+=noise[${g.length}*k+${i}];`);
  const dials = paired(rule.dials.map((_, i) => `c${i}`), elements("dials", rule.dials.length));
  const constants = paired(loss.constants, elements("constants", loss.constants.length));
  const named = constants && `const ${constants};`;
  const next = states.map(({ before, after }) => paired(before, after));
  const judged = batched ? "L" : "F"; // a run is judged by the whole loss
  const finite = [...x, judged].map((name) => `${name}-${name}===0`).join("&&");
  const given = paired([...g, rule.f, rule.t, rule.lr], [...found.slice(1), "F", "k+1", "lr[k]"]);
  return [
    '"use strict";return ({start,dials,constants,lr,noise,rows,table,batch},out)=>{',
    loss.rows ? "const {columns,count,order,shuffled}=table;let from=0,to=0;" : "",
    "const {points,losses,gradients,rates,states,evaluations,tried}=out;",
    asks ? asking(loss, x.length, batched) : "",
    dials && `const ${dials};`, declared(rule.once),
    `let ${paired(x, elements("start", x.length))};`,
    ...states.map(({ before, start }) => `let ${paired(before, start)};`),
    "for(let k=0;k<rows;k+=1){",
    `let ${batched ? [...found, "L"] : found};`,
    batched ? BATCH : "",
    "{", named, overRows(loss.rows, batched), declared(loss.step), paired(found, loss.results), ";}",
    batched ? `{${named}${fullValue(loss)}}out.batchLosses[k]=F;` : "",
    written("points", x), `losses[k]=${judged};`, counted("k"),
    `if(!(${finite}))return k;`,
    `if(noise){${noisy.join("")}}`,
    written("gradients", found.slice(1)),
    `const ${given};`,
    asks ? `begin([${x}],[${g}],F,noise&&[${g.map((_, i) => `noise[${g.length}*k+${i}]`)}]);` : "",
    declared(rule.step),
    written("rates", rule.rate),
    ...states.map(({ before }, i) => written(`states[${i}]`, before)),
    [paired(x, rule.following), ...next].join(","),
    `;}${counted("rows")}out.after=[${x}];return rows;}`,
  ].join("");
}

/**
 * Return what works out the predictions of a point, one for every row of the columns, into `out`.
 * @type {(fit: FitNote) => (point: number[], columns: ArrayLike<number>[], out: Float64Array) => void}
 */
export function predictionOf({ constants, step, result }) {
  for (const text of [...constants, step, result]) check(text);
  const read = paired(constants, constants.map((_, i) => `columns[${i}][i]`));
  const row = `const ${read};${declared(step)}out[i]=${result};`;
  const body = `"use strict";return ([v0,v1],columns,out)=>{for(let i=0;i<out.length;i+=1){${row}}}`;
  return compile(NAMES, body)(...Object.values(FUNCTIONS));
}

/**
 * Return what works out the factors of a schedule, one for every step of `out`.
 * @type {(code: ScheduleCode) => (dials: number[], out: Float64Array) => void}
 */
export function scheduleOf({ dials, k, once, step, factor }) {
  for (const text of [k, once, step, factor]) check(text);
  const named = paired(dials.map((_, i) => `c${i}`), elements("dials", dials.length));
  return compile(NAMES, [
    '"use strict";return (dials,out)=>{', named && `const ${named};`, declared(once),
    `for(let k=0;k<out.length;k+=1){const ${k}=k;`, declared(step), `out[k]=${factor};}}`,
  ].join(""))(...Object.values(FUNCTIONS));
}

/** @typedef {ReturnType<import("./drawn.js").valuesOf>} Values */
/** @typedef {(point: number[], given: Values, rows: number[]) => number[]} AtPoint */
/** @type {WeakMap<LossCode, AtPoint[]>} */ const losses = new WeakMap();

/**
 * Return what gives value and gradient of a loss at a point: over all rows of its table, or over those
 * of a batch, from a place in the order up to another.
 * @type {(loss: LossCode, batched: boolean) => AtPoint}
 */
export function lossOf(loss, batched) {
  const known = losses.get(loss);
  if (known) return known[Number(batched)];
  for (const text of textsOfLoss(loss)) check(text);
  const constants = paired(loss.constants, elements("constants", loss.constants.length));
  const both = [false, true].map((some) => compile(NAMES, [
    '"use strict";return ([v0,v1],{constants,table:{columns,count,order}},[from,to])=>{',
    constants && `const ${constants};`, overRows(loss.rows, some), declared(loss.step),
    `return [${loss.results}];}`,
  ].join(""))(...Object.values(FUNCTIONS)));
  losses.set(loss, both);
  return both[Number(batched)];
}

/** @typedef {(across: ArrayLike<number>, up: ArrayLike<number>, given: Pick<Live, "constants" | "table">,
 *    out: Float64Array) => void} OnGrid */
/** @type {WeakMap<LossCode, OnGrid>} */ const grids = new WeakMap();

/**
 * Return what works out a loss at every point of a grid, row after row, into `out`; a loss of one variable
 * takes no notice of `up`, but for how many rows there are.
 * @type {(loss: LossCode) => OnGrid}
 */
export function lossOnGrid(loss) {
  const known = grids.get(loss);
  if (known) return known;
  for (const text of textsOfLoss(loss)) check(text);
  const constants = paired(loss.constants, elements("constants", loss.constants.length));
  const found = compile(NAMES, [
    '"use strict";return (across,up,{constants,table},out)=>{',
    loss.rows ? "const {columns,count}=table;" : "", constants && `const ${constants};`,
    "let k=0;for(const v1 of up){for(const v0 of across){let L;{", fullValue(loss), "}out[k]=L;k+=1;}}}",
  ].join(""))(...Object.values(FUNCTIONS));
  grids.set(loss, found);
  return found;
}
