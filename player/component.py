"""The Streamlit components: the player of a figure, what speaks for it elsewhere, and its saver."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, get_type_hints

import plotly.graph_objects as go
import streamlit as st

from player import assets
from player.contract import PLAIN, Playback, PlayerData, Reports, SaverData
from player.reports import command, heard, rest, sent, slot
from player.wire import pack

NOBODY: Mapping[str, Callable[[], None]] = MappingProxyType({})
NO_WIDGETS: Mapping[str, str] = MappingProxyType({})
PLAYER = st.components.v2.component(
    "switchback.player",
    html=assets.text("player.html"),
    css=assets.text("player.css"),
    js=assets.script(),
    # Plotly's own style sheet lives in the document: inside a shadow root it would not reach.
    isolate_styles=False,
)
RELAY = st.components.v2.component("switchback.relay", js=assets.script(assets.RELAY))
SAVER = st.components.v2.component(
    "switchback.saver",
    html="""
<div class="sb-saver" role="group" aria-label="Save the picture">
  <button type="button" class="sb-save-png">Save as PNG</button>
  <select class="sb-size" aria-label="Size of the PNG">
    <option value="">as on the screen</option>
    <option value="1920x1080">slide, 1920 × 1080</option>
    <option value="2126">paper, 180 mm at 300 dpi</option>
    <option value="1063">paper, 90 mm at 300 dpi</option>
  </select>
  <button type="button" class="sb-save-svg">Save as SVG</button>
  <div class="sb-films" role="group" aria-label="Save a film">
    <button type="button" class="sb-save-film">Record a video</button>
    <button type="button" class="sb-save-gif">Make a GIF</button>
    <select class="sb-gif-size" aria-label="Size of the GIF">
      <option value="480">480 pixels wide</option>
      <option value="720" selected>720 pixels wide</option>
      <option value="0">as on the screen</option>
    </select>
    <select class="sb-gif-seconds" aria-label="How long the GIF plays">
      <option value="3">3 seconds</option>
      <option value="6" selected>6 seconds</option>
      <option value="12">12 seconds</option>
      <option value="24">24 seconds</option>
    </select>
    <progress class="sb-filmed" aria-label="Recorded" max="1" value="0" hidden></progress>
  </div>
  <p class="sb-saved" role="status"></p>
</div>
""",
    js=assets.gif_encoder() + assets.script(assets.SAVER),  # it comes when its dialog opens
    isolate_styles=False,  # its style is the player's, whose picture it saves
)


def show(
    figure: go.Figure | str,
    *,
    steps: int,
    step: int | None,
    key: str,
    playback: Playback = PLAIN,
    locked: str = "",
    cards: str = "",
    live: str = "",
    widgets: Mapping[str, str] = NO_WIDGETS,
    plays: int = 0,
    hear: Mapping[str, Callable[[], None]] = NOBODY,
) -> None:
    """Show the figure with a transport below it.

    figure    a figure, or its text from `pack`: writing that takes time, and a page can keep it
    steps     the last step of the experiment, where the playhead ends
    step      where the playhead is put; None: at the end. It moves there when the figure first
              appears and when a later call brings a step that the browser did not report itself
              (a link opened, Back pressed); otherwise the playhead stays where the visitor left it
    key       names the component: zoom and playhead live as long as it is shown under this key
    locked    why starts cannot be moved in the picture; empty where they can
    cards     CSS selector of elements outside, one a run in their order, that single out their run
              while the mouse is over them
    live      from `pack_live`: what is dragged then moves at once, without the server
    widgets   of the page that move along with the picture: by their keys, kind, place and name of
              the number in `live` that each of them shows
    plays     how often the page has asked the comparison to play: one more, and the figure that
              comes with it plays by itself
    hear      by their names in `Reports`, what is called before the page runs again: the playhead
              came to rest at another step ("step"), the visitor moved a start ("start", which
              `moved_start` then tells), chose a learning rate ("rate", `chosen_rate`), moved a row
              of the table ("row", `lifted_row`), asked for the zoomed axes ("window",
              `zoomed_window`), or chose a speed, the loop or what is hidden ("playback", `played`)
    """
    asked = steps if step is None else min(step, steps)
    last = st.session_state.get(slot(key))
    put = st.session_state[slot(key)] = command(last, asked, rest(key, steps))
    data = PlayerData(
        figure=pack(figure),
        steps=steps,
        step=put.step,
        serial=put.serial,
        library=assets.library_path(),
        playback=playback,
        heard=heard(sent(key, "playback")),
        locked=locked,
        cards=cards,
        live=live,
        widgets=dict(widgets),
        plays=plays,
    )
    calls: dict[str, Any] = {
        f"on_{name}_change": hear.get(name, lambda: None) for name in get_type_hints(Reports)
    }
    PLAYER(key=key, data=asdict(data), **calls)


def relay(key: str, on_step: Callable[[], None]) -> None:
    """Let the player of this key report its playhead from here instead of from its own place.

    Widgets run the fragment they were drawn in: a page can draw what depends on the playhead in a
    fragment of its own, and this in it. `on_step` is called in place of the player's.
    """
    RELAY(key=f"{key} relay", on_step_change=on_step)


def saver(*, name: str, caption: str, link: str, key: str, film: bool = True) -> None:
    """Show the buttons that save the picture of the player on the page: PNG, SVG, a film.

    The browser composes the files from what the player shows at that moment. See `SaverData`.
    """
    SAVER(key=key, data=asdict(SaverData(name, caption, link, film, assets.library_path())))
