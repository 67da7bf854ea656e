// Gestures: how a hand moves a map: wheel and two fingers zoom, a drag moves, a click takes the pixel.

const SLACK = 4; // pixels that a click may slip
const NOTCH = 1.0015; // of zoom for each unit of the wheel
const LINES = 16; // units of a wheel that counts lines

/** Places are shares of the frame, from the left and from below.
 *  @typedef {{ zoom: (about: Place, factor: number) => void, move: (by: Place) => void, rest: () => void,
 *    point: (at: Place | null) => void, take: (at: Place, touch: boolean) => void }} Moves */

/** Hear what a hand does over a frame; returns what ends it.
 *  @param {HTMLElement} element @param {() => Box} frameOf - where the frame is in the element
 *  @param {Moves} moves */
export function hear(element, frameOf, moves) {
  /** @type {Map<number, Place>} */ const fingers = new Map();
  let [slipped, pinched] = [false, false];
  /** @type {Place} */ let from = [0, 0];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;

  /** @param {{ clientX: number, clientY: number }} event @returns {Place} */
  const placeAt = ({ clientX, clientY }) => {
    const [box, frame] = [element.getBoundingClientRect(), frameOf()];
    return [
      (clientX - box.left - frame.left) / frame.width,
      1 - (clientY - box.top - frame.top) / frame.height,
    ];
  };
  /** @param {Place} place */
  const inside = ([x, y]) => x >= 0 && x <= 1 && y >= 0 && y <= 1;
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(moves.rest, 250);
  };

  /** @param {WheelEvent} event */
  const wheel = (event) => {
    const place = placeAt(event);
    if (!inside(place)) return;
    event.preventDefault();
    const units = event.deltaY * (event.deltaMode === 1 ? LINES : 1);
    moves.zoom(place, NOTCH ** Math.min(Math.max(units, -300), 300));
    settle();
  };
  /** @param {PointerEvent} event */
  const down = (event) => {
    if (event.button || !inside(placeAt(event))) return;
    if (event.pointerType !== "touch") element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    if (fingers.size === 1) [slipped, pinched, from] = [false, false, [event.clientX, event.clientY]];
  };
  /** @param {PointerEvent} event */
  const go = (event) => {
    const before = fingers.get(event.pointerId);
    const here = /** @type {Place} */ ([event.clientX, event.clientY]);
    if (!before) {
      const place = placeAt(event);
      moves.point(inside(place) ? place : null);
      return;
    }
    const frame = frameOf();
    const others = [...fingers].filter(([id]) => id !== event.pointerId);
    if (others.length) {
      pinched = true;
      const [[, other]] = others;
      const apart = (/** @type {Place} */ [u, v]) => Math.max(Math.hypot(u - other[0], v - other[1]), 10);
      const middle = placeAt({ clientX: (here[0] + other[0]) / 2, clientY: (here[1] + other[1]) / 2 });
      moves.zoom(middle, apart(before) / apart(here));
      moves.move([(before[0] - here[0]) / 2 / frame.width, (here[1] - before[1]) / 2 / frame.height]);
      settle();
    } else if (event.pointerType !== "touch") {
      slipped ||= Math.hypot(here[0] - from[0], here[1] - from[1]) > SLACK;
      if (!slipped) return;
      moves.move([(before[0] - here[0]) / frame.width, (here[1] - before[1]) / frame.height]);
      settle();
    } else slipped ||= Math.hypot(here[0] - from[0], here[1] - from[1]) > 2 * SLACK;
    fingers.set(event.pointerId, here);
  };
  /** @param {PointerEvent} event */
  const up = (event) => {
    if (!fingers.delete(event.pointerId) || fingers.size || event.type === "pointercancel") return;
    const place = placeAt(event);
    if (!slipped && !pinched && inside(place)) moves.take(place, event.pointerType === "touch");
  };
  const out = (/** @type {PointerEvent} */ event) => {
    if (event.pointerType !== "touch") moves.point(null);
  };

  /** @type {[string, (event: any) => void][]} */
  const heard = [["wheel", wheel], ["pointerdown", down], ["pointermove", go], ["pointerup", up],
    ["pointercancel", up], ["pointerleave", out]];
  for (const [name, what] of heard) element.addEventListener(name, what, { passive: false });
  return () => {
    clearTimeout(timer);
    for (const [name, what] of heard) element.removeEventListener(name, what);
  };
}

/** What a key does to a map: where the cursor goes, how it zooms.
 *  @typedef {{ step?: Place, factor?: number, whole?: boolean, take?: boolean, leave?: boolean,
 *    pan?: boolean }} Pressed */

/** @type {Record<string, Place>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const FAR = 10; // pixels with an arrow and Ctrl
export const ZOOM = 0.5; // by a key or a button

/** Return what a key asks for; null where it is none of ours.
 *  @param {Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">} event
 *  @returns {Pressed | null} */
export function pressed({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  if (metaKey || altKey) return null;
  const arrow = ARROWS[key];
  if (arrow) {
    const far = ctrlKey ? FAR : 1;
    return { step: [arrow[0] * far, arrow[1] * far], pan: shiftKey };
  }
  if (ctrlKey) return null;
  if (key === "+" || key === "=") return { factor: ZOOM };
  if (key === "-" || key === "_") return { factor: 1 / ZOOM };
  if (key === "0" || key === "Home") return { whole: true };
  if (key === "Enter" || key === " ") return { take: true };
  return key === "Escape" ? { leave: true } : null;
}
