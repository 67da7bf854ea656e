// What an experiment draws by chance, as `disturbance` and `row_order` in optimizers/engine draw it. It is
// kept: a frame of a drag and a pixel of a map ask for the same again.

import { Random } from "./random.js";

const KEPT = 16; // lists, of as many seeds: a map tries eight
/** @type {Map<string, Store<any>>} */ const stores = new Map();
let loud = { noise: 0, seed: 0, count: 0, values: new Float64Array() }; // of what was asked for last

/** A list of numbers that are drawn one after the other: a longer list begins with the shorter one.
 *  @template {Float64Array | Uint16Array} List */
class Store {
  /** @param {(size: number) => List} room @param {(list: List, from: number) => void} draw
   *  @param {number} block - numbers that are drawn at once */
  constructor(room, draw, block) {
    this.room = room;
    this.draw = draw;
    this.block = block;
    this.list = room(0);
  }

  /** Return at least so many of them. @param {number} count */
  upTo(count) {
    const { list, block } = this;
    if (count <= list.length) return list;
    const longer = this.room(block * Math.ceil(Math.max(count, 1.5 * list.length) / block));
    longer.set(list);
    this.draw(longer, list.length);
    return this.list = longer;
  }
}

/** Return the store of a name, made where there is none.
 *  @template {Float64Array | Uint16Array} List
 *  @param {string} name @param {() => Store<List>} make @returns {Store<List>} */
function stored(name, make) {
  const store = stores.get(name) ?? make();
  stores.delete(name); // the one that was not asked for the longest goes first
  if (stores.size >= KEPT) stores.delete(/** @type {string} */ (stores.keys().next().value));
  stores.set(name, store);
  return store;
}

/** @param {number} seed */
function normals(seed) {
  const random = new Random(seed);
  return new Store((size) => new Float64Array(size), (list, from) => {
    for (let k = from; k < list.length; k += 1) list[k] = random.normal();
  }, 1);
}

/** @param {LiveTable} table @param {number} seed */
function order({ count, shuffled }, seed) {
  const random = new Random(seed);
  return new Store((size) => new Uint16Array(size), (list, from) => {
    if (shuffled) for (let k = from; k < list.length; k += count) list.set(random.permutation(count), k);
    else for (let k = from; k < list.length; k += 1) list[k] = random.integer(count);
  }, shuffled ? count : 1);
}

/** Return what is added to the gradients: so many numbers or more, null without noise. They stay as they
 *  are until the next call.
 *  @param {Pick<Live, "noise" | "seed">} live @param {number} count @returns {Float64Array | null} */
export function noiseOf({ noise, seed }, count) {
  if (!noise) return null;
  if (loud.noise === noise && loud.seed === seed && loud.count >= count) return loud.values;
  const drawn = stored(`noise ${seed}`, () => normals(seed)).upTo(count);
  const values = loud.values.length < count ? new Float64Array(count) : loud.values;
  for (let k = 0; k < count; k += 1) values[k] = noise * drawn[k];
  loud = { noise, seed, count, values };
  return values;
}

/** Return the rows that updates see, batch after batch: so many or more.
 *  @param {LiveTable} table @param {number} seed @param {number} count */
export function orderOf(table, seed, count) {
  const { count: rows, shuffled } = table;
  return stored(`order ${seed} ${rows} ${shuffled}`, () => order(table, seed)).upTo(count);
}

/** Return what a loss is worked out from, with the order of rows up to a place.
 *  @param {Pick<Live, "constants" | "table" | "seed">} live @param {number} count
 *  @returns {{ constants: number[], table: OrderedTable | undefined }} */
export function valuesOf({ constants, table, seed }, count) {
  return { constants, table: table && { ...table, order: orderOf(table, seed, count) } };
}
