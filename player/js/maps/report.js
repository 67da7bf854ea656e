// The report: all of the page that is words and buttons. Text is set as text, never as markup.

import { save } from "../saving/save.js";
import { button, find } from "../tools.js";
import { pictureOf, tableOf } from "./files.js";
import { ZOOM } from "./gestures.js";
import { basinSwatch, runMark, writeKey } from "./key.js";
import { tableFor, wordsFor } from "./table.js";

const HINT = "Point at the map to read it, click to open that run. Wheel or pinch to zoom, drag to move.";
const TOUCH = "Tap the map to read it, pinch to zoom.";
const SLOW = 400; // milliseconds of work that are not worth a word

/** @typedef {import("./page.js").Maps} Maps */
/** @typedef {import("./panel.js").Shown} Shown */

export class Report {
  /** @param {Maps} maps */
  constructor(maps) {
    this.maps = maps;
    const at = (/** @type {string} */ name) => (
      /** @type {HTMLElement} */ (find(maps.root, `.sb-maps-${name}`)));
    this.at = at;
    this.words = /** @type {string[]} */ ([]);
    this.shown = this.mode = "";
    at("in").onclick = () => maps.pointer.step(ZOOM);
    at("out").onclick = () => maps.pointer.step(1 / ZOOM);
    at("whole").onclick = () => maps.whole();
    at("stop").onclick = () => (maps.field.stopped ? maps.compute() : maps.stop());
    at("open").onclick = () => maps.pointer.open();
    at("png").onclick = () => this.savePicture();
    at("csv").onclick = () => this.saveTable();
  }

  /** Return the element of a panel, with the run's name above it.
   *  @param {number} place @param {boolean} chart */
  panel(place, chart) {
    const { map } = this.maps;
    const names = /** @type {MapLive} */ (map).panels.map(({ name }) => name);
    const figure = document.createElement("div");
    figure.className = "sb-map";
    const title = document.createElement("h2");
    title.className = "sb-map-title";
    if (!chart) title.append(this.mark(place), names[place]);
    const box = document.createElement("div");
    box.className = "sb-map-box";
    const [base, above] = ["base", "above"].map((name) => (
      Object.assign(document.createElement("canvas"), { className: `sb-map-${name}` })));
    base.setAttribute("aria-hidden", "true");
    above.tabIndex = 0;
    above.setAttribute("role", "application");
    above.setAttribute("aria-roledescription", "map");
    const said = chart ? `Final loss by learning rate of ${names.join(", ")}` : `Map of ${names[place]}`;
    above.setAttribute("aria-label", said);
    above.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight ArrowUp ArrowDown + - 0 Enter");
    box.append(base, above);
    figure.append(...(chart ? [] : [title]), box);
    return figure;
  }

  /** Return a run's mark. @param {number} place */
  mark(place) {
    const { symbol, colour } = this.maps.looks()[place];
    return runMark({ symbol, colour, page: this.maps.palette.page });
  }

  /** Write what depends on the theme, and hide what cannot be changed. */
  names() {
    const { data, map, theme, panels } = this.maps;
    if (theme.mode !== this.mode) {
      panels.forEach(({ element }, k) => element.querySelector(".sb-map-mark")?.replaceWith(this.mark(k)));
      if (this.mode) this.choices();
    }
    this.mode = theme.mode;
    const fixed = Boolean(data?.locked);
    for (const name of ["in", "out", "whole"]) this.at(name).hidden = fixed || !map;
  }

  /** Let a phone choose the run that it shows. */
  choices() {
    const { maps } = this;
    const place = this.at("choice");
    const several = maps.narrow && maps.panels.length > 1;
    place.hidden = !several;
    if (!several) return;
    place.replaceChildren(.../** @type {MapLive} */ (maps.map).panels.map(({ name }, k) => {
      const one = button("sb-maps-run");
      one.setAttribute("aria-pressed", String(k === maps.active));
      one.append(this.mark(k), name);
      one.onclick = () => {
        maps.active = k;
        maps.pointer.aim(null);
        maps.arrange();
        maps.show();
      };
      return one;
    }));
  }

  /** Say what is being done. */
  busy() {
    const { maps } = this;
    const { field } = maps;
    const slow = field.busy && performance.now() - field.began > SLOW;
    const done = field.total ? field.known / field.total : 0;
    const bar = /** @type {HTMLProgressElement} */ (this.at("done"));
    bar.hidden = !slow;
    bar.value = done;
    const stop = this.at("stop");
    stop.hidden = !(slow || field.stopped);
    stop.textContent = field.stopped ? "Go on" : "Stop";
    const text = maps.data?.waiting ? "The server computes this map." : slow ? "Computing"
      : field.stopped ? `Stopped at ${Math.floor(100 * done)} %` : "";
    if (this.at("state").textContent !== text) this.at("state").textContent = text;
  }

  hint() { return matchMedia("(pointer: coarse)").matches ? TOUCH : HINT; }

  /** Offer to open the run that a finger has pointed at. */
  offer() { this.at("open").hidden = false; }

  /** Write key, table and words for what is known. @param {Shown} shown */
  draw(shown) {
    const { maps } = this;
    this.busy();
    writeKey(this.at("key"), shown);
    const notes = shown.map.notes.join(" ");
    if (this.at("notes").textContent !== notes) this.at("notes").textContent = notes;
    this.at("notes").hidden = !notes;
    this.at("open").hidden ||= !maps.pointer.under;
    if (!maps.field.sets.length || maps.field.next) return;
    const final = !maps.busy;
    const now = performance.now();
    if (!final && now - (this.last ?? 0) < 250) return; // a table that dances cannot be read
    this.last = now;
    const table = tableFor(maps, shown);
    const text = JSON.stringify([table, maps.theme.mode]);
    if (text !== this.shown) {
      this.shown = text;
      this.write(table);
    }
    if (!final) return;
    this.words = wordsFor(maps);
    const words = this.words.join(" ");
    if (this.at("words").textContent !== words) this.at("words").textContent = words;
  }

  /** @param {import("./table.js").Sheet} sheet */
  write({ caption, head, rows, all }) {
    const table = document.createElement("table");
    const title = table.createCaption();
    title.textContent = caption;
    const top = table.createTHead().insertRow();
    for (const { text, minimum } of head) {
      const cell = document.createElement("th");
      cell.scope = "col";
      if (minimum !== undefined) cell.append(basinSwatch(minimum, this.maps.theme.mode));
      cell.append(text);
      top.append(cell);
    }
    const body = table.createTBody();
    for (const { panel, cells, use } of rows) {
      const row = body.insertRow();
      const name = document.createElement("th");
      name.scope = "row";
      name.append(this.mark(panel), /** @type {MapLive} */ (this.maps.map).panels[panel].name);
      row.append(name);
      for (const text of cells) row.insertCell().textContent = text;
      if (use) row.insertCell().append(this.act(use));
    }
    const place = this.at("table");
    place.replaceChildren(table, ...(all ? [this.act(all)] : []));
  }

  /** Return a button of the table. @param {import("./table.js").Use} use */
  act({ text, label, rates, open }) {
    const one = button("sb-maps-use");
    one.textContent = text;
    if (label) one.setAttribute("aria-label", label);
    one.onclick = () => {
      if (rates) this.maps.tell("rates", rates);
      else if (open) this.maps.tell("open", open);
    };
    one.hidden = Boolean(this.maps.data?.locked);
    return one;
  }

  savePicture() {
    const { data, panels, root, map } = this.maps;
    if (!data || !map) return;
    const seen = panels.filter(({ element }) => !element.hidden);
    const titled = seen.map((panel) => (
      { canvas: panel.base, title: "place" in panel ? map.panels[panel.place].name : "" }));
    const whole = pictureOf(titled, root, [...this.words, ...map.notes], data);
    whole.toBlob((blob) => blob && this.say(save(blob, `${data.name}.png`)), "image/png");
  }

  saveTable() {
    const { data, map, best, field } = this.maps;
    if (!data || !map) return;
    const text = tableOf({ ...map, axes: field.axes }, field.grid, field.sets, best);
    this.say(save(new Blob([text], { type: "text/csv" }), `${data.name}.csv`));
  }

  /** @param {string} text */
  say(text) { this.at("saved").textContent = text; }
}

