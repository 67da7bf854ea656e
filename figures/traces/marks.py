"""The marks of a picture: where runs start, how and where they end, where the minima are."""

from collections.abc import Sequence

import numpy as np

from experiment import KnownMinimum
from figures import clip, theme
from figures.layout import Trace, scatter
from figures.traces.paths import DrawnRun

RING_SIZE = 29  # around a minimum: wider than the ring of a run that settled there
END_OPACITY = 0.5  # faint, so that nobody takes an end for the head of a run under way
MINIMA = {True: "minimum", False: "local minimum"}  # by whether none is lower
END_SYMBOLS = {"settled": "circle-open", "lost": "x-thin-open", "moving": "circle-open"}


def end(run: DrawnRun, panel: str = "landscape") -> Trace | None:
    """Return the mark where the run ends: its head, ringed when it settled, crossed when lost.

    A run that leaves the window for good ends in an arrow on the edge, pointing where it went.
    None when the panel shows nothing of the run's end.
    """
    gone = clip.exit_of(run.points, run.ranges)
    if gone is not None:
        return arrow(run, gone, panel)
    if not clip.inside(run.points[-1:], run.ranges).any():
        return None
    x, y = run.points[-1]
    marker = {
        "opacity": 1,
        "symbol": [END_SYMBOLS[run.fate], run.symbol],
        "size": [20 if run.fate != "moving" else 0, 10],
        "color": run.colour,
        "line": {"color": [run.colour, theme.LIGHT.page], "width": [1.6, 1.2]},
    }
    meta = {"role": "end", "run": run.place, "panel": panel, "fate": run.fate}
    both = [x] * 2, [y] * 2
    more = run.labels | {"cliponaxis": False}  # whole at the edge
    return scatter(both, "markers", meta, opacity=END_OPACITY, marker=marker, **more)


def ends(runs: Sequence[DrawnRun]) -> list[Trace]:
    """Return the marks where these runs end on the landscape."""
    return [mark for run in runs if (mark := end(run)) is not None]


def arrow(run: DrawnRun, gone: clip.Exit, panel: str) -> Trace:
    """Return an arrow on the edge where the run leaves for good."""
    spans = np.array([high - low for low, high in run.ranges])
    across, up = gone.direction / spans / np.max(np.abs(gone.direction / spans))
    marker = {
        "symbol": "arrow",
        "angle": float(np.degrees(np.arctan2(across, up))),
        "size": 14,
        "color": run.colour,
        "line": {"color": theme.LIGHT.page, "width": 1},
    }
    return scatter(
        ([gone.point[0]], [gone.point[1]]),
        "markers",
        {"role": "exit", "run": run.place, "panel": panel, "step": gone.step},
        hover=f"<b>{run.name}</b> leaves the picture after step {gone.step}",
        opacity=END_OPACITY,
        cliponaxis=False,
        marker=marker,
        **run.labels,
    )


def starts(runs: Sequence[DrawnRun]) -> list[Trace]:
    """Return a ringed dot for each place in view where runs start, in its colour for one alone."""
    places: dict[tuple[float, ...], list[DrawnRun]] = {}
    for run in runs:
        if clip.inside(run.start, run.ranges).any():
            places.setdefault(tuple(run.start[0].tolist()), []).append(run)
    return [start(where, here) for where, here in places.items()]


def start(where: tuple[float, ...], here: Sequence[DrawnRun]) -> Trace:
    """Return the ringed dot of the runs that start at one place."""
    colour = theme.LIGHT.ink if len(here) > 1 else here[0].colour
    marker = {
        "opacity": 1,  # Plotly fades markers of several sizes
        "symbol": "circle",
        "size": [15, 6],
        "color": [theme.LIGHT.page, colour],
        "line": {"color": colour, "width": [1.8, 0]},
    }
    meta = {
        "role": "start",
        "runs": [run.place for run in here],
        "names": [run.name for run in here],
        "at": list(here[0].trajectory.run.start),
    }
    both = [where[0]] * 2, [where[1]] * 2
    return scatter(both, "markers", meta, hover="start", marker=marker, name="start")


def landscape_point(minimum: KnownMinimum) -> tuple[float, float]:
    """Return where a minimum is on the landscape: its coordinates, or its one and the loss."""
    x, y = (*minimum.point, minimum.value)[:2]
    return x, y


def minima(places: Sequence[tuple[float, float, bool]]) -> Trace:
    """Return a ringed star at each minimum (x, y, is it the lowest); a local one is hollow."""
    twice = [place for place in places for _ in range(2)]
    symbols = [("circle-open", "star" if lowest else "star-open") for *_, lowest in places]
    marker = {
        "opacity": 1,
        "symbol": [symbol for pair in symbols for symbol in pair],
        "size": [RING_SIZE, 11] * len(places),
        "color": theme.LIGHT.ink,
        "line": {"color": theme.LIGHT.ink, "width": [1.4, 1] * len(places)},
    }
    return scatter(
        ([x for x, _, _ in twice], [y for _, y, _ in twice]),
        "markers",
        {"role": "minimum"},
        hover="%{text}",
        marker=marker,
        text=[MINIMA[lowest] for *_, lowest in twice],
        name="minimum",
    )
