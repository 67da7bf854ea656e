// A line as a canvas can draw it in every frame: cut to a box, and without vertices that no eye misses.

/** Coordinates of rows, of which the first `count` count.
 *  @typedef {{ x: Float64Array, y: Float64Array, count: number }} Places */

const MANY = 2000; // rows from which on a line is thinned ...
const APART = 0.5; // ... to vertices so far apart, across or up

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
 *  At every step a thinned line is within half a unit of the whole one.
 *  @param {Line} line @param {Places} places @param {Box} box */
export function trace(line, { x, y, count }, box) {
  const { left, top } = box;
  const [right, bottom] = [left + box.width, top + box.height];
  const apart = count > MANY ? APART : 0;
  line.clear(4 * count + 4);
  let held = false; // whether the row before is inside
  let passed = -1; // a row that was left out
  let [u, v] = [NaN, NaN]; // the vertex before
  /** @param {number} k */
  const keep = (k) => {
    passed = -1;
    [u, v] = [x[k], y[k]];
    line.add(k, u, v);
  };
  for (let k = 0; k < count; k += 1) {
    const [a, b] = [x[k], y[k]];
    const here = a >= left && a <= right && b >= top && b <= bottom;
    if (here && held) {
      if (Math.abs(a - u) < apart && Math.abs(b - v) < apart) {
        passed = k;
        continue;
      }
      // A long way begins where the run was before it, not at the last vertex.
      const far = passed >= 0 && Math.max(Math.abs(a - x[passed]), Math.abs(b - y[passed])) > apart;
      if (far) keep(passed);
      keep(k);
      continue;
    }
    if (held && passed >= 0) keep(passed);
    if (k > 0) cross(line, { x, y, k, held, here }, box);
    if (here) keep(k);
    held = here;
  }
  if (passed >= 0) keep(passed);
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
