// NumPy's `default_rng(seed)`, number for number: a seed sequence, PCG64, and what is drawn from it.
// O'Neill 2014, https://www.pcg-random.org; numpy/random/bit_generator.pyx, src/pcg64/pcg64.h and
// src/distributions/distributions.c.

import { HEIGHT, SURE, TAIL, WIDTH } from "./ziggurat.js";

const WORD = 2 ** 32;
const PART = 2 ** 16;
const INVERSE = 0.27366123732975827; // of TAIL
const POOL = 4; // words of a seed sequence's pool
// The multiplier of PCG64, as its state in parts of 16 bits, the lowest first: sums of their products are
// exact, and faster than BigInt.
const MULTIPLIER = [0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05].flatMap(halves);

/** Return the parts of a word. @param {number} word */
function halves(word) { return [word & 0xffff, word >>> 16]; }

/** Return what hashes words one after the other. @param {number} hash @param {number} multiplier */
function hasher(hash, multiplier) {
  return (/** @type {number} */ word) => {
    const mixed = word ^ hash;
    hash = Math.imul(hash, multiplier);
    const value = Math.imul(mixed, hash);
    return value ^ (value >>> 16);
  };
}

/** @param {number} one @param {number} other */
function mixed(one, other) {
  const value = Math.imul(0xca01f9dd, one) - Math.imul(0x4973f715, other);
  return value ^ (value >>> 16);
}

/** Return the first eight words of NumPy's `SeedSequence`.
 *  @param {number} seed - a whole number from 0 to 2^53 - 1 */
export function seedWords(seed) {
  const hash = hasher(0x43b0d7e5, 0x931e8875);
  const given = [seed % WORD, Math.floor(seed / WORD), 0, 0];
  const pool = given.map(hash);
  for (let from = 0; from < POOL; from += 1) {
    for (let to = 0; to < POOL; to += 1) if (from !== to) pool[to] = mixed(pool[to], hash(pool[from]));
  }
  const out = hasher(0x8b51f9dd, 0x58f38ded);
  return Array.from({ length: 2 * POOL }, (_, k) => out(pool[k % POOL]) >>> 0);
}

export class Random {
  /** @param {number} seed - a whole number from 0 to 2^53 - 1 */
  constructor(seed) {
    const [a, b, c, d, ...stream] = seedWords(seed);
    // Of two halves of 64 bits the higher comes first, of two words the lower.
    const first = [c, d, a, b].flatMap(halves);
    const [e, f, g, h] = stream;
    const odd = [g, h, e, f].flatMap(halves);
    this.increment = odd.map((part, k) => ((part << 1) & 0xffff) | (k ? odd[k - 1] >>> 15 : 1));
    this.state = new Uint16Array(8);
    this.spare = new Uint16Array(8);
    this.high = 0; // what was drawn last, as two words
    this.low = 0;
    this.half = -1; // a word that is left of two, -1 for none
    this.step();
    let carry = 0;
    for (let k = 0; k < 8; k += 1) {
      const sum = this.state[k] + first[k] + carry;
      this.state[k] = sum;
      carry = sum >>> 16;
    }
    this.step();
  }

  /** Multiply the state and add the increment, modulo 2^128. */
  step() {
    const { state, spare, increment } = this;
    let carry = 0;
    for (let k = 0; k < 8; k += 1) {
      let sum = carry + increment[k];
      for (let i = 0; i <= k; i += 1) sum += state[i] * MULTIPLIER[k - i];
      spare[k] = sum & 0xffff;
      carry = Math.floor(sum / PART);
    }
    [this.state, this.spare] = [spare, state];
  }

  /** Draw 64 bits: `high` and `low` are their halves, each with or without its sign. */
  draw() {
    this.step();
    const { state } = this;
    let low = (state[4] ^ state[0]) | ((state[5] ^ state[1]) << 16);
    let high = (state[6] ^ state[2]) | ((state[7] ^ state[3]) << 16);
    const turn = state[7] >>> 10;
    if (turn & 32) [low, high] = [high, low];
    const by = turn & 31;
    this.low = by ? (low >>> by) | (high << (32 - by)) : low;
    this.high = by ? (high >>> by) | (low << (32 - by)) : high;
  }

  /** Return 32 bits: the lower half first, then the higher one. */
  word() {
    const { half } = this;
    this.half = -1;
    if (half >= 0) return half;
    this.draw();
    this.half = this.high >>> 0;
    return this.low >>> 0;
  }

  /** Return a number from 0 to below 1. */
  uniform() {
    this.draw();
    return ((this.high >>> 0) * 2 ** 21 + (this.low >>> 11)) / 2 ** 53;
  }

  /** Return a number of the standard normal distribution. */
  normal() {
    for (;;) {
      this.draw();
      const layer = this.low & 0xff;
      const place = (this.high & 0x1fffffff) * 2 ** 23 + (this.low >>> 9);
      const size = place * WIDTH[layer];
      const x = this.low & 0x100 ? -size : size;
      if (place < SURE[layer]) return x; // nearly always
      if (!layer) return this.low & 0x20000 ? -this.tail() : this.tail();
      const height = (HEIGHT[layer - 1] - HEIGHT[layer]) * this.uniform() + HEIGHT[layer];
      if (height < Math.exp(-0.5 * x * x)) return x;
    }
  }

  /** Return a number beyond the lowest layer. */
  tail() {
    for (;;) {
      const beyond = -INVERSE * Math.log1p(-this.uniform());
      const chance = -Math.log1p(-this.uniform());
      if (chance + chance > beyond * beyond) return TAIL + beyond;
    }
  }

  /** Return 0, 1 ... in another order, as `Generator.permutation`.
   *  @param {number} count - at most 2^16 */
  permutation(count) {
    const order = new Uint16Array(count).map((_, k) => k);
    for (let k = count - 1; k > 0; k -= 1) {
      const mask = 2 ** (32 - Math.clz32(k)) - 1;
      let other = k;
      do other = (this.word() & mask) >>> 0; while (other > k);
      const last = order[k];
      order[k] = order[other];
      order[other] = last;
    }
    return order;
  }

  /** Return a whole number from 0 to below a limit of at most 2^21, as `Generator.integers`.
   *  Lemire 2019: https://doi.org/10.1145/3230636
   *  @param {number} limit */
  integer(limit) {
    if (limit === 1) return 0;
    const least = WORD % limit;
    for (;;) {
      const product = this.word() * limit; // exact: below 2^53
      if (product % WORD >= least) return Math.floor(product / WORD);
    }
  }
}
