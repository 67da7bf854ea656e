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
  name: string; frame: Box; tracks: Track[]; rulers: Ruler[]; readings: Ruler[];
  spans: number[]; // how long each axis is, in its data
  pixelsOf(point: number[]): Place; // where a point of the loss's variables is
  pointAt(pixels: Place): number[] | null; // the same back; null beside a surface
}

/** How an area is drawn. */
interface Manner {
  name?: string; colours: Palette; playback: { comet: boolean; marks: number; steps: number };
  singled: number | null; // the run that others make room for
  curved: boolean; // whether its landscape is a curve that a tangent can touch
  reach: number; // the longest half axis of a local model, in units of the axes
}

type Area = import("./areas/area.js").Area;
type Clock = import("./controls/clock.js").Clock;
/** Tells that a start was moved, from where and to where; null stands for all of them. */
type Send = (old: number[] | null, point: number[]) => void;
type Words = Pick<SaverData, "caption" | "link">; // below a saved picture
