// The stroke of a track. Where thousands of steps go up and down within one pixel, a pen would need
// most of a second for what is a filled column on the screen; there the column is filled.

/** The last vertex, the first one, a point before it and one after the last.
 *  @typedef {Reached & { first: number, tail?: Place | null }} Part */
/** @typedef {[left: number, top: number, width: number, height: number]} Column */

const MANY = 500; // vertices from which on columns are looked for
const DENSE = 2; // vertices in one column that are still joined by a pen

/** Return the vertex after those that share a column of pixels with vertex k.
 *  @param {Vector} x @param {number} k @param {number} last */
function columnEnd(x, k, last) {
  const column = Math.floor(x[k]);
  let end = k + 1;
  while (end <= last && Math.floor(x[end]) === column) end += 1;
  return end;
}

/** Return the column that a line two pixels wide fills between its vertices from k to before `end`.
 *  @param {{ x: Vector, y: Vector }} pixels @param {number} k @param {number} end @returns {Column} */
function columnOf({ x, y }, k, end) {
  let [top, bottom] = [y[k], y[k]];
  for (let i = k + 1; i < end; i += 1) {
    if (y[i] < top) top = y[i];
    else if (y[i] > bottom) bottom = y[i];
  }
  return [Math.floor(x[k]) - 0.5, top - 1, 2, bottom - top + 2];
}

/** Stroke from a vertex to a head, in the ink's colour and dash.
 *  @param {Ink} ink @param {{ x: Vector, y: Vector }} pixels @param {Part} part */
export function strokeLine(ink, pixels, { first, last, head, tail }) {
  const { x, y } = pixels;
  const begin = Math.max(first, 0);
  const many = last - begin > MANY;
  /** @type {Column[]} */ const columns = [];
  ink.beginPath();
  let open = Boolean(tail);
  if (tail) ink.moveTo(...tail);
  for (let k = begin; k <= last; k += 1) {
    if (Number.isNaN(x[k])) open = false;
    else if (open) ink.lineTo(x[k], y[k]);
    else {
      ink.moveTo(x[k], y[k]);
      open = true;
    }
    const end = many && open ? columnEnd(x, k, last) : k + 1;
    if (end - k <= DENSE) continue;
    columns.push(columnOf(pixels, k, end));
    k = end - 1;
    ink.moveTo(x[k], y[k]);
  }
  if (open && head && (head[0] !== x[last] || head[1] !== y[last])) ink.lineTo(...head);
  ink.stroke();
  if (!columns.length) return;
  ink.fillStyle = ink.strokeStyle;
  ink.beginPath();
  for (const column of columns) ink.rect(...column);
  ink.fill();
}
