// The stroke of a track. Where thousands of steps go up and down within one pixel, a pen would need
// most of a second for what is a filled column on the screen; there the column is filled. A long line is
// drawn in pieces where nobody sees it: a stroke takes the longer, the more of a line it must join.

/** The last vertex, the first one, a point before it and one after the last.
 *  @typedef {Reached & { first: number, tail?: Place | null }} Part */
/** @typedef {[left: number, top: number, width: number, height: number]} Column */

const MANY = 500; // vertices from which on columns are looked for
const DENSE = 2; // vertices in one column that are still joined by a pen
const PIECE = 24; // vertices that are drawn at once

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

/** A pen that draws a long line in pieces. Each begins with the last segment of the one before, so that
 *  every corner is inside of one, and in the dash where that began. What is drawn twice would be seen where
 *  the ink is not opaque; in a file of the picture a line is one. */
class Pen {
  /** @param {Ink} ink */
  constructor(ink) {
    this.ink = ink;
    this.parted = "getTransform" in ink && ink.globalAlpha === 1;
    this.most = this.parted ? PIECE : Infinity;
    this.far = this.begun = 0; // along the line to the last vertex, to the one before
    /** @type {Place} */ this.at = [NaN, NaN]; // the last vertex ...
    /** @type {Place} */ this.before = [NaN, NaN]; // ... and the one before
    this.count = 0; // vertices of the piece
    ink.beginPath();
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    if (this.count >= this.most || this.ink.lineDashOffset) this.cut();
    this.ink.moveTo(x, y);
    this.at = [x, y];
    this.far = 0;
    this.count += 1;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    if (this.count >= this.most && this.far) {
      this.cut();
      this.ink.lineDashOffset = this.begun;
      this.ink.moveTo(...this.before);
      this.ink.lineTo(...this.at);
    }
    this.ink.lineTo(x, y);
    this.before = this.at;
    this.begun = this.far;
    this.far += Math.hypot(x - this.at[0], y - this.at[1]);
    this.at = [x, y];
    this.count += 1;
  }

  /** Draw what there is, and begin anew. */
  cut() {
    this.end();
    this.ink.beginPath();
  }

  /** Draw what there is. */
  end() {
    this.ink.stroke();
    this.ink.lineDashOffset = this.count = 0;
  }
}

/** Stroke from a vertex to a head, in the ink's colour and dash.
 *  @param {Ink} ink @param {{ x: Vector, y: Vector }} pixels @param {Part} part */
export function strokeLine(ink, pixels, { first, last, head, tail }) {
  const { x, y } = pixels;
  const begin = Math.max(first, 0);
  const many = last - begin > MANY;
  /** @type {Column[]} */ const columns = [];
  const pen = new Pen(ink);
  let open = Boolean(tail);
  if (tail) pen.moveTo(...tail);
  for (let k = begin; k <= last; k += 1) {
    if (Number.isNaN(x[k])) open = false;
    else if (open) pen.lineTo(x[k], y[k]);
    else {
      pen.moveTo(x[k], y[k]);
      open = true;
    }
    const end = many && open ? columnEnd(x, k, last) : k + 1;
    if (end - k <= DENSE) continue;
    columns.push(columnOf(pixels, k, end));
    k = end - 1;
    pen.moveTo(x[k], y[k]);
  }
  if (open && head && (head[0] !== x[last] || head[1] !== y[last])) pen.lineTo(...head);
  pen.end();
  if (!columns.length) return;
  ink.fillStyle = ink.strokeStyle;
  if (pen.parted) return columns.forEach((column) => ink.fillRect(...column));
  ink.beginPath();
  for (const column of columns) ink.rect(...column);
  ink.fill();
}
