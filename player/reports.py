"""What the browser reports, which can be anything, and where the playhead stands after it."""

import math
from dataclasses import dataclass
from typing import Any

import streamlit as st

from player.contract import Lifted, Moved, Played, Rated, Rest


@dataclass(frozen=True)
class Command:
    """Where the server put the playhead; the serial grows each time it puts it somewhere."""

    step: int
    serial: int
    asked: int  # what the page asked for last


def sent(key: str, name: str) -> Any:
    """Return what the component of this key last sent under a name of `Reports`, unread."""
    return st.session_state.get(key, {}).get(name)


def moved_start(key: str) -> Moved | None:
    """Return what the visitor moved in the player of this key; None where that makes no sense."""
    match sent(key, "start"):
        case {"old": old, "new": new}:
            point, before = _point(new), None if old is None else _point(old)
            if point and (old is None or before):
                return Moved(before, point)
    return None


def chosen_rate(key: str) -> Rated | None:
    """Return the learning rate that the visitor chose in the player of this key, if it is one."""
    match sent(key, "rate"):
        case {"run": int(run), "rate": int() | float() as rate} if run >= 0:
            return Rated(run, float(rate)) if math.isfinite(rate) else None
    return None


def lifted_row(key: str) -> Lifted | None:
    """Return the row whose target the visitor moved in the player of this key, if it is one."""
    match sent(key, "row"):
        case {"row": int(row), "value": int() | float() as value} if row >= 0:
            return Lifted(row, float(value)) if math.isfinite(value) else None
    return None


def zoomed_window(key: str) -> tuple[tuple[float, float], ...] | None:
    """Return the ends of each variable's axis that the visitor asked for in the player of this key.

    Rounded outwards to thousandths of the axis, so that a link stays short; None where what came
    makes no sense.
    """
    axes = sent(key, "window")
    if not isinstance(axes, list) or len(axes) not in (1, 2):
        return None
    points = [_point(ends) for ends in axes]
    if not all(ends and len(ends) == 2 and ends[0] < ends[1] for ends in points):
        return None
    return tuple(_rounded(*ends) for ends in points if ends)


def played(key: str) -> Played | None:
    """Return what the visitor chose in the player of this key; None where that makes no sense."""
    match choice := sent(key, "playback"):
        case {"speed": float() | int() as speed, "loop": bool(loop), "hidden": [*hidden]}:
            if math.isfinite(speed) and all(type(run) is int and run >= 0 for run in hidden):
                return Played(float(speed), loop, tuple(hidden), heard(choice))
    return None


def heard(choice: Any) -> int:
    """Return the number of the choice that the browser reported: it waits for that one."""
    match choice:
        case {"change": int(change)}:
            return change
    return 0


def _rounded(low: float, high: float) -> tuple[float, float]:
    if not math.isfinite(high - low):
        return low, high
    unit = 10.0 ** math.floor(math.log10((high - low) / 1000))
    digits = max(0, -math.floor(math.log10(unit)))
    low, high = math.floor(low / unit) * unit, math.ceil(high / unit) * unit
    return round(low, digits), round(high, digits)


def _point(numbers: Any) -> tuple[float, ...] | None:
    """Read one or two finite numbers."""
    if not isinstance(numbers, list) or len(numbers) not in (1, 2):
        return None
    if not all(type(x) in (int, float) and math.isfinite(x) for x in numbers):
        return None
    return tuple(float(x) for x in numbers)


def command(last: Command | None, asked: int, told: Rest | None) -> Command:
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


def standing(put: Command, told: Rest | None) -> int:
    """Return where the playhead stands: as told, unless it was put elsewhere after that."""
    return told.step if told is not None and told.serial == put.serial else put.step


def slot(key: str) -> str:
    """Return where the session keeps the last command to the player of this key."""
    return f"{key} command"


def whereabouts(key: str, steps: int) -> int | None:
    """Return where the playhead of the player of this key came to rest; None before it has told.

    A page that keeps the step takes it over before it shows the player again: a step of before
    would move the playhead back.
    """
    put, told = st.session_state.get(slot(key)), rest(key, steps)
    return standing(put, told) if put and told else None


def rest(key: str, steps: int) -> Rest | None:
    """Return where the browser last said the playhead is; where there is a relay, it alone says."""
    relayed, own = (sent(name, "step") for name in (f"{key} relay", key))
    return report(own if relayed is None else relayed, steps)


def report(told: Any, steps: int) -> Rest | None:
    """Read what the browser sent of the playhead, held to the steps there are."""
    match told:
        case {"step": int(step), "serial": int(serial)}:
            return Rest(min(max(step, 0), steps), serial)
    return None
