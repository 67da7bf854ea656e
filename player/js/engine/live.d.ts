// What the server tells the engine; Python's side is experiment/live.py and the two modules that print
// code for the browser. A test compares them.

interface RowLoop { columns: string[]; before: string; step: string; means: string[]; terms: string[] }
interface HessianCode { step: string; results: string[]; rows?: RowLoop }
interface LossCode {
  constants: string[]; step: string; results: string[]; hessian?: HessianCode; rows?: RowLoop;
}
interface StateCode { name: string; before: string[]; start: string[]; after: string[] }
interface RuleCode {
  dials: string[]; x: string[]; g: string[]; f: string; t: string; lr: string; once: string;
  step: string; states: StateCode[]; following: string[]; rate: string[]; asks?: boolean;
}
interface ScheduleCode { dials: string[]; k: string; once: string; step: string; factor: string }
interface LiveSchedule { code: ScheduleCode; dials: Record<string, number> }
interface LiveRun {
  rule: RuleCode; start: number[]; dials: Record<string, number>; roles: Record<string, string>;
  lr: number; schedule: LiveSchedule | null; batch: number;
}
interface Knob {
  kind: "start" | "rate" | "dial" | "factor" | "constant" | "noise" | "seed" | "steps";
  place: number; name: string; label: string; of: string; value: number; low: number | null; high: number | null; whole: boolean;
}
interface LiveTable { columns: Float64Array[]; count: number; shuffled: boolean }
interface Live {
  loss: LossCode; constants: number[]; steps: number; noise: number; seed: number; runs: LiveRun[];
  knobs: Knob[]; table?: LiveTable;
}

// A table with the order of its rows, batch after batch.
type OrderedTable = LiveTable & { order: Uint16Array };

// What a loop is told: `lr` is the learning rate of each update, schedule included, `noise` what is
// added to the gradients, a coordinate after the other, row after row.
interface Given {
  start: number[]; dials: number[]; constants: number[]; lr: Float64Array;
  noise: Float64Array | null; rows: number; table?: OrderedTable; batch: number;
}

// The rows of a run, a coordinate after the other. Those from `kept` on mean nothing, but for point
// and loss at `kept`, where one of them is not finite. `after` is where the last update leads.
// `batchLosses` are those of the batches, where an update does not see all rows of a table.
// `tried` holds the points at which the updates of a rule that asks the loss evaluated it or a
// derivative; those of update k are from `evaluations[k]` on, up to where those of the next one begin.
interface Rows {
  kept: number; points: Float64Array; losses: Float64Array; gradients: Float64Array;
  rates: Float64Array; states: Float64Array[]; after: number[]; lr: Float64Array;
  evaluations: Float64Array; tried: number[]; batchLosses: Float64Array | null;
}

// It writes row after row and returns how many are finite.
type Loop = (given: Given, out: Rows) => number;
