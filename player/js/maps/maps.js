// The maps: the entry of the component. Called by Streamlit at first and whenever data or theme change.

import { Maps } from "./page.js";

/** @type {WeakMap<HTMLElement, Maps>} */ const all = new WeakMap();

/** @param {MountedMaps} mounted */
export default function mount({ data, parentElement, setTriggerValue }) {
  const maps = all.get(parentElement) ?? new Maps(parentElement, setTriggerValue);
  all.set(parentElement, maps);
  maps.take(data, setTriggerValue);
  return () => {
    maps.dispose();
    all.delete(parentElement);
  };
}
