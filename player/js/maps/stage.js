// The stage: where the panels of a map stand, side by side or on a phone one alone.

import { shaped } from "../areas/shaped.js";
import { pageTheme } from "../figure/theme.js";

const NARROW = 480; // pixels: there is room for one map at a time
const STRIP = 150; // pixels up: of a map with one axis
const BESIDE = 400; // pixels of the window that are not the map's ...
const HEIGHTS = [340, 760]; // ... which is so high at least and at most
const LEAST = { one: 300, several: 200 }; // pixels up of a panel
/** @type {[number, number]} */ const AROUND = [70, 80]; // pixels of a panel beside its picture, and below
const TITLE = 28;

/** Whether there is room for one panel alone. @param {HTMLElement} stage */
export const isNarrow = ({ clientWidth }) => clientWidth < NARROW;

/** Give every panel its place. @param {HTMLElement} stage @param {import("./page.js").AnyPanel[]} panels
 *  @param {MapLive} map @param {number | null} alone - the one that is shown; null for all */
export function arrange(stage, panels, { kind, axes }, alone) {
  const height = Math.min(Math.max(innerHeight - BESIDE, HEIGHTS[0]), HEIGHTS[1]);
  const count = alone === null ? panels.length : 1;
  const flat = kind === "starts" && axes.length === 1;
  const { columns, rows } = flat ? { columns: 1, rows: count }
    : shaped(count, { width: stage.clientWidth, height }, AROUND);
  const least = alone === null ? LEAST.several : LEAST.one;
  stage.style.setProperty("--sb-columns", String(columns));
  const each = flat ? STRIP : Math.max(Math.round(height / rows) - TITLE, least);
  stage.style.setProperty("--sb-panel", `${each}px`);
  panels.forEach((panel, k) => {
    panel.element.hidden = alone !== null && k !== alone;
    if (!panel.element.hidden) panel.measure();
  });
}

/** Paint the same pixels at once, for paper or the screen again. @param {import("./page.js").Maps} maps */
export function repaint(maps) {
  maps.theme = pageTheme(maps.root);
  maps.arrange();
  maps.paint();
}

/** How every run of a map looks. @param {MapLive} map @param {MapsData} data @param {Palette} palette
 *  @returns {import("./panel.js").RunLook[]} */
export function looksOf({ panels }, { marks, dashes, symbols }, palette) {
  return panels.map(({ run, name }) => {
    const mark = marks[run];
    const dash = dashes[mark] === "solid" ? [] : dashes[mark].split(",").map(parseFloat);
    return { colour: palette.runs[mark], symbol: symbols[mark], dash, name };
  });
}
