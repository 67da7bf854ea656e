// What Python and the browser tell each other: player/contract.py in TypeScript. A test compares them.

type Fate = "settled" | "lost" | "moving";

interface LandscapeMeta { role: "landscape"; panel: string; levels?: number[]; stamp?: string; like?: number }
interface TrackMeta {
  role: "trail" | "curve"; panel: string; run: number; symbol: string; last: number; fate: Fate;
  ended?: number; dots?: boolean; slope?: number; bends?: number; steps?: number;
}
interface StartMeta { role: "start"; panel: string; runs: number[]; names: string[]; at: number[] }
interface SignMeta {
  role:
    "end" | "exit" | "minimum" | "wall" | "arrows" | "values" | "model" | "map" | "rows" | "answer" | "batch";
  panel: string; run?: number; fate?: Fate; step?: number;
}

interface CurveNote {
  quantity: string; coordinate: number | null; floor: number; least: number | null; evaluations: boolean;
}
interface TargetNote { column: number; name: string; classes: boolean; least: number | null }
interface FitNote {
  constants: string[]; step: string; result: string; columns: number[][]; across: number[];
  several: boolean; target: TargetNote | null;
}
interface FlatPanel {
  name: string; area: "picture" | "chart"; title: string; x: string; y: string; curve?: CurveNote;
  fit?: FitNote; web?: boolean;
}
interface ScenePanel {
  name: string; area: "picture"; scene: string; ladder: number[]; lift: number;
}
interface Palette {
  page: string; ink: string; quiet: string; line: string; low: string; high: string; level: string;
  void: string; slope: string; runs: string[];
}
interface Palettes { light: Palette; dark: Palette }
interface RunNote { start: number[]; rate: number; limit: number | null; end: number[] | null }
interface FigureMeta {
  panels: (FlatPanel | ScenePanel)[]; palettes: Palettes; steps: number; variables: string[];
  runs: RunNote[]; minima: number[][]; window: number[][];
}

interface Playback {
  comet: boolean; race: boolean; marks: number; speed: number; loop: boolean; hidden: number[];
  vectors: boolean; batches: boolean;
}
interface PlayerData {
  figure: string; steps: number; step: number; serial: number; library: string; playback: Playback;
  heard: number; locked: string; cards: string; live: string; plays: number;
  widgets: Record<string, string>;
}
interface SaverData { name: string; caption: string; link: string; film: boolean; library: string }

interface Rest { step: number; serial: number }
interface Moved { old: number[] | null; new: number[] }
interface Rated { run: number; rate: number }
interface Lifted { row: number; value: number }
interface Played { speed: number; loop: boolean; hidden: number[]; change: number }
interface Reports {
  step: Rest; start: Moved; rate: Rated; row: Lifted; window: [number, number][]; playback: Played;
}
