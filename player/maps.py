"""The component of the maps, and what it reports, which can be anything."""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, get_type_hints

import streamlit as st

from player import assets
from player.contract_maps import Chosen, MapReports, MapsData, Opened
from player.reports import sent

WORKER, MAPS = (assets.HERE / "js" / "maps" / name for name in ("worker.js", "maps.js"))
MAX_AXES, MAX_RUNS = 2, 100


def script() -> str:
    """Return the component's text; the worker's, which the browser starts from it, comes first."""
    return f"const WORKER = {json.dumps(assets.script(WORKER))};\n{assets.script(MAPS)}"


COMPONENT = st.components.v2.component(
    "switchback.maps",
    html=assets.text("maps.html"),
    css=assets.text("maps.css"),
    js=script(),
    isolate_styles=False,  # the notices of the page lie over it, in the page's own style
)


def show_maps(data: MapsData, *, key: str, hear: Mapping[str, Callable[[], None]]) -> None:
    """Show a map.

    hear  by their names in `MapReports`, what is called before the page runs again: the visitor
          zoomed ("view", which `zoomed_axes` then tells), chose a pixel ("open", `opened_pixel`)
          or rates ("rates", `chosen_rates`), or the browser cannot compute ("unable")
    """
    calls: dict[str, Any] = {
        f"on_{name}_change": hear.get(name, lambda: None) for name in get_type_hints(MapReports)
    }
    COMPONENT(key=key, data=asdict(data), **calls)


def zoomed_axes(key: str) -> tuple[tuple[float, float], ...] | None:
    """Return the ends of the axes that the visitor zoomed to; None where that makes no sense.

    Empty: the usual ones.
    """
    ends = sent(key, "view")
    if not isinstance(ends, list) or len(ends) > MAX_AXES:
        return None
    pairs = [_numbers(pair) for pair in ends]
    if not all(pair and len(pair) == 2 and pair[0] < pair[1] for pair in pairs):
        return None
    return tuple((pair[0], pair[1]) for pair in pairs if pair)


def opened_pixel(key: str) -> Opened | None:
    """Return the pixel that the visitor chose; None where that makes no sense."""
    match sent(key, "open"):
        case {"panel": int(panel), "values": values} if 0 <= panel < MAX_RUNS:
            if type(panel) is int and (numbers := _numbers(values)):
                return Opened(panel=panel, values=numbers)
    return None


def chosen_rates(key: str) -> tuple[Chosen, ...]:
    """Return the learning rates that the visitor chose; none where that makes no sense."""
    given = sent(key, "rates")
    if not isinstance(given, list) or len(given) > MAX_RUNS:
        return ()
    found = tuple(chosen for one in given if (chosen := _chosen(one)))
    return found if len(found) == len(given) else ()


def _chosen(one: Any) -> Chosen | None:
    match one:
        case {"run": int(run), "rate": int() | float() as rate} if run >= 0:
            if type(run) is int and type(rate) in (int, float) and math.isfinite(rate):
                return Chosen(run=run, rate=float(rate))
    return None


def _numbers(values: Any) -> list[float] | None:
    """Read one or two finite numbers."""
    if not isinstance(values, list) or len(values) not in (1, 2):
        return None
    if not all(type(x) in (int, float) and math.isfinite(x) for x in values):
        return None
    return [float(x) for x in values]
