// The shapes of what the modules of the maps hand each other.

/** What a run at a pixel came to; `ending` is a place in ENDINGS of ending.js. */
interface Outcome {
  ending: number; minimum: number; period: number; steps: number; row: number; loss: number; end: number[];
}
/** The land that endings are judged by: see MapLive. */
interface Land {
  minima: number[][]; window: number[][]; near: number; diagonal: number;
  target: number; // the loss at which `row` is counted; minus infinity for none
}

/** How many pixels a map has, across and up. */
interface Grid { across: number; up: number }
/** The part of a panel that is known, pixel by pixel: row 0 is the lowest. */
interface Pixels {
  ending: Uint8Array; minimum: Int16Array; steps: Int32Array; row: Int32Array; loss: Float64Array;
  ends: Float64Array; // a coordinate after the other
  source: Int32Array; // the pixel whose run is drawn in this place; -1 for none yet
  stride: Uint8Array; // and how large a block it was drawn for
  count: number; // pixels whose own run is known
}
/** Pixels as a worker sends them; all but the number of the job are lists, one entry a pixel. */
interface Slice {
  job: number; panel: number; stride: number; done: number; places: Int32Array;
  ending: Uint8Array; minimum: Int16Array; steps: Int32Array; row: Int32Array; loss: Float64Array;
  ends: Float64Array;
}
interface Job { job: number; map: MapLive; grid: Grid; target: number; share: [number, number] }

/** What Streamlit calls the component of the maps with. */
interface MountedMaps {
  data: MapsData; parentElement: HTMLElement; setTriggerValue: MapTell;
}
type MapTell = <Name extends keyof MapReports>(name: Name, value: MapReports[Name]) => void;
/** The text of the worker, which the server puts before the component's own. */
declare const WORKER: string;
