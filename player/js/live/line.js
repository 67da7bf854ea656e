// A line as a canvas can draw it in every frame: cut to a box, and without vertices that no eye misses.

/** Coordinates of rows, of which the first `count` count.
 *  @typedef {{ x: Float64Array, y: Float64Array, count: number }} Places */

const MANY = 500; // rows from which on a line is thinned ...
const NEAR = 0.5; // ... so that no row is farther away from it

/** The vertices of a line; its arrays are used again for the next one. */
export class Line {
  constructor() {
    this.room = this.size = 0;
    this.steps = new Float64Array();
    this.x = new Float32Array();
    this.y = new Float32Array();
  }

  /** Begin anew, with room for so many vertices. @param {number} room */
  clear(room) {
    this.size = 0;
    if (room <= this.room) return;
    this.room = room;
    [this.steps, this.x, this.y] = [new Float64Array(room), new Float32Array(room), new Float32Array(room)];
  }

  /** @param {number} step @param {number} x @param {number} y */
  add(step, x, y) {
    const k = this.size;
    this.steps[k] = step;
    this.x[k] = x;
    this.y[k] = y;
    this.size = k + 1;
  }

  /** End a piece. */
  part() {
    const last = this.size - 1;
    if (last >= 0 && !Number.isNaN(this.x[last])) this.add(this.steps[last], NaN, NaN);
  }
}

/** Return the part of a segment that is inside a box, as fractions of it; [1, 0] where none is.
 *  Liang and Barsky 1984, https://doi.org/10.1145/357332.357333.
 *  @param {Place} from @param {Place} to @param {Box} box @returns {[number, number]} */
export function inside([x, y], [u, v], { left, top, width, height }) {
  let [enter, leave] = [0, 1];
  for (const [at, way, low, high] of [[x, u - x, left, left + width], [y, v - y, top, top + height]]) {
    if (way === 0 && at >= low && at <= high) continue;
    const ends = [(low - at) / way, (high - at) / way];
    enter = Math.max(enter, Math.min(...ends)); // where a number is missing, so is the answer
    leave = Math.min(leave, Math.max(...ends));
  }
  return enter <= leave ? [enter, leave] : [1, 0];
}

/** Put rows into a line: those inside the box, and where the way between two of them crosses its edge.
 *  At every step a thinned line is within half a unit of the whole one, across and up: from one vertex
 *  to the next all rows are so near to an even walk. One that is `whole` is not thinned.
 *  @param {Line} line @param {Places} places @param {Box} box */
export function trace(line, { x, y, count }, box, whole = false) {
  const { left, top } = box;
  const [right, bottom] = [left + box.width, top + box.height];
  const near = count > MANY && !whole ? NEAR : 0;
  line.clear(4 * count + 4);
  let held = false; // whether the row before is inside
  let from = -1; // the row of the last vertex; -1 where the row before is one
  // How fast a walk from there may be, across and up, to have been near to all rows since.
  let [slow, fast, low, high] = [-Infinity, Infinity, -Infinity, Infinity];
  for (let k = 0; k < count; k += 1) {
    const [a, b] = [x[k], y[k]];
    const here = a >= left && a <= right && b >= top && b <= bottom;
    if (!(here && held)) {
      if (held && from >= 0) line.add(k - 1, x[k - 1], y[k - 1]);
      if (k > 0) cross(line, { x, y, k, held, here }, box);
      if (here) line.add(k, a, b);
      held = here;
      from = -1;
      continue;
    }
    if (!near) {
      line.add(k, a, b);
      continue;
    }
    const before = from < 0 ? k - 1 : from;
    const across = (a - x[before]) / (k - before);
    const up = (b - y[before]) / (k - before);
    const even = from >= 0 && across >= slow && across <= fast && up >= low && up <= high;
    if (from >= 0 && !even) line.add(k - 1, x[k - 1], y[k - 1]);
    if (even) {
      const room = near / (k - before);
      if (across - room > slow) slow = across - room;
      if (across + room < fast) fast = across + room;
      if (up - room > low) low = up - room;
      if (up + room < high) high = up + room;
      continue;
    }
    from = k - 1;
    slow = a - x[from] - near;
    fast = a - x[from] + near;
    low = b - y[from] - near;
    high = b - y[from] + near;
  }
  if (held && from >= 0) line.add(count - 1, x[count - 1], y[count - 1]);
}

/** Add where the way to row k crosses the edge of the box.
 *  @param {Line} line
 *  @param {Pick<Places, "x" | "y"> & { k: number, held: boolean, here: boolean }} way @param {Box} box */
function cross(line, { x, y, k, held, here }, box) {
  const [a, b] = [x[k - 1], y[k - 1]];
  const [enter, leave] = inside([a, b], [x[k], y[k]], box);
  const add = (/** @type {number} */ share) => {
    line.add(k - 1 + share, a + (x[k] - a) * share, b + (y[k] - b) * share);
  };
  if (!held) line.part();
  if (enter > leave) return;
  if (!held) add(enter);
  if (!here) add(leave);
}
