// The ear: tells the server where the playhead came to rest, from another part of the page than the
// player's. That part alone runs then.

const ears = new WeakMap();

export default function ({ parentElement, setStateValue }) {
  ears.get(parentElement)?.();
  const hear = (event) => {
    event.preventDefault(); // the player need not tell it as well
    setStateValue("step", event.detail);
  };
  document.addEventListener("sb-rest", hear);
  const forget = () => document.removeEventListener("sb-rest", hear);
  ears.set(parentElement, forget);
  return forget;
}
