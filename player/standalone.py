"""A figure with its player as one HTML file: it plays from a memory stick, without a network."""

import json
import re
import secrets
from dataclasses import asdict
from html import escape

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

from player import assets
from player.contract import PLAIN, Playback, PlayerData
from player.wire import pack

# Nothing may be fetched or sent: all that the page needs is inside it. Only scripts run that carry
# a number drawn for each file: its own, and the functions that its engine prints.
_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
    "img-src data: blob:; base-uri 'none'; form-action 'none'"
)
# What a page of Switchback says for its player, said by the file itself.
_STYLE = """:root {
  --st-background-color: #ffffff;
  --st-font: "Source Sans", "Source Sans 3", system-ui, sans-serif;
  --st-primary-color: #2f5d8a;
  --st-text-color: #1c2430;
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root { --st-background-color: #0f131a; --st-primary-color: #7fb0de; --st-text-color: #e8ecf2; }
}
body {
  background: var(--st-background-color); color: var(--st-text-color);
  font-family: var(--st-font); margin: 12px 20px;
}
body .sb-player { --sb-height: clamp(300px, calc(100vh - 190px), 900px); }
footer { font-size: 14px; line-height: 1.45; margin-top: 10px; }
footer button {
  background: none; border: 1px solid currentColor; border-radius: 8px; color: inherit;
  cursor: pointer; font: inherit; min-height: 36px; padding: 0 12px;
}
footer p { margin: 4px 0; overflow-wrap: anywhere; }
footer code { font-size: 12px; }
"""
_START = """
const { nonce } = document.currentScript;
compileWith((names, body) => {
  const script = document.createElement("script");
  script.nonce = nonce;
  script.textContent = `window.compiled = function (${names}) {${body}}`;
  document.head.append(script);
  script.remove();
  return window.compiled;
});
const place = document.querySelector("#player");
const data = JSON.parse(document.querySelector("#data").textContent);
const show = () => mount({ data, parentElement: place, setStateValue() {} });
show();
const reset = document.querySelector("#reset");
reset.onclick = () => location.reload();
new MutationObserver(() => { reset.hidden = place.firstElementChild.dataset.live !== "true"; })
  .observe(place, { attributes: true, attributeFilter: ["data-live"], subtree: true });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
"""


def standalone(
    figure: go.Figure | str,
    *,
    steps: int,
    step: int,
    title: str,
    caption: str = "",
    link: str = "",
    playback: Playback = PLAIN,
    live: str = "",
) -> str:
    """Return an HTML page of about 5 MB with plotly.js, the player and the figure inside.

    figure    a figure, or its text from `pack`
    live      from `pack_live`: starts and learning rates can then be moved in the file
    title     of the window; `caption` and `link` stand below the picture. All three are shown as
              text, whatever is in them
    """
    locked = "" if live else "Starts are moved on the page that this file comes from."
    data = PlayerData(pack(figure), steps, step, playback=playback, locked=locked, live=live)
    nonce = secrets.token_urlsafe(16)
    shown = f"<p>{escape(caption)}</p>\n<p><code>{escape(link)}</code></p>"
    return _PAGE.format(
        policy=_POLICY.format(nonce=nonce),
        nonce=nonce,
        title=escape(title),
        style=assets.text("player.css") + _STYLE,
        html=assets.text("player.html"),
        words=shown,
        data=_quoted(asdict(data)),
        library=_closed(get_plotlyjs()),
        script=_closed(_mounting()) + _START,
    )


def _quoted(data: object) -> str:
    """Write JSON that no HTML reader takes for a tag, a comment or an entity."""
    text = json.dumps(data)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _closed(script: str) -> str:
    """Keep words inside a script from ending it: the same strings, spelled otherwise."""
    return re.sub(r"<(?=/script|!--|script)", r"\\x3c", script, flags=re.IGNORECASE)


def _mounting() -> str:
    return assets.script().replace("export default function", "function mount")


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main id="player">{html}</main>
<footer><button type="button" id="reset" hidden>Back to what was shared</button>{words}</footer>
<script type="application/json" id="data">{data}</script>
<script nonce="{nonce}">{library}</script>
<script nonce="{nonce}">{script}</script>
</body>
</html>
"""
