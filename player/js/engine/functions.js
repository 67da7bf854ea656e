// The functions that generated statements may call, as NumPy has them. The only table of them here;
// losses/functions/numeric.py and language/printers/javascript.py print these names and no others.

const ROOTS = 52; // square roots in a power of dials: one for each bit of a number's fraction
const TERMS = 60; // of the series and of the fraction below: enough for every place of a number
const FAR = 2.5; // where the fraction takes over from the series

/**
 * Return a whole power by squaring: the same products as in NumPy.
 * @type {(base: number, exponent: number) => number}
 */
function ipow(base, exponent) {
  if (exponent < 0) return 1 / ipow(base, -exponent);
  let result = NaN;
  for (let begun = false; ; base *= base) {
    if (exponent & 1) {
      result = begun ? result * base : base;
      begun = true;
    }
    exponent >>= 1;
    if (!exponent) return result;
  }
}

/**
 * Return base^exponent; JavaScript alone has no 1^NaN and no 1^Infinity.
 * @type {(base: number, exponent: number) => number}
 */
function power(base, exponent) {
  const one = base === 1 || (base === -1 && Math.abs(exponent) === Infinity);
  return one ? 1 : Math.pow(base, exponent);
}

/**
 * Return base^exponent from products and square roots alone; see `dial_power` in evaluate.py.
 * @type {(base: number, exponent: number) => number}
 */
function dialPower(base, exponent) {
  const odd = Math.abs(exponent) % 2;
  if (base < 0 && (odd === 0 || odd === 1)) return dialPower(-base, exponent) * (1 - 2 * odd);
  if (!(base > 0 && base < Infinity && Number.isFinite(exponent))) return power(base, exponent);
  let whole = Math.floor(Math.abs(exponent));
  let part = Math.abs(exponent) - whole;
  let [result, root] = [1, base];
  for (let square = base; whole; square *= square, whole = Math.floor(whole / 2)) {
    if (whole % 2) result *= square;
  }
  for (let k = 0; k < ROOTS; k += 1) {
    [root, part] = [Math.sqrt(root), part * 2];
    if (part >= 1) [result, part] = [result * root, part - 1];
  }
  return exponent < 0 ? 1 / result : result;
}

/** Return the error function by its series, whose terms are all of one sign. @type {(u: number) => number} */
function erfNear(u) {
  let [term, sum] = [u, u];
  for (let n = 1; n < TERMS; n += 1) {
    term *= (2 * u * u) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-u * u) * sum;
}

/**
 * Return 1 - erf for a large number by its continued fraction, from the far end.
 * @type {(u: number) => number}
 */
function erfcFar(u) {
  let below = u;
  for (let n = TERMS; n > 0; n -= 1) below = u + n / 2 / below;
  return Math.exp(-u * u) / (below * Math.sqrt(Math.PI));
}

/** @type {(u: number) => number} */
function erfc(u) {
  if (Number.isNaN(u)) return NaN;
  if (u > FAR) return erfcFar(u);
  return u < -FAR ? 2 - erfcFar(-u) : 1 - erfNear(u);
}

/** @type {(u: number) => number} */
function erf(u) {
  if (Number.isNaN(u)) return NaN;
  return Math.abs(u) > FAR ? Math.sign(u) * (1 - erfcFar(Math.abs(u))) : erfNear(u);
}

/** @type {(u: number) => number} */
function logcosh(u) {
  const a = Math.abs(u);
  if (a >= 2) return a + Math.log1p(Math.exp(-2 * a)) - Math.log(2);
  const h = Math.sinh(a / 2); // near 0 through the half argument: nothing cancels
  return Math.log1p(2 * h * h);
}

/**
 * The first derivative of sin(u) / u; by its series where the quotient would cancel.
 * @type {(u: number) => number}
 */
function sinc1(u) {
  const t = u * u;
  const series = -1 / 3 + t * (1 / 30 + t * (-1 / 840 + t * (1 / 45360 - t / 3991680)));
  if (Math.abs(u) < 0.5) return u * series;
  return (Math.cos(u) - Math.sin(u) / u) / u;
}

/** @type {(u: number) => number} */
function sinc2(u) {
  const t = u * u;
  const series = -1 / 3 + t * (1 / 10 + t * (-1 / 168 + t * (1 / 6480 - t / 443520)));
  if (Math.abs(u) < 0.5) return series;
  return -Math.sin(u) / u - (2 * sinc1(u)) / u;
}

/** @type {(u: number) => number} */
function sigmoid(u) {
  const e = Math.exp(-Math.abs(u));
  return (u >= 0 ? 1 : e) / (1 + e);
}

/** @type {(u: number) => number} */
function sech(u) {
  const e = Math.exp(-Math.abs(u));
  return (2 * e) / (1 + e * e);
}

/** @type {(u: number, v: number) => number} */
function logaddexp(u, v) {
  return u === v ? u + Math.log(2) : Math.max(u, v) + Math.log1p(Math.exp(-Math.abs(u - v)));
}

/** A jump at 0 with this value there. @type {(u: number, middle: number) => number} */
function step(u, middle) {
  return u > 0 ? 1 : u < 0 ? 0 : u === 0 ? middle : NaN;
}

/** The whole number next to it, the even one of two. @type {(u: number) => number} */
function rounded(u) {
  const near = Math.round(u);
  return Math.abs(u - Math.trunc(u)) === 0.5 && near % 2 !== 0 ? near - 1 : near;
}

/** The remainder with the sign of the divisor, as in Python. @type {(u: number, v: number) => number} */
function mod(u, v) {
  const rest = u % v;
  return rest !== 0 && rest < 0 !== v < 0 ? rest + v : rest;
}

/** @type {(u: number, d: number) => number} */
function clip(u, d) {
  return Math.min(Math.max(u, -d), d);
}

/** @type {(u: number, d: number) => number} */
function huber(u, d) {
  const c = clip(u, d);
  return c * u - 0.5 * c * c;
}

/**
 * u^v (log u)^n for an exponent that varies: no value below 0, and 0 at u = 0 where v > 0.
 * @type {(u: number, v: number, n: number) => number}
 */
function tower(u, v, n) {
  if (u < 0) return NaN;
  const raised = power(u, v);
  if (n === 0) return raised;
  return u === 0 && v > 0 ? 0 : raised * Math.log(u) ** n;
}

/** @type {Record<string, (...numbers: number[]) => number>} */
export const FUNCTIONS = {
  ipow,
  square: (u) => u * u,
  dial_power: dialPower,
  power,
  exp: Math.exp,
  exp2: (u) => Math.pow(2, u),
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  log2: Math.log2,
  log10: Math.log10,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  odd_root: (u, n) => Math.sign(u) * Math.pow(Math.abs(u), 1 / n),
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  atan2: Math.atan2,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sech,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: Math.atanh,
  hypot: Math.hypot,
  sinc: (u) => (u === 0 ? 1 : Math.sin(u) / u),
  sinc1,
  sinc2,
  sigmoid,
  softplus: (u) => Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u))),
  logaddexp,
  logcosh,
  erf,
  erfc,
  elu: (u) => (u > 0 ? u : Math.expm1(Math.min(u, 0))),
  elu1: (u) => Math.exp(Math.min(u, 0)),
  elu2: (u) => (u > 0 ? 0 : Math.exp(Math.min(u, 0))),
  huber,
  clip,
  within: (u, d) => step(d - Math.abs(u), 0.5),
  sign: Math.sign,
  absolute: Math.abs,
  heaviside: (u) => step(u, 0.5),
  above: (u) => step(u, 0),
  relu: (u) => Math.max(u, 0),
  maximum: Math.max,
  minimum: Math.min,
  tower,
  less: (u, v) => Number(u < v),
  less_equal: (u, v) => Number(u <= v),
  equal: (u, v) => Number(u === v),
  unequal: (u, v) => Number(u !== v),
  both: (u, v) => Number(u && v),
  either: (u, v) => Number(u || v),
  where: (c, u, v) => (c ? u : v),
  gate: (c, u) => (c === 0 ? 0 : c * u),
  floor: Math.floor,
  ceil: Math.ceil,
  rounded,
  mod,
};
