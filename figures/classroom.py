"""A class in two pictures: all starts and paths on one landscape, and results against rates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go

from experiment import Look, load, minima
from experiment.classroom.results import Result, Row
from figures import clip, layout, names, theme
from figures.charts.axes import decades
from figures.clip import Array
from figures.layout import Trace, scatter
from figures.traces import landscape, marks
from figures.views.overlay import landscape_traces
from figures.views.parts import Scene
from language.wording import readable

ABOVE = 3.0  # times the largest result: where the chart puts what has none
BELOW = 0.5  # times the smallest: likewise what has reached the floor itself
HEIGHT = 460  # pixels


class Outcome(NamedTuple):
    """How a link came out, as pictures show it: by colour and by symbol."""

    title: str
    mark: int  # place among the colours of runs
    symbol: str


REACHED = Outcome("reached the goal", 0, "circle")
OTHERS = Outcome("did not", 1, "diamond-open")
ENDED = Outcome("ended", 0, "circle")
LOST = Outcome("diverged or unbounded", 3, "x-thin-open")


def outcome(row: Row, *, goal: bool) -> Outcome:
    """Return how a link came out; without a goal there is nothing to reach."""
    if row.reached is not None:
        return REACHED
    return LOST if row.lost else OTHERS if goal else ENDED


def landscape_figure(result: Result, called: Sequence[str], *, dark: bool = False) -> go.Figure:
    """Return the landscape of the task with the start, the path and the end of every link.

    called   what hovering calls each row
    """
    assert result.task
    e = replace(result.task, runs=(), look=Look(), step=0)
    loss = load(e)
    scene = Scene(e, loss, (), minima(e))
    stars = scene.seen_minima()
    traces = [
        *landscape_traces(scene),
        *_paths(result, called, scene.ranges),
        *([marks.minima(stars)] if stars else []),
    ]
    x, y = scene.axes
    style = _layout(x, y) | {"shapes": landscape.holes(scene.field)}
    return _figure(traces, style, dark=dark)


def rates_figure(result: Result, called: Sequence[str], *, dark: bool = False) -> go.Figure:
    """Return what each link came to against the learning rate of its run.

    called   what hovering calls each row
    A run without an end stands above all others, one at the floor itself below them.
    """
    gaps = [row.gap if row.gap is not None else row.loss for row in result.rows]
    known = np.array([np.nan if gap is None or row.lost else gap
                      for row, gap in zip(result.rows, gaps, strict=True)])  # fmt: skip
    ends = decades(known[np.isfinite(known)]) if result.floor < np.inf else None
    heights, axis = _by_decades(known, ends) if ends else _evenly(known)
    traces = []
    for kind, places in _grouped(result).items():
        rows = [result.rows[place] for place in places]
        points = np.array([[row.rate for row in rows], heights[places]])
        said = [_hover(called[place], result.rows[place]) for place in places]
        traces.append(_markers(points, kind, said))
    across = {"title": {"text": "learning rate"}, "type": "log", "showgrid": True, "dtick": 1}
    return _figure(traces, _layout(across, axis), dark=dark)


def _by_decades(known: Array, ends: tuple[float, float]) -> tuple[Array, dict[str, Any]]:
    low, high = ends
    heights = np.where(np.isnan(known), high * ABOVE, np.maximum(known, low * BELOW))
    title = {"text": "loss at the end, above the lowest known"}
    every = max(1, round(np.log10(heights.max() / heights.min()) / 6))
    return heights, {"title": title, "type": "log", "showgrid": True, "dtick": every}


def _evenly(known: Array) -> tuple[Array, dict[str, Any]]:
    finite = known[np.isfinite(known)]
    high = float(finite.max()) if finite.size else 1.0
    low = float(finite.min()) if finite.size else 0.0
    heights = np.where(np.isnan(known), high + 0.1 * (high - low or 1.0), known)
    return heights, {"title": {"text": "loss at the end"}, "showgrid": True}


def _grouped(result: Result) -> dict[Outcome, list[int]]:
    """Return the places of the rows by how they came out."""
    goal = bool(result.task and result.task.goal)
    found: dict[Outcome, list[int]] = {}
    for place, row in enumerate(result.rows):
        found.setdefault(outcome(row, goal=goal), []).append(place)
    return found


def _paths(result: Result, called: Sequence[str], ranges: clip.Ranges) -> Iterable[Trace]:
    """Yield the paths of each outcome as one line with gaps, then their starts and ends."""
    ends: list[Trace] = []
    for kind, places in _grouped(result).items():
        rows = [
            (called[place], result.rows[place]) for place in places if len(result.rows[place].path)
        ]
        if not rows:
            continue
        gap = np.full((1, 2), np.nan)
        pieces = [clip.visible_path(row.path[:, :2], ranges).points for _, row in rows]
        line = np.concatenate([part for piece in pieces for part in (piece, gap)])
        style = {"color": theme.LIGHT.runs[kind.mark], "width": 1.2}
        yield scatter((line[:, 0], line[:, 1]), "lines", {"role": "paths"}, line=style, opacity=0.5)
        said = [_hover(name, row) for name, row in rows]
        starts = np.array([row.path[0, :2] for _, row in rows])
        yield scatter(
            (starts[:, 0], starts[:, 1]), "markers", {"role": "starts"}, hover="start of %{text}",
            text=[names.plain(name) for name, _ in rows], marker=_ring(kind),
        )  # fmt: skip
        last = np.array([row.path[-1, :2] for _, row in rows])
        seen = clip.inside(last, ranges)
        told = [text for text, inside in zip(said, seen, strict=True) if inside]
        shown = last[seen] if told else gap  # a trace of nothing has no place in the legend
        ends.append(_markers(shown.T, kind, told, count=len(rows)))
    yield from ends


def _ring(kind: Outcome) -> dict[str, Any]:
    line = {"color": theme.LIGHT.runs[kind.mark], "width": 1.4}
    return {"symbol": "circle", "size": 6, "color": theme.LIGHT.page, "line": line}


def _markers(points: Array, kind: Outcome, said: Sequence[str], count: int | None = None) -> Trace:
    """Return the marks of an outcome, which stand in the legend with their number."""
    colour = theme.LIGHT.runs[kind.mark]
    marker = {"symbol": kind.symbol, "size": 9, "color": colour, "opacity": 0.85,
              "line": {"color": colour, "width": 1.6}}  # fmt: skip
    title = f"{kind.title} ({len(said) if count is None else count})"
    found = scatter((points[0], points[1]), "markers", {"role": "ends"}, hover="%{text}",
                    text=list(said), marker=marker, name=title)  # fmt: skip
    return found | {"showlegend": True}


def _hover(name: str, row: Row) -> str:
    """Return what hovering a mark says; the name is a stranger's, and stays text."""
    done = f"reached at step {row.reached}" if row.reached is not None else row.ending
    end = "" if row.loss is None else f"<br>loss {readable(row.loss)}"
    return f"<b>{names.plain(name)}</b><br>{names.plain(row.run)}<br>{done}{end}"


def _layout(x: Mapping[str, Any], y: Mapping[str, Any]) -> dict[str, Any]:
    margin = {"l": 62, "r": 12, "t": 34, "b": 46}
    return layout.page_style() | {
        "xaxis": {**layout.axis_style(), **x},
        "yaxis": {**layout.axis_style(), **y},
        "height": HEIGHT,
        "margin": margin,
        "template": {},
        "dragmode": False,
    }


def _figure(traces: Sequence[Trace], style: Mapping[str, Any], *, dark: bool) -> go.Figure:
    drawn = {"data": list(traces), "layout": dict(style)}
    if dark:
        drawn = _repainted(drawn, _IN_THE_DARK)
    return go.Figure(drawn["data"], drawn["layout"], _validate=False)


def _repainted(part: Any, colours: Mapping[str, str]) -> Any:
    """Return a part of a figure with each colour exchanged; texts of strangers are no colours."""
    if isinstance(part, dict):
        said = {key: part[key] for key in _WORDS & part.keys()}
        return {key: _repainted(value, colours) for key, value in part.items()} | said
    if isinstance(part, list | tuple):
        return [_repainted(value, colours) for value in part]
    return colours.get(part, part) if isinstance(part, str) else part


_WORDS = frozenset({"text", "name", "hovertemplate"})


def _pairs(light: Any, dark: Any) -> Iterable[tuple[str, str]]:
    for one, other in zip(light, dark, strict=True):
        if isinstance(one, str):
            yield one, other
        else:
            yield from _pairs(one, other)


_IN_THE_DARK = dict(_pairs(theme.PALETTES["light"].values(), theme.PALETTES["dark"].values()))
