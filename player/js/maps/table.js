// The table below a map: a row for each run, with the best of it at a click.

import { CYCLING, DIVERGED, STUCK, UNFINISHED } from "./ending.js";
import { gapOf } from "./painter.js";
import { letter } from "./panel.js";
import { valuesAt } from "./lanes.js";
import { bandWords, bestSetting, percent, pointWords, sharesOf } from "./shares.js";
import { dialsWords, ratesWords, startsWords } from "./shares.js";
import { short } from "../tools.js";

/** @typedef {import("./page.js").Maps} Maps */
/** @typedef {import("./panel.js").Shown} Shown */
/** @typedef {{ text: string, label?: string, rates?: Chosen[], open?: Opened }} Use  a button */
/** @typedef {{ panel: number, cells: string[], use?: Use }} Line */
/** @typedef {{ caption: string, head: { text: string, minimum?: number }[], rows: Line[],
 *    all?: Use }} Sheet */

const NOTHING = "–";
const ROUNDING = 1e-9; // of the best known value: so much lower is no lower value
/** @param {number} value */
const number = (value) => (Number.isFinite(value) ? short(value) : NOTHING);

/** Return the table of a map. @param {Maps} maps @param {Shown} shown @returns {Sheet} */
export function tableFor(maps, shown) {
  const { kind } = shown.map;
  return { rates: ofRates, starts: ofStarts, dials: ofDials }[kind](maps, shown);
}

/** @param {Maps} maps @param {Shown} shown @returns {Sheet} */
function ofStarts({ field: { sets } }, { map: { minima, variables } }) {
  const rests = minima.length ? "rests elsewhere" : "comes to rest";
  const head = [
    { text: "Run" },
    ...minima.map((point, k) => ({ text: `${letter(k)} at ${pointWords(point, variables)}`, minimum: k })),
    ...["diverges", "cycles", rests, "unfinished"].map((text) => ({ text })),
  ];
  const rows = sets.map((pixels, panel) => {
    const { reached, steps, ending } = sharesOf(pixels, minima.length);
    const arrived = reached.map((share, k) => percent(share) + (share ? `, in ${steps[k]} steps` : ""));
    const others = [DIVERGED, CYCLING, STUCK, UNFINISHED].map((k) => percent(ending[k]));
    return { panel, cells: [...arrived, ...others] };
  });
  return { caption: "Share of the starts, and the middle number of steps", head, rows };
}

/** @param {Maps} maps @param {Shown} shown @returns {Sheet} */
function ofRates({ panels }, { map }) {
  const [chart] = panels;
  if (!("curves" in chart)) return { caption: "", head: [], rows: [] };
  const { curves, bests } = chart;
  const head = [
    "Run", "Best rate", "Gap there", "Largest that reaches a minimum", "Diverges from", "Stable below", "Now",
  ].map((text) => ({ text }));
  /** @type {Chosen[]} */ const all = [];
  const rows = curves.map((curve, panel) => {
    const { limit, now, run, name } = map.panels[panel];
    const best = bests[panel];
    const cells = [
      number(curve.rate[best]),
      number(curve.gap[best]) + bandWords(curve.low[best], curve.high[best]), number(curve.reaching),
      number(curve.leaving), limit === null ? NOTHING : short(limit), short(now[0]),
    ];
    if (best < 0) return { panel, cells };
    const rate = curve.rate[best];
    all.push({ run, rate });
    const label = `Use the rate ${short(rate)} for ${name}`;
    return { panel, cells, use: { text: `Use ${short(rate)}`, label, rates: [{ run, rate }] } };
  });
  const seeds = map.seeds.length > 1 ? `; the middle of ${map.seeds.length} seeds` : "";
  return {
    caption: `Learning rates over ${map.steps} steps${seeds}`, head, rows,
    ...(all.length > 1 ? { all: { text: "Use the best for all", rates: all } } : {}),
  };
}

/** @param {Maps} maps @param {Shown} shown @returns {Sheet} */
function ofDials({ field: { sets }, best }, { map, computed, grid }) {
  const counted = map.by === "steps" ? `Steps to ${short(map.to)}` : "Steps";
  const bests = computed.map(({ label }) => `Best ${label}`);
  const head = ["Run", ...bests, "Gap there", counted, "Diverges at"].map((text) => ({ text }));
  const rows = sets.map((pixels, panel) => {
    const place = bestSetting(pixels, map.by, best);
    const { ending } = sharesOf(pixels, map.minima.length);
    const lost = percent(ending[DIVERGED]);
    if (place < 0) return { panel, cells: [...computed.map(() => NOTHING), NOTHING, NOTHING, lost] };
    const values = valuesAt(computed, grid, place % grid.across, Math.floor(place / grid.across));
    const steps = map.by === "steps" ? pixels.row[place] : pixels.steps[place];
    const cells = [...values.map(short), number(gapOf(pixels.loss[place], best)), String(steps), lost];
    const label = `Open the best setting of ${map.panels[panel].name}`;
    return { panel, cells, use: { text: "Open", label, open: { panel, values } } };
  });
  return { caption: `Settings over ${map.steps} steps`, head, rows };
}

/** Return the sentences that say what a map shows. @param {Maps} maps @returns {string[]} */
export function wordsFor({ map, field: { sets, grid, axes: computed }, panels, best }) {
  if (!map || sets.length < map.panels.length) return [];
  const [chart] = panels;
  const known = map.best ?? -Infinity;
  const least = known - ROUNDING * Math.max(1, Math.abs(known));
  const lower = map.best !== null && sets.some(({ loss }) => loss.some((one) => one < least));
  const words = map.panels.map((panel, k) => {
    if (map.kind === "rates") {
      if (!("curves" in chart) || !chart.curves[k]) return "";
      return ratesWords(panel.name, chart.curves[k], panel, chart.bests[k]);
    }
    const shares = sharesOf(sets[k], map.minima.length);
    if (map.kind === "starts") return startsWords(panel.name, shares, map);
    const place = bestSetting(sets[k], map.by, best);
    const now = { ...map, axes: computed };
    return dialsWords(panel.name, { pixels: sets[k], map: now, grid, best, place, shares });
  });
  if (lower) words.push(`A run ended below ${short(known)}, the lowest value that was known.`);
  return words.filter(Boolean);
}
