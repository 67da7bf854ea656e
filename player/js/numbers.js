// Numbers as they are written on the screen.

/** Return a number in as few digits as say it, four at most. @param {number} value */
export function short(value) {
  return String(Number(value.toPrecision(4))).replaceAll("-", "−");
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
