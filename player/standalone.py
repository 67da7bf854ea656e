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
# the page's number: its own, and the functions that its engine prints.
_METAS = """<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src {images}; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">"""
INSIDE = "data: blob:"


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
    live      from `pack_live`: starts can then be moved in the file, and all that has a knob
    title     of the window; `caption` and `link` stand below the picture. All three are shown as
              text, whatever is in them
    """
    locked = "" if live else "Starts are moved on the page that this file comes from."
    data = PlayerData(pack(figure), steps, step, playback=playback, locked=locked, live=live)
    nonce = secrets.token_urlsafe(16)
    code = f"<code>{escape(link)}</code>"
    if link.startswith(("http://", "https://")):
        code = f'<a href="{escape(link)}" rel="noopener">{code}</a>'
    return _PAGE.format(
        metas=metas(nonce),
        nonce=nonce,
        title=escape(title),
        style=style(),
        stage=stage(asdict(data)),
        caption=escape(caption),
        link=code,
        library=_closed(get_plotlyjs()),
        script=_closed(assets.script(assets.STANDALONE)),
    )


def metas(nonce: str, images: str = INSIDE) -> str:
    """Return how the head of a page begins that asks nobody for anything but these images.

    nonce    of its scripts: no other text becomes code
    """
    return _METAS.format(nonce=nonce, images=images)


def style() -> str:
    """Return the style of a page with a player, its settings and a footer."""
    return assets.text("player.css") + assets.text("standalone.css")


def stage(data: object, before: str = "") -> str:
    """Return the settings and the player as HTML, and in a script what they are told.

    data     what JSON can say: a `PlayerData`, or whatever the page's script hands to its player
    before   HTML that stands where the player will
    """
    return _STAGE.format(html=before + assets.text("player.html"), data=_quoted(data))


def _quoted(data: object) -> str:
    """Write JSON that no HTML reader takes for a tag, a comment or an entity."""
    text = json.dumps(data)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _closed(script: str) -> str:
    """Keep words inside a script from ending it: the same strings, spelled otherwise."""
    return re.sub(r"<(?=/script|!--|script)", r"\\x3c", script, flags=re.IGNORECASE)


_STAGE = """<section class="sb-settings" aria-label="Settings" hidden>
<div class="sb-bar">
<button type="button" class="sb-reset" hidden>Reset to what was shared</button>
<button type="button" class="sb-opener" aria-expanded="false" aria-controls="knobs">Settings
</button>
</div>
<div class="sb-knobs" id="knobs" hidden></div>
</section>
<main id="player">{html}</main>
<script type="application/json" id="data">{data}</script>
"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
{metas}
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{stage}<footer><p>{caption}</p><p>{link}</p></footer>
<script nonce="{nonce}">{library}</script>
<script nonce="{nonce}">{script}</script>
</body>
</html>
"""
