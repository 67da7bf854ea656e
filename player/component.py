"""The Streamlit component that shows a figure and lets its playhead run in the browser."""

import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from player import assets
from player.wire import pack

MOUNT = st.components.v2.component(
    "switchback.player",
    html=assets.text("player.html"),
    css=assets.text("player.css"),
    js=assets.script(),
    # Plotly's own style sheet lives in the document: inside a shadow root it would not reach.
    isolate_styles=False,
)
EAR = st.components.v2.component("switchback.ear", js=assets.script(assets.EAR))


@dataclass(frozen=True)
class PlayerState:
    """Where the playhead stands as far as the server knows: at rest, or where it set out."""

    step: int


@dataclass(frozen=True)
class Command:
    """Where the server put the playhead; the serial grows each time it is put anew."""

    step: int
    serial: int
    asked: int  # what the page asked for last


@dataclass(frozen=True)
class Playback:
    """How the playhead runs and what it leaves behind."""

    comet: bool = False  # a short tail instead of the whole path
    race: bool = False  # ten steps a second instead of every run in the same time
    marks: int = 0  # steps between two marks on a path; 0: where they keep apart
    speed: float = 1.0
    loop: bool = False
    hidden: tuple[int, ...] = ()  # places of runs that are not drawn


PLAIN = Playback()


@dataclass(frozen=True)
class Moved:
    """A start that the visitor moved in the picture; `old` is None where all are to move."""

    old: tuple[float, ...] | None
    new: tuple[float, ...]


@dataclass(frozen=True)
class Played:
    """What the visitor chose in the player: its speed, whether it loops, the hidden runs."""

    speed: float
    loop: bool
    hidden: tuple[int, ...]


def show(
    figure: go.Figure | str,
    *,
    steps: int,
    step: int | None,
    key: str,
    playback: Playback = PLAIN,
    locked: str = "",
    cards: str = "",
    on_step: Callable[[], None] = lambda: None,
    on_start: Callable[[], None] = lambda: None,
    on_window: Callable[[], None] = lambda: None,
    on_playback: Callable[[], None] = lambda: None,
) -> PlayerState:
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
    on_step   called before the page runs again because the playhead came to rest at another step
    on_start  the same after the visitor moved a start, which `moved_start` then tells
    on_window  the same after the visitor asked for the zoomed axes: see `zoomed_window`
    on_playback  the same after the visitor chose a speed, the loop or what is hidden: see `played`
    """
    told = report(_told(key), steps)
    asked = steps if step is None else min(step, steps)
    slot = f"{key} command"
    put = st.session_state[slot] = command(st.session_state.get(slot), asked, told)
    data = {
        # As text: a figure may hold NaN, which Plotly's own writer makes valid JSON of.
        "figure": figure if isinstance(figure, str) else pack(figure),
        "steps": steps,
        "step": put.step,
        "serial": put.serial,
        "library": assets.library_path(),
        "playback": asdict(playback),
        "heard": heard(st.session_state.get(key, {}).get("playback")),
        "locked": locked,
        "cards": cards,
    }
    calls = {
        "on_step_change": on_step,
        "on_start_change": on_start,
        "on_window_change": on_window,
        "on_playback_change": on_playback,
    }
    MOUNT(key=key, data=data, **calls)
    return PlayerState(standing(put, told))


def ear(key: str, on_step: Callable[[], None]) -> None:
    """Let the player of this key report its playhead from here instead of from its own place.

    Widgets run the fragment they were drawn in: a page can draw what depends on the playhead in a
    fragment of its own, and this in it. `on_step` is called in place of the player's.
    """
    EAR(key=f"{key} ear", on_step_change=on_step)


def moved_start(key: str) -> Moved | None:
    """Return what the visitor moved in the player of this key; None where that makes no sense."""
    match st.session_state.get(key, {}).get("start"):
        case {"old": old, "new": new}:
            point, before = _point(new), None if old is None else _point(old)
            if point and (old is None or before):
                return Moved(before, point)
    return None


def zoomed_window(key: str) -> tuple[tuple[float, float], ...] | None:
    """Return the ends of each variable's axis that the visitor asked for in the player of this key.

    Rounded outwards to thousandths of the axis, so that a link stays short; None where what came
    makes no sense.
    """
    sent = st.session_state.get(key, {}).get("window")
    if not isinstance(sent, list) or len(sent) not in (1, 2):
        return None
    points = [_point(ends) for ends in sent]
    if not all(ends and len(ends) == 2 and ends[0] < ends[1] for ends in points):
        return None
    return tuple(_rounded(*ends) for ends in points if ends)


def played(key: str) -> Played | None:
    """Return what the visitor chose in the player of this key; None where that makes no sense."""
    match st.session_state.get(key, {}).get("playback"):
        case {"speed": float() | int() as speed, "loop": bool(loop), "hidden": [*hidden]}:
            if math.isfinite(speed) and all(type(run) is int and run >= 0 for run in hidden):
                return Played(float(speed), loop, tuple(hidden))
    return None


def heard(sent: Any) -> int:
    """Return the number of the last change that the browser told: it waits for that one."""
    match sent:
        case {"change": int(change)}:
            return change
    return 0


def _told(key: str) -> Any:
    """Return what the browser last sent of the playhead; an ear is the only one to tell it."""
    ears, own = (st.session_state.get(name, {}).get("step") for name in (f"{key} ear", key))
    return own if ears is None else ears


def _rounded(low: float, high: float) -> tuple[float, float]:
    if not math.isfinite(high - low):
        return low, high
    unit = 10.0 ** math.floor(math.log10((high - low) / 1000))
    digits = max(0, -math.floor(math.log10(unit)))
    low, high = math.floor(low / unit) * unit, math.ceil(high / unit) * unit
    return round(low, digits), round(high, digits)


def _point(sent: Any) -> tuple[float, ...] | None:
    """Read one or two finite numbers from what the browser sent, which can be anything."""
    if not isinstance(sent, list) or len(sent) not in (1, 2):
        return None
    if not all(type(x) in (int, float) and math.isfinite(x) for x in sent):
        return None
    return tuple(float(x) for x in sent)


def command(last: Command | None, asked: int, told: tuple[int, int] | None) -> Command:
    """Return where the playhead is put, given what was `last` and what the browser `told`.

    A step that the browser reported is no command, and neither is one that the page repeats: the
    playhead may have moved on since. A component that has told nothing, because it is new or was
    away, is put where the page asks.
    """
    if last is None:
        return Command(asked, 0, asked)
    repeated = asked == last.asked and told is not None
    if repeated or asked == standing(last, told):
        return Command(last.step, last.serial, asked)
    return Command(asked, last.serial + 1, asked)


def standing(put: Command, told: tuple[int, int] | None) -> int:
    """Return where the playhead stands: as told, unless it was put elsewhere after that."""
    return told[0] if told is not None and told[1] == put.serial else put.step


def whereabouts(key: str, steps: int) -> int | None:
    """Return where the playhead of the player of this key came to rest; None before it has told.

    A page that keeps the step takes it over before it shows the player again: a step of before
    would move the playhead back.
    """
    put = st.session_state.get(f"{key} command")
    told = report(_told(key), steps)
    return standing(put, told) if put and told else None


def report(told: Any, steps: int) -> tuple[int, int] | None:
    """Read (step, serial) from what the browser sent, which can be anything."""
    match told:
        case {"step": int(step), "serial": int(serial)}:
            return min(max(step, 0), steps), serial
    return None
