// The text of a loop over the rows of a table, which gives the means that a loss is made of. Around it
// stand `count`, `columns`, and for a batch its rows: `order` from place `from` up to `to`.

/** Return statements, "v2=...;v3=...", as declarations. @type {(statements: string) => string} */
export function declared(statements) {
  return statements && `const ${statements.replaceAll(";", ",")};`;
}

/**
 * Return the statements of the loop, nothing for a loss without a table.
 * @type {(rows: RowLoop | undefined, batched: boolean) => string}
 */
export function overRows(rows, batched) {
  if (!rows) return "";
  const { means, terms } = rows;
  const read = rows.columns.map((name, i) => `${name}=columns[${i}][${batched ? "order[i]" : "i"}]`);
  return [
    declared(rows.before),
    means.length ? `let ${means.map((name) => `${name}=0`)};` : "",
    batched ? "for(let i=from;i<to;i+=1){" : "for(let i=0;i<count;i+=1){",
    `const ${read};`, declared(rows.step),
    ...means.map((name, i) => `${name}+=${terms[i]};`), "}",
    ...means.map((name) => `${name}/=${batched ? "to-from" : "count"};`),
  ].join("");
}

/** Return the names in some texts. @param {string[]} texts */
const namesIn = (texts) => new Set(texts.flatMap((text) => text.match(/v\d+/g) ?? []));

/** Return those of some statements that texts need. @param {string} statements @param {string[]} texts */
function needed(statements, texts) {
  const names = namesIn(texts);
  /** @type {string[]} */ const kept = [];
  for (const one of statements.split(";").reverse()) {
    const [name] = one.split("=", 1);
    if (!names.has(name)) continue;
    kept.unshift(one);
    for (const further of namesIn([one])) names.add(further);
  }
  return kept.join(";");
}

/**
 * Return the code of a loss that gives its value alone, without what only its gradient needs.
 * @type {(loss: LossCode) => LossCode}
 */
export function valueCode({ constants, step, results: [value], rows }) {
  const own = needed(step, [value]);
  const code = { constants, step: own, results: [value] };
  if (!rows) return code;
  const wanted = namesIn([own, value]);
  const means = rows.means.filter((name) => wanted.has(name));
  const terms = rows.terms.filter((_, i) => wanted.has(rows.means[i]));
  const each = needed(rows.step, terms);
  const before = needed(rows.before, [own, value, each, ...terms]);
  return { ...code, rows: { ...rows, before, step: each, means, terms } };
}

/**
 * Return the statements that give the value of a loss alone, over all rows, as `L`.
 * @type {(loss: LossCode) => string}
 */
export function fullValue(loss) {
  const { rows, step, results } = valueCode(loss);
  return `${overRows(rows, false)}${declared(step)}L=${results[0]};`;
}

/**
 * Return where the rows of update k are in the order, from the first place to before the second.
 * @type {(table: Pick<LiveTable, "count" | "shuffled">, batch: number, k: number) => [number, number]}
 */
export function batchAt({ count, shuffled }, batch, k) {
  if (!shuffled) return [batch * k, batch * (k + 1)];
  const epoch = Math.ceil(count / batch); // updates
  const begin = count * Math.floor(k / epoch);
  const from = begin + batch * (k % epoch);
  return [from, Math.min(from + batch, begin + count)];
}
