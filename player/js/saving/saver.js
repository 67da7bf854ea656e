// The buttons that save the picture of the player on this page, or a film of it: a video or a GIF.

import { find } from "../tools.js";
import { load } from "../figure/library.js";
import { toCanvas, toSvg } from "./compose.js";
import { kindOf, record } from "./film.js";
import { animated } from "./gif.js";
import { save } from "./save.js";

/** @typedef {{ data: SaverData, says: HTMLElement }} Told  what is saved under which names, who says it */
/** @typedef {(root: HTMLElement, words: Words, library: Plotly, size: string) => Promise<Blob>} Maker */

const NO_RECORDER = "A video needs a browser that has MediaRecorder and writes MP4 or WebM.";

/** @type {Record<string, Maker>} */ const makers = {
  async png(root, words, library, size) {
    const canvas = await toCanvas(root, words, library, size);
    return new Promise((done) => { canvas.toBlob((blob) => done(/** @type {Blob} */ (blob)), "image/png"); });
  },
  async svg(root, words, library) {
    return new Blob([await toSvg(root, words, library)], { type: "image/svg+xml" });
  },
};

/** Wire the button of a kind of file: while it works it is busy, then it says what was saved.
 *  @param {HTMLElement} button @param {string} kind @param {Told} told */
function wire(button, kind, { data, says }) {
  button.onclick = async () => {
    const root = playerOf();
    if (!root || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    says.textContent = "";
    says.textContent = await outcome(async () => {
      const size = kind === "png" ? sizeOf(button) : "";
      const name = `${data.name}-step-${root.dataset.step}${size && `-${size}`}.${kind}`;
      return save(await makers[kind](root, data, await load(data.library), size), name);
    });
    button.removeAttribute("aria-busy");
  };
}

/** Return the size that is chosen for a PNG. @param {HTMLElement} button */
const sizeOf = (button) => /** @type {HTMLSelectElement | null} */ (
  button.parentElement?.querySelector(".sb-size"))?.value ?? "";

/** Return the player whose picture is saved. @returns {HTMLElement | null} */
const playerOf = () => find(document, "[data-testid=player].sb-ready");

/** Return what making a file says in the end. @param {() => Promise<string>} make */
async function outcome(make) {
  try {
    return await make();
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    return `This could not be saved: ${message}`;
  }
}

/** @typedef {import("./film.js").Wishes} Wishes */
/** @typedef {{ offer: string, make: (root: HTMLElement, data: SaverData, library: Plotly, wishes: Wishes)
 *    => Promise<{ blob: Blob, ending: string } | null> }} Kind */

/** @type {Record<string, Kind>} */ const films = {
  film: { offer: "Record a video", make: record },
  gif: {
    offer: "Make a GIF",
    async make(root, data, library, wishes) {
      const chosen = (/** @type {string} */ name) => Number(
        /** @type {HTMLSelectElement} */ (document.querySelector(name)).value);
      const wanted = { width: chosen(".sb-gif-size"), seconds: chosen(".sb-gif-seconds") };
      const blob = await animated(root, data, library, { ...wanted, ...wishes });
      return blob && { blob, ending: ".gif" };
    },
  },
};

// The film that is being made. It outlives its button: when the playhead comes to rest the page runs
// again and draws the dialog again.
const film = { going: "", enough: false, share: 0, show: (said = "") => {} };

/** Wire the buttons of the films: pressed again, one ends its film early. While one is made the other
 *  waits. @param {HTMLElement} root @param {HTMLProgressElement} bar @param {Told} told */
function wireFilms(root, bar, { data, says }) {
  const buttons = Object.entries(films).map(([kind, { offer }]) => {
    /** @type {HTMLButtonElement} */ const button = find(root, `.sb-save-${kind}`);
    button.onclick = () => {
      if (film.going) film.enough = true;
      else shoot(kind, data);
    };
    return { button, kind, offer };
  });
  film.show = (said = "") => {
    for (const { button, kind, offer } of buttons) {
      button.textContent = film.going === kind ? "Stop and save" : offer;
      button.disabled = film.going ? film.going !== kind : kind === "film" && !kindOf();
    }
    bar.hidden = !film.going;
    bar.value = film.share;
    if (said) says.textContent = said;
  };
  film.show(kindOf() ? "" : NO_RECORDER);
}

/** Make a film of the player. @param {string} kind @param {SaverData} data */
async function shoot(kind, data) {
  const root = playerOf();
  if (!root) return;
  Object.assign(film, { going: kind, enough: false, share: 0 });
  const closed = () => !document.querySelector("[role=dialog]");
  const stop = () => (closed() ? "drop" : film.enough ? "save" : "");
  const tell = (/** @type {number} */ share) => {
    film.share = share;
    film.show();
  };
  tell(0);
  const said = await outcome(async () => {
    const done = await films[kind].make(root, data, await load(data.library), { stop, tell });
    return done ? save(done.blob, `${data.name}${done.ending}`) : "";
  });
  film.going = "";
  film.show(said);
}

/** @param {Mounted<SaverData>} mounted */
export default function ({ data, parentElement: root }) {
  /** @type {HTMLElement} */ const says = find(root, ".sb-saved");
  for (const kind of Object.keys(makers)) wire(find(root, `.sb-save-${kind}`), kind, { data, says });
  /** @type {HTMLElement} */ const filming = find(root, ".sb-films");
  filming.hidden = !data.film;
  if (data.film) wireFilms(filming, find(root, ".sb-filmed"), { data, says });
}
