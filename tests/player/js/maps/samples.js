// A small map: gradient descent on x^2, whose steps multiply x by 1 - 2 lr.

const LOSS = { constants: [], step: "", results: ["v0*v0", "v0+v0"] };
const RULE = {
  dials: [], x: ["v0"], g: ["v1"], f: "v2", t: "v3", lr: "v4", once: "", step: "v5=v4*v1;v6=v0-v5",
  states: [], following: ["v6"], rate: ["v4"],
};
export const axis = (more = {}) => ({
  name: "lr", role: "rate", kind: "linear", label: "learning rate", low: 0, high: 1.2, least: 0, most: 1000,
  place: 0, ...more,
});
export const START = axis({ name: "x", role: "variable", label: "x", low: -4, high: 4, least: -1e6, most: 1e6 });
export const live = (more = {}) => ({
  loss: LOSS, constants: [], steps: 40, noise: 0, seed: 0, knobs: [],
  runs: [{ rule: RULE, start: [1], dials: {}, roles: {}, lr: 0.25, schedule: null, batch: 0 }], ...more,
});
export const map = (more = {}) => ({
  kind: "rates", by: "gap", to: 1e-3, axes: [axis()], panels: [{ run: 0, name: "GD", now: [0.25], limit: 1, edge: [] }],
  live: live(), seeds: [], variables: ["x"], minima: [[0]], values: [0], window: [[-4, 4]], near: 8e-4,
  diagonal: 8, best: 0, work: 1, steps: 40, notes: [], ...more,
});
