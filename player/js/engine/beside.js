// What a rule asks of the loss beside the gradient that it is given: the same operations, in the same
// order, as optimizers/engine/beside.py.

import { armijo, exact } from "./line_search.js";

const ROUNDING = 2 ** -53; // of a number: less is lost when it is added
const WIDTH = 2 ** -17; // of a difference: the cube root of the rounding error

/** @typedef {number[]} Vector */
/** @typedef {(...point: Vector) => Vector} At  of [value, ...gradient], or of second derivatives */

/** The functions that the statements of a rule may call: a vector's first coordinate is returned, its
 *  second one by `other` right behind. */
export const ASKED = ["grad", "loss", "hess", "solve", "solve_abs", "exact", "armijo", "other"];

/** @type {(u: Vector, v: Vector) => number} */
function dot(u, v) {
  let total = u[0] * v[0];
  for (let i = 1; i < u.length; i += 1) total += u[i] * v[i];
  return total;
}

/**
 * Return second derivatives [a, b, c] of [[a, b], [b, c]], or [a], by differences of the gradient; as in
 * losses/loss.py.
 * @type {(at: At, x: Vector) => Vector}
 */
function differences(at, x) {
  const columns = x.map((middle, axis) => {
    const step = WIDTH * Math.max(1, Math.abs(middle));
    const [above, below] = [middle + step, middle - step];
    const [high, low] = [at(...x.with(axis, above)), at(...x.with(axis, below))];
    return x.map((_, i) => (high[i + 1] - low[i + 1]) / (above - below));
  });
  if (x.length === 1) return columns[0];
  const [[a, b], [other, c]] = columns;
  return [a, (b + other) / 2, c];
}

/**
 * Return the functions that a rule may call, over a loss and its second derivatives. The coordinates of
 * every point at which an update asks for anything are added to `tried`, its own gradient among them.
 * @type {(loss: At, second: At | null, tried: number[]) => Record<string, (...numbers: any[]) => any>}
 */
export function beside(loss, second, tried) {
  /** @type {Vector} */ let x = [];
  /** @type {Vector} */ let g = [];
  /** @type {Vector | null} */ let tilt = null;
  let [f, rest] = [NaN, NaN];
  /** @type {Vector | null} */ let bent = null;

  /** Return the first coordinate and keep the second. @type {(u: Vector) => number} */
  const kept = (u) => {
    rest = u[1];
    return u[0];
  };
  /** @type {At} */
  const at = (...p) => {
    tried.push(...p);
    return loss(...p);
  };
  /** @type {(p: Vector) => Vector} */
  const gradient = (p) => {
    const slopes = at(...p).slice(1);
    return tilt ? slopes.map((slope, i) => slope + /** @type {Vector} */ (tilt)[i]) : slopes;
  };
  /** @type {(p: Vector, length: number) => Vector} */
  const ray = (p, length) => x.map((from, i) => from + length * p[i]);
  /** Return the length below which a step along p is lost. @type {(p: Vector) => number} */
  const grainOf = (p) => {
    const grains = p.map((part, i) => (ROUNDING * Math.abs(x[i])) / Math.abs(part));
    return grains.reduce((least, one) => (one < least || Number.isNaN(least) ? one : least), NaN);
  };
  const hessian = () => {
    if (bent) return bent;
    tried.push(...x); // its differences are no evaluations of the rule
    return (bent = second ? second(...x) : differences(loss, x));
  };

  return {
    /** @type {(point: Vector, slope: Vector, value: number, noise: Vector | null) => void} */
    begin(point, slope, value, noise) {
      [x, g, f, tilt, bent] = [point, slope, value, noise, null];
      tried.push(...point);
    },
    other: () => rest,
    grad: (...p) => kept(gradient(p)),
    loss: (...p) => at(...p)[0],
    exact: (...p) => exact((length) => dot(gradient(ray(p, length)), p), dot(g, p), grainOf(p)),
    armijo: (...p) => armijo((length) => at(...ray(p, length))[0], f, dot(g, p)),
    hess(...u) {
      const [a, b, c] = hessian();
      return kept(u.length === 1 ? [a * u[0]] : [a * u[0] + b * u[1], b * u[0] + c * u[1]]);
    },
    solve(...u) {
      const [a, b, c] = hessian();
      if (u.length === 1) return u[0] / a;
      const size = a * c - b * b;
      return kept([(c * u[0] - b * u[1]) / size, (a * u[1] - b * u[0]) / size]);
    },
    solve_abs(...u) {
      const [a, b, c] = hessian();
      if (u.length === 1) return u[0] / Math.abs(a);
      const [size, aa, bb, cc] = [Math.abs(a * c - b * b), a * a, b * b, c * c];
      const root = Math.sqrt(aa + bb + bb + cc + size + size);
      const [p, q, r] = [(aa + bb + size) / root, (a * b + b * c) / root, (bb + cc + size) / root];
      return kept([(r * u[0] - q * u[1]) / size, (p * u[1] - q * u[0]) / size]);
    },
  };
}
