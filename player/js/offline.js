// A player on a page without a server: how it compiles, and the settings beside it.

import { compileWith } from "./engine/code.js";
import { Settings } from "./live/settings.js";
import { Player } from "./player.js";
import { find } from "./tools.js";

const { nonce } = /** @type {HTMLScriptElement} */ (document.currentScript);
/** @type {any} */ const nobody = { setStateValue() {} };

// The policy of the page lets no text become code but that of a script with its nonce.
compileWith((names, body) => {
  const script = document.createElement("script");
  script.nonce = nonce;
  script.textContent = `window.compiled = function (${names}) {${body}}`;
  document.head.append(script);
  script.remove();
  return /** @type {any} */ (window).compiled;
});

/** Return what the page says of its player. @returns {any} */
export function said() {
  return JSON.parse(find(document, "#data").textContent ?? "");
}

/** Show a player and return what shows it with other data. @param {PlayerData} first */
export function offline(first) {
  const player = new Player(find(document, "#player"), first, nobody);
  settle(player);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => player.redraw());
  player.take(first, nobody);
  return (/** @type {PlayerData} */ data) => {
    if (player.hand.preview.on) player.hand.giveUp(); // what was changed was changed in another
    player.take(data, nobody);
  };
}

/** Let the settings follow what is painted. @param {Player} player */
function settle(player) {
  const { hand } = player;
  /** @type {HTMLElement} */ const panel = find(document, ".sb-settings");
  /** @type {HTMLElement} */ const opener = find(panel, ".sb-opener");
  /** @type {HTMLElement} */ const reset = find(panel, ".sb-reset");
  /** @type {HTMLElement} */ const knobs = find(panel, ".sb-knobs");
  /** @type {Settings | null} */ let settings = null;
  let known = ""; // whose knobs are shown

  hand.onPaint = () => {
    panel.hidden = !hand.preview.able; // the picture plays all the same
    if (panel.hidden) return;
    if (known !== player.data.live) knobs.replaceChildren();
    if (known !== player.data.live) settings = new Settings(knobs, hand);
    known = player.data.live;
    settings?.follow();
    reset.hidden = !hand.preview.on;
  };
  opener.onclick = () => {
    knobs.hidden = !knobs.hidden;
    opener.setAttribute("aria-expanded", String(!knobs.hidden));
    document.body.classList.toggle("sb-open", !knobs.hidden);
  };
  reset.onclick = () => {
    hand.giveUp();
    player.handles?.starts.show(player.data.locked);
    opener.focus(); // what was pressed is gone
  };
}
