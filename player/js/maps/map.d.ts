// What the server tells of a map; Python's side is experiment/maps/live.py and answer.py. A test compares
// them.

interface MapAxis {
  name: string; role: "rate" | "dial" | "variable" | "constant" | "batch" | "noise";
  kind: "linear" | "logarithmic" | "whole"; label: string; low: number; high: number;
  least: number; most: number; place: number;
}
interface MapPanel {
  run: number; name: string; now: number[]; limit: number | null; edge: number[][];
}
interface MapLive {
  kind: "rates" | "starts" | "dials"; by: "gap" | "steps" | "ending"; to: number; axes: MapAxis[];
  panels: MapPanel[]; live: Live | null; seeds: number[]; variables: string[];
  minima: number[][]; values: number[]; window: number[][]; near: number; diagonal: number;
  best: number | null; work: number; steps: number;
  notes: string[];
}
interface MapAnswer { panels: MapSheet[] }
interface MapSheet {
  across: number; up: number; ending: Uint8Array; minimum: Int16Array; steps: Int32Array; row: Int32Array;
  loss: Float64Array; ends: Float64Array;
}
