// The page that plays without a server: its player, and the settings beside it.

import { compileWith } from "./engine/code.js";
import { Settings } from "./live/settings.js";
import { Player } from "./player.js";
import { find } from "./tools.js";

const { nonce } = /** @type {HTMLScriptElement} */ (document.currentScript);

// The policy of the page lets no text become code but that of a script with its nonce.
compileWith((names, body) => {
  const script = document.createElement("script");
  script.nonce = nonce;
  script.textContent = `window.compiled = function (${names}) {${body}}`;
  document.head.append(script);
  script.remove();
  return /** @type {any} */ (window).compiled;
});

/** @type {PlayerData} */ const data = JSON.parse(find(document, "#data").textContent ?? "");
/** @type {any} */ const nobody = { setStateValue() {} };
const player = new Player(find(document, "#player"), data, nobody);
const { hand } = player;
/** @type {HTMLElement} */ const panel = find(document, ".sb-settings");
/** @type {HTMLElement} */ const opener = find(panel, ".sb-opener");
/** @type {HTMLElement} */ const reset = find(panel, ".sb-reset");
/** @type {HTMLElement} */ const knobs = find(panel, ".sb-knobs");
/** @type {Settings | null} */ let settings = null;

hand.onPaint = () => {
  panel.hidden = !hand.preview.able; // the picture plays all the same
  if (panel.hidden) return;
  settings ??= new Settings(knobs, hand);
  settings.follow();
  reset.hidden = !hand.preview.on;
};
opener.onclick = () => {
  knobs.hidden = !knobs.hidden;
  opener.setAttribute("aria-expanded", String(!knobs.hidden));
  document.body.classList.toggle("sb-open", !knobs.hidden);
};
reset.onclick = () => {
  hand.giveUp();
  player.handles?.starts.show(data.locked);
  opener.focus(); // what was pressed is gone
};
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => player.redraw());
player.take(data, nobody);
