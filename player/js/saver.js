// The buttons that save the picture of the player on this page, or a film of it.

import { toCanvas, toSvg } from "./compose.js";
import { kindOf, record } from "./film.js";
import { load } from "./library.js";

const SHARP = 2; // pixels of a PNG for each on the screen
const NO_RECORDER = "A video needs a browser that has MediaRecorder and writes MP4 or WebM.";

function save(blob, name) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
  return `Saved ${name}`;
}

const blobOf = (canvas) => new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });

const makers = {
  async png(root, words, library) {
    return [await blobOf(await toCanvas(root, words, library, SHARP)), ".png"];
  },
  async svg(root, words, library) {
    return [new Blob([await toSvg(root, words, library)], { type: "image/svg+xml" }), ".svg"];
  },
};

/** Wire a button: while it works it is busy, then it says what was saved. */
function wire(button, make, { data, says }) {
  button.onclick = async () => {
    const root = playerOf();
    if (!root || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    says.textContent = "";
    says.textContent = await outcome(async () => {
      const name = `${data.name}-step-${root.dataset.step}`;
      const [blob, ending] = await make(root, data, await load(data.library));
      return save(blob, `${name}${ending}`);
    });
    button.removeAttribute("aria-busy");
  };
}

function playerOf() {
  return document.querySelector("[data-testid=player].sb-ready");
}

async function outcome(make) {
  try {
    return await make();
  } catch (error) {
    return `This could not be saved: ${error.message}`;
  }
}

// The film that is being recorded. It outlives its button: when the playhead comes to rest the page
// runs anew and draws the dialog anew.
const film = { going: false, enough: false, share: 0, show() {} };

/** Wire the button of the film: pressed again it ends the film early. */
function wireFilm(button, bar, { data, says }) {
  film.show = (said = "") => {
    button.textContent = film.going ? "Stop and save" : "Record a video";
    bar.hidden = !film.going;
    bar.value = film.share;
    if (said) says.textContent = said;
  };
  film.show(kindOf() ? "" : NO_RECORDER);
  button.disabled = !kindOf();
  button.onclick = () => {
    if (film.going) film.enough = true;
    else shoot(data);
  };
}

async function shoot(data) {
  const root = playerOf();
  if (!root) return;
  Object.assign(film, { going: true, enough: false, share: 0 });
  const closed = () => !document.querySelector("[role=dialog]");
  const stop = () => (closed() ? "drop" : film.enough ? "save" : "");
  const tell = (share) => {
    film.share = share;
    film.show();
  };
  tell(0);
  const said = await outcome(async () => {
    const done = await record(root, data, await load(data.library), { stop, tell });
    return done ? save(done.blob, `${data.name}${done.ending}`) : "";
  });
  film.going = false;
  film.show(said);
}

export default function ({ data, parentElement }) {
  const find = (name) => parentElement.querySelector(`.sb-${name}`);
  const says = find("saved");
  for (const [name, make] of Object.entries(makers)) wire(find(`save-${name}`), make, { data, says });
  find("save-film").hidden = !data.film;
  if (data.film) wireFilm(find("save-film"), find("filmed"), { data, says });
}
