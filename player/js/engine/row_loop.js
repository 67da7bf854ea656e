// The text of a loop over the rows of a table, which gives the means that a loss is made of. Around it
// stand `count`, `columns`, and for a batch its rows: `order` from place `from` up to `to`.

/** Return statements, "v2=...;v3=...", as declarations. @type {(statements: string) => string} */
export function declared(statements) {
  return statements && `const ${statements.replaceAll(";", ",")};`;
}

/**
 * Return the statements of the loop, nothing for a loss without a table.
 * @type {(rows: RowLoop | undefined, batched: boolean, wanted?: (name: string) => boolean) => string}
 */
export function overRows(rows, batched, wanted = () => true) {
  if (!rows) return "";
  const all = rows.means.map((name, i) => ({ name, term: rows.terms[i] }));
  const sums = all.filter(({ name }) => wanted(name));
  const read = rows.columns.map((name, i) => `${name}=columns[${i}][${batched ? "order[i]" : "i"}]`);
  return [
    declared(rows.before),
    sums.length ? `let ${sums.map(({ name }) => `${name}=0`)};` : "",
    batched ? "for(let i=from;i<to;i+=1){" : "for(let i=0;i<count;i+=1){",
    `const ${read};`, declared(rows.step),
    ...sums.map(({ name, term }) => `${name}+=${term};`), "}",
    ...sums.map(({ name }) => `${name}/=${batched ? "to-from" : "count"};`),
  ].join("");
}

/**
 * Return the statements that give the value of a loss alone, over all rows, as `L`.
 * @type {(loss: LossCode) => string}
 */
export function fullValue({ rows, step, results }) {
  // Where nothing comes between the means and the value, only those are worked out that it names.
  const named = new Set(results[0].match(/v\d+/g));
  const loop = overRows(rows, false, (name) => step !== "" || named.has(name));
  return `${loop}${declared(step)}L=${results[0]};`;
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
