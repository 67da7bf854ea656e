// What Python and the browser tell each other of maps: player/contract_maps.py in TypeScript. A test
// compares them.

interface MapsData {
  map: string; palettes: Palettes; marks: number[]; dashes: string[]; symbols: string[]; name: string;
  caption: string; link: string; answer: string; waiting: boolean; locked: string;
}
interface Opened { panel: number; values: number[] }
interface Chosen { run: number; rate: number }
interface MapReports { view: [number, number][]; open: Opened; rates: Chosen[]; unable: string }
