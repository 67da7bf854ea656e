// The buttons that save the picture of the player on this page, or a film of it.

import { toCanvas, toSvg } from "./compose.js";
import { record } from "./film.js";
import { load } from "./library.js";

const SHARP = 2; // pixels of a PNG for each on the screen

function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}

const blobOf = (canvas) => new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });

const makers = {
  async png(root, words, library) {
    return [await blobOf(await toCanvas(root, words, library, SHARP)), ".png"];
  },
  async svg(root, words, library) {
    return [new Blob([await toSvg(root, words, library)], { type: "image/svg+xml" }), ".svg"];
  },
  async film(root, words, library) {
    const { blob, ending } = await record(root, words, library);
    return [blob, ending];
  },
};

/** Wire a button: while it works it is busy, then it says what was saved. */
function wire(button, make, { data, says }) {
  button.onclick = async () => {
    const root = document.querySelector("[data-testid=player]");
    if (!root?.classList.contains("sb-ready") || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    try {
      const at = make === makers.film ? "" : `-step-${root.dataset.step}`;
      says.textContent = make === makers.film ? "The run plays and is recorded …" : "";
      const [blob, ending] = await make(root, data, await load(data.library));
      save(blob, `${data.name}${at}${ending}`);
      says.textContent = `Saved ${data.name}${at}${ending}`;
    } catch (error) {
      says.textContent = `This could not be saved: ${error.message}`;
    }
    button.removeAttribute("aria-busy");
  };
}

export default function ({ data, parentElement }) {
  const says = parentElement.querySelector(".sb-saved");
  for (const [name, make] of Object.entries(makers)) {
    wire(parentElement.querySelector(`.sb-save-${name}`), make, { data, says });
  }
}
