// What the player uses of objects that are not its own, and what it adds to them.

/** What Streamlit calls a component with. */
interface Mounted<Data> {
  data: Data;
  parentElement: HTMLElement;
  setStateValue<Name extends keyof Reports>(name: Name, value: Reports[Name]): void;
  setTriggerValue<Name extends keyof Reports>(name: Name, value: Reports[Name]): void;
}

type Panel = FlatPanel | ScenePanel;
type Vector = number[] | Float64Array | Float32Array;

/** A trace as Plotly is given it, its arrays decoded. */
interface Trace {
  type: string;
  name: string;
  meta: LandscapeMeta | TrackMeta | StartMeta | SignMeta;
  [setting: string]: any;
}
/** Of a curve `y` has the heights, of a loss of two variables `z` has them, row by row. */
interface Landscape extends Trace { meta: LandscapeMeta; x: Vector; y: Vector; z: Vector[] }
/** On a surface it has a `z`. */
interface TrackTrace extends Trace {
  meta: TrackMeta; x: Vector; y: Vector; z?: Vector; customdata: Vector[];
  line: { color: string; dash?: string };
}
interface StartTrace extends Trace { meta: StartMeta; z: Vector }

/** An axis as a figure gives it, and as Plotly completes it: its place and length in pixels. */
interface AxisSettings {
  type?: string; range?: [number, number]; domain: [number, number]; dtick?: number;
  tickfont: { size: number }; title: { text: string; standoff?: number };
}
interface Axis extends AxisSettings { _id: string; _offset: number; _length: number; range: [number, number] }

interface Annotation { text: string; xref: string; font: { size: number } }
/** The layout of a figure, and as Plotly completes it; axes are among the settings, by name. */
interface Layout { annotations?: Annotation[]; shapes?: { xref: string }[]; [setting: string]: any }
interface FullLayout { width: number; height: number; [setting: string]: any }

/** Plotly's renderer of a 3-D scene; `watched` is ours. */
interface Renderer {
  gl: WebGLRenderingContext;
  cameraParams?: Record<"model" | "view" | "projection", ArrayLike<number>>;
  onrender?: (...all: unknown[]) => void;
  watched?: boolean;
  objects: SpaceObject[];
  redraw(): void;
}
/** What it draws; `out` is ours. */
interface SpaceObject {
  _trace?: { data?: Partial<Trace> };
  isOpaque?(): boolean;
  isTransparent?(): boolean;
  out?: boolean;
}

/** The element of a graph; `drawn` is ours: what it was drawn with. */
interface Plot extends HTMLElement {
  _fullLayout?: FullLayout;
  drawn?: { look: string; traces: Trace[] };
  on(event: string, hear: () => void): void;
  removeAllListeners(): void;
}

/** plotly.js. */
interface Plotly {
  react(plot: Plot, traces: Trace[], layout: Layout, config: object): Promise<unknown>;
  animate(plot: Plot, frame: { data: Trace[]; traces: number[] }, options: object): Promise<unknown>;
  relayout(plot: Plot, settings: Record<string, any>): Promise<unknown>;
  purge(plot: Plot): void;
  toImage(plot: Plot, image: { format: string; width: number; height: number; scale?: number }):
    Promise<string>;
}
interface Window { Plotly: Plotly }

/** `ready` is ours, in the script of plotly.js. */
interface HTMLScriptElement { ready?: Promise<Plotly> }
/** `inkOn` is ours: it draws the same once more, for a file of the picture. */
interface HTMLCanvasElement { inkOn?(ink: Ink): void }

/** What the player draws with: a canvas' context, or the writer of an SVG. */
type Ink = Pick<CanvasRenderingContext2D,
  | "arc" | "beginPath" | "clip" | "closePath" | "fill" | "fillRect" | "fillStyle" | "fillText" | "font"
  | "globalAlpha" | "lineDashOffset" | "lineJoin" | "lineTo" | "lineWidth" | "moveTo" | "rect" | "restore"
  | "save" | "setLineDash" | "stroke" | "strokeStyle" | "strokeText" | "textAlign" | "translate"> & {
  drawImage(image: any, x: number, y: number, width: number, height: number): void;
};

// The shapes of what the player's modules hand each other.

/** Pixels from the left and the top, of a panel or of an area. */
type Place = [number, number];
interface Size { width: number; height: number } // in pixels
interface Box extends Size { left: number; top: number } // in pixels of an area
type Ruler = (value: number) => number; // from data to pixels of a panel, or back

interface Theme { mode: "light" | "dark"; font: string }
type Painter = (value: any) => any; // replaces the colours inside a value
interface Figure { traces: Trace[]; layout: Layout; meta: FigureMeta; colours: Palette }
/** What an area shows of a figure: its own panels, without the hidden runs. */
interface Picture extends Figure { panels: Panel[]; font: string; hidden: Set<number | undefined> }

type Track = ReturnType<typeof import("./figure/tracks.js").trackOf>;
/** The vertex that the playhead has passed last, and where the head is drawn between it and the next. */
interface Reached { last: number; head: Place | null }

/** Projects to pixels, NaN behind the eye; back, a ray tells x, y and how far it is at every height z. */
interface Camera { project(x: number, y: number, z: number): Place; ray(pixels: Place): Ray }
type Ray = (z: number) => [number, number, number];

/** A panel as it is on the screen now. Rulers and readings are those of its axes; in space it has none. */
interface View {
  name: string; panel: Panel; frame: Box; tracks: Track[];
  project: Camera["project"]; rulers: Ruler[]; readings: Ruler[];
  spans: number[]; // how long each axis is, in its data
  pixelsOf(point: number[]): Place; // where a point of the loss's variables is
  pointAt(pixels: Place): number[] | null; // the same back; null beside a surface
}

/** How an area is drawn. */
interface Manner {
  name?: string; colours: Palette;
  playback: { comet: boolean; marks: number; steps: number; vectors: boolean; batches: boolean };
  whyOf(track: Track): { rows: Rows; run: LiveRun; live: Live } | null;
  ground: Landscape;
  singled: number | null; // the run that others make room for
  curved: boolean; // whether its landscape is a curve that a tangent can touch
  reach: number; // the longest half axis of a local model, in units of the axes
}

type Line = import("./live/line.js").Line;
type Preview = import("./live/preview.js").Preview;
type Area = import("./areas/area.js").Area;
type Clock = import("./controls/clock.js").Clock;
/** Tells that a start was moved, from where and to where; null stands for all of them. */
type Send = (old: number[] | null, point: number[]) => void;
type Words = Pick<SaverData, "caption" | "link">; // below a saved picture

/** The encoder of GIFs: see player/vendor/README.md. */
declare const gifenc: {
  GIFEncoder(): {
    writeFrame(index: Uint8Array, width: number, height: number, how: {
      delay: number; palette?: number[][]; repeat?: number;
    }): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  };
  quantize(pixels: Uint8ClampedArray, colours: number): number[][];
  applyPalette(pixels: Uint8ClampedArray, palette: number[][]): Uint8Array;
};
