// Shaped: rows and columns of panels that are neither too wide nor too high.

const LANDSCAPE = 1.15; // width by height that a panel is best at

/** Return {rows, columns} for so many panels: of a good shape, few places empty.
 *  @param {number} count @param {Size} size @param {[number, number]} gaps - pixels of a panel that go across
 *  and down */
export function shaped(count, { width, height }, [gap, down]) {
  const rate = (/** @type {number} */ columns) => {
    const rows = Math.ceil(count / columns);
    const shape = Math.max(width / columns - gap, 1) / Math.max(height / rows - down, 1) / LANDSCAPE;
    return Math.abs(Math.log(shape)) + 0.25 * (rows * columns - count);
  };
  const columns = Array.from({ length: count }, (_, k) => k + 1)
    .reduce((best, next) => (rate(next) < rate(best) ? next : best));
  return { rows: Math.ceil(count / columns), columns };
}
