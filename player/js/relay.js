// The relay: tells the server where the playhead came to rest, from another part of the page than the
// player's. That part alone runs then.

/** @type {WeakMap<HTMLElement, () => void>} */ const relays = new WeakMap();

/** @param {Mounted<unknown>} mounted */
export default function ({ parentElement, setStateValue }) {
  relays.get(parentElement)?.();
  const tell = (/** @type {Event} */ event) => {
    event.preventDefault(); // the player need not tell it as well
    setStateValue("step", /** @type {CustomEvent<Rest>} */ (event).detail);
  };
  document.addEventListener("sb-rest", tell);
  const forget = () => document.removeEventListener("sb-rest", tell);
  relays.set(parentElement, forget);
  return forget;
}
