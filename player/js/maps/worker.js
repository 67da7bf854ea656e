// The worker: computes the pixels of a map in slices, so that it hears of the next map soon. It is sent as
// text and has no page; what it sends are lists, handed over without a copy.

import { lanesOf, valuesAt } from "./lanes.js";
import { pass, STRIDES } from "./passes.js";

const SLICE = 30; // milliseconds of work between two messages ...
const FIRST = 4; // ... and before the first ones: the coarse picture comes at once
const LOOK = 8; // runs between two looks at the clock

/** @typedef {{ postMessage(message: unknown, handed: Transferable[]): void }} Port */

/** Yield the slices of a job, each when it is ready.
 *  @param {Job} job @param {() => number} now - the clock, in milliseconds
 *  @returns {Generator<Slice>} */
export function* slices({ job, map, grid, target, share }, now) {
  if (!map.live) return;
  const full = { ...map, live: map.live };
  /** @type {number[]} */ const done = map.panels.map(() => 0);
  const lanes = map.panels.map((_, panel) => lanesOf(full, panel, target));
  for (const stride of STRIDES) {
    for (const panel of map.panels.keys()) {
      let held = emptySlice({ job, panel, stride });
      let until = now() + (stride === STRIDES[0] ? FIRST : SLICE);
      let count = 0;
      for (const [across, up] of pass(grid, stride, share)) {
        const values = valuesAt(map.axes, grid, across, up);
        add(held, up * grid.across + across, lanes[panel](values, map.axes[1] ? 0 : up));
        count += 1;
        if (count % LOOK || now() < until) continue;
        yield packed(held, done[panel] += held.places.length);
        held = emptySlice({ job, panel, stride });
        until = now() + SLICE;
      }
      if (held.places.length) yield packed(held, done[panel] += held.places.length);
    }
  }
}

/** @param {{ job: number, panel: number, stride: number }} about */
function emptySlice(about) {
  return {
    ...about, places: /** @type {number[]} */ ([]), ending: /** @type {number[]} */ ([]),
    minimum: /** @type {number[]} */ ([]), steps: /** @type {number[]} */ ([]),
    row: /** @type {number[]} */ ([]), loss: /** @type {number[]} */ ([]),
    ends: /** @type {number[]} */ ([]),
  };
}

/** @param {ReturnType<typeof emptySlice>} slice @param {number} place @param {Outcome} outcome */
function add(slice, place, { ending, minimum, steps, row, loss, end }) {
  slice.places.push(place);
  slice.ending.push(ending);
  slice.minimum.push(minimum);
  slice.steps.push(steps);
  slice.row.push(row);
  slice.loss.push(loss);
  slice.ends.push(...end);
}

/** @param {ReturnType<typeof emptySlice>} slice @param {number} done @returns {Slice} */
function packed(slice, done) {
  return {
    job: slice.job, panel: slice.panel, stride: slice.stride, done,
    places: Int32Array.from(slice.places), ending: Uint8Array.from(slice.ending),
    minimum: Int16Array.from(slice.minimum), steps: Int32Array.from(slice.steps),
    row: Int32Array.from(slice.row), loss: Float64Array.from(slice.loss),
    ends: Float64Array.from(slice.ends),
  };
}

/** Work on what comes last: a new job ends the one before it.
 *  @param {Port & { onmessage: ((event: { data: Job }) => void) | null }} port */
export function serve(port) {
  /** @type {Generator<Slice> | null} */ let work = null;
  let job = -1;
  const go = () => {
    if (!work) return;
    try {
      const { value, done } = work.next();
      if (!done) {
        const lists = Object.values(value).filter((one) => ArrayBuffer.isView(one));
        port.postMessage(value, lists.map(({ buffer }) => /** @type {ArrayBuffer} */ (buffer)));
        setTimeout(go); // what has come meanwhile is heard first
        return;
      }
      port.postMessage({ job, ready: true }, []);
    } catch (error) {
      port.postMessage({ job, fault: String(error) }, []);
    }
    work = null;
  };
  port.onmessage = ({ data }) => {
    const idle = !work;
    job = data.job;
    work = data.map ? slices(data, () => performance.now()) : null;
    if (idle) go();
  };
}

if ("WorkerGlobalScope" in globalThis) serve(/** @type {any} */ (globalThis));
