"""The marks of a picture: where runs start, how and where they end, where the minima are."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from figures import clip, theme
from figures.traces.paths import Walk

Trace = dict[str, Any]

RING = 29  # around a minimum: wider than the ring of a run that settled there
RESTING = 0.5  # end marks, so that they are not taken for heads while a player is under way
AROUND = {"settled": "circle-open", "lost": "x-thin-open", "moving": "circle-open"}


def end(walk: Walk, panel: str = "landscape") -> Trace | None:
    """Return the mark where the run ends: its head, ringed when it settled, crossed when lost.

    A run that leaves the window for good ends in an arrow on the edge, pointing where it went.
    None when the panel shows nothing of the run's end.
    """
    colour = theme.colour_of(walk.run)
    gone = clip.exit_of(walk.points, walk.box)
    if gone is not None:
        return arrow(walk, gone, panel)
    if not clip.inside(walk.points[-1:], walk.box).any():
        return None
    last = walk.points[-1]
    sizes = [20 if walk.fate != "moving" else 0, 10]
    return {
        "type": "scatter",
        "x": [last[0]] * 2,
        "y": [last[1]] * 2,
        "mode": "markers",
        "opacity": RESTING,
        "marker": {
            "opacity": 1,
            "symbol": [AROUND[walk.fate], theme.symbol_of(walk.run)],
            "size": sizes,
            "color": colour,
            "line": {"color": [colour, theme.LIGHT.page], "width": [1.6, 1.2]},
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "legendgroup": f"run {walk.run}",
        "name": walk.name,
        "meta": {"role": "end", "run": walk.run, "panel": panel, "fate": walk.fate},
    }


def arrow(walk: Walk, gone: clip.Exit, panel: str) -> Trace:
    """Return an arrow on the edge where the run leaves for good."""
    spans = np.array([high - low for low, high in walk.box])
    across, up = gone.direction / spans / np.max(np.abs(gone.direction / spans))
    colour = theme.colour_of(walk.run)
    return {
        "type": "scatter",
        "x": [gone.point[0]],
        "y": [gone.point[1]],
        "mode": "markers",
        "opacity": RESTING,
        "cliponaxis": False,
        "marker": {
            "symbol": "arrow",
            "angle": float(np.degrees(np.arctan2(across, up))),
            "size": 14,
            "color": colour,
            "line": {"color": theme.LIGHT.page, "width": 1},
        },
        "hovertemplate": f"<b>{walk.name}</b> leaves the picture after step {gone.step}"
        "<extra></extra>",
        "showlegend": False,
        "legendgroup": f"run {walk.run}",
        "name": walk.name,
        "meta": {"role": "exit", "run": walk.run, "panel": panel, "step": gone.step},
    }


def starts(walks: Sequence[Walk]) -> list[Trace]:
    """Return a ringed dot for each place in view where runs start, in its colour for one alone."""
    places: dict[tuple[float, ...], list[Walk]] = {}
    for walk in walks:
        if clip.inside(walk.start, walk.box).any():
            places.setdefault(tuple(walk.start[0].tolist()), []).append(walk)
    return [start(where, here) for where, here in places.items()]


def start(where: tuple[float, ...], here: Sequence[Walk]) -> Trace:
    """Return the ringed dot of the runs that start at one place."""
    colour = theme.LIGHT.ink if len(here) > 1 else theme.colour_of(here[0].run)
    return {
        "type": "scatter",
        "x": [where[0]] * 2,
        "y": [where[1]] * 2,
        "mode": "markers",
        "marker": {
            "opacity": 1,  # Plotly fades markers of several sizes
            "symbol": "circle",
            "size": [15, 6],
            "color": [theme.LIGHT.page, colour],
            "line": {"color": colour, "width": [1.8, 0]},
        },
        "hovertemplate": "start<extra></extra>",
        "showlegend": False,
        "name": "start",
        "meta": {
            "role": "start",
            "runs": [walk.run for walk in here],
            "names": [walk.name for walk in here],
            "at": list(here[0].seen.run.start),
            "panel": "landscape",
        },
    }


def minima(places: Sequence[tuple[float, float, bool]]) -> Trace:
    """Return a ringed star at each minimum (x, y, is it the lowest); a local one is hollow."""
    across = [x for x, _, _ in places for _ in range(2)]
    up = [y for _, y, _ in places for _ in range(2)]
    stars = ["star" if lowest else "star-open" for *_, lowest in places]
    words = ["minimum" if lowest else "local minimum" for *_, lowest in places]
    return {
        "type": "scatter",
        "x": across,
        "y": up,
        "mode": "markers",
        "marker": {
            "opacity": 1,
            "symbol": [mark for star in stars for mark in ("circle-open", star)],
            "size": [RING, 11] * len(places),
            "color": theme.LIGHT.ink,
            "line": {"color": theme.LIGHT.ink, "width": [1.4, 1] * len(places)},
        },
        "text": [word for word in words for _ in range(2)],
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "name": "minimum",
        "meta": {"role": "minimum", "panel": "landscape"},
    }
