// What many modules use: the document's elements, and numbers as they are written on the screen.

/** Return the first element that a selector finds below a root, of the type that is asked for.
 *  @template {Element} E @param {ParentNode} root @param {string} selector @returns {E} */
export const find = (root, selector) => /** @type {any} */ (root.querySelector(selector));

/** Return a new button of a class. @param {string} className */
export function button(className) {
  const element = document.createElement("button");
  return Object.assign(element, { type: "button", className });
}

/** Return what draws on a canvas, a new one if none is given. */
export function pen(canvas = document.createElement("canvas")) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/** Return how red, green and blue a colour is, 0 to 255. @param {string} hex */
export const rgbOf = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

/** Return whether two points are the same. @param {number[]} a @param {number[]} b */
export function equal(a, b) {
  return a.length === b.length && a.every((value, k) => value === b[k]);
}

/** Return a number to read, as `readable` in language/wording.py. @param {number} value */
export function short(value) {
  const [digits, power] = value.toExponential(3).split("e");
  const plain = Number(power) >= -4 && Number(power) < 4;
  const text = plain ? String(Number(value.toPrecision(4))) : `${Number(digits)}e${Number(power)}`;
  return text.replaceAll("-", "−");
}

/** Return a number in four significant digits, with a proper minus sign. @param {number} value */
export function digits(value) {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const plain = size >= 1e-3 && size < 1e6;
  const text = plain ? value.toPrecision(4) : value.toExponential(2);
  return text.replaceAll("-", "−").replace("e+", "e");
}
