"""What every figure is made of: scatter traces, panels and their axes, and notes for the player."""

import math
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from figures import theme

Trace = dict[str, Any]  # as Plotly names everything in it
Axes = tuple[Mapping[str, Any], Mapping[str, Any]]  # settings of the x and of the y axis

# Shares of the figure: the landscape with its labels takes 62 %.
LANDSCAPE = (0.0, 0.59)
BESIDE = (0.69, 1.0)
BETWEEN = 0.12  # between charts above each other
HEIGHT = 560  # pixels
CHARTS = (("loss", "2"), ("second", "14"))  # panels and axes; 3 to 13 are landscapes side by side


class Drawing(NamedTuple):
    """A figure as plain data: its traces and its layout."""

    data: list[Trace]
    layout: dict[str, Any]


class Panel(NamedTuple):
    """A rectangle with axes: `suffix` tells its axes from others, "" for the first.

    across, up  where it stands, as shares of the figure
    ink         colour of the title above it; no title is written without one
    notes       what else the player must know of it
    """

    name: str
    area: str  # the part of the screen it belongs to
    suffix: str
    axes: Axes
    across: tuple[float, float] = LANDSCAPE
    up: tuple[float, float] = (0.0, 1.0)
    title: str = ""
    ink: str = ""
    notes: Mapping[str, Any] = {}

    @property
    def keys(self) -> dict[str, str]:
        """The names of its axes in a layout."""
        return {"x": f"xaxis{self.suffix}", "y": f"yaxis{self.suffix}"}


def scatter(
    points: tuple[Any, Any], mode: str, meta: Mapping[str, Any], *, hover: str = "", **more: Any
) -> Trace:
    """Return a scatter trace that is not in the legend.

    points  x and y, (n,) each
    meta    its `role` and what else the player must know; on the landscape unless it says otherwise
    hover   what hovering it says; nothing without
    more    any other property of the trace
    """
    said = {"hovertemplate": f"{hover}<extra></extra>"} if hover else {"hoverinfo": "skip"}
    x, y = points
    told = {"panel": "landscape", **meta}
    line = {"type": "scatter", "x": x, "y": y, "mode": mode, "showlegend": False}
    return line | said | {"meta": told} | more


def on_axes(trace: Trace, suffix: str) -> Trace:
    """Return the trace on the axes with this suffix."""
    return trace | {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}


def chart_panels(charts: Sequence[Panel]) -> list[Panel]:
    """Return the panels beside the landscapes, above each other.

    A title along an upright axis would be cut off where a chart is low: it is written above.
    """
    count = len(charts)
    high = (1.0 - BETWEEN * (count - 1)) / max(count, 1)
    panels = []
    for place, panel in enumerate(charts):
        top = 1.0 - place * (high + BETWEEN)
        x, y = ({**axis_style(grid=True), **own} for own in panel.axes)
        axes, title = (x, {**y, "title": {"text": ""}}), y["title"]["text"]
        up = max(top - high, 0.0), top
        ink = theme.LIGHT.quiet
        panels.append(panel._replace(axes=axes, across=BESIDE, up=up, title=title, ink=ink))
    return panels


def figure_layout(
    panels: Sequence[Panel],
    *,
    steps: int,
    variables: Sequence[str],
    shapes: Sequence[Mapping[str, Any]] = (),
    revision: str,
) -> dict[str, Any]:
    """Return the layout of some panels.

    steps      of the playhead
    variables  as they are typed
    revision   as long as it is the same, the browser keeps its zoom
    `meta` names the panels with their axes and the area of the screen each belongs to, and
    carries both palettes.
    """
    axes: dict[str, Any] = {}
    for panel in panels:
        x, y = ({**axis_style(), **own} for own in panel.axes)
        axes[panel.keys["x"]] = {"domain": list(panel.across), "anchor": f"y{panel.suffix}", **x}
        axes[panel.keys["y"]] = {"domain": list(panel.up), "anchor": f"x{panel.suffix}", **y}
    notes = [
        {"name": panel.name, "area": panel.area, "title": panel.title, **panel.keys, **panel.notes}
        for panel in panels
    ]
    meta = {"panels": notes, "palettes": theme.PALETTES, "steps": steps}
    return page_style() | {
        **axes,
        "shapes": list(shapes),
        "annotations": [heading(panel) for panel in panels if panel.ink],
        "template": {},  # every style is set here; the default theme is 7 kB of others
        # A stamp: a visitor's own words stay out of the page's data.
        "uirevision": blake2b(revision.encode(), digest_size=8).hexdigest(),
        "meta": meta | {"variables": list(variables)},
    }


def heading(panel: Panel) -> dict[str, Any]:
    """Return the title above a panel."""
    return {
        "text": panel.title,
        "xref": f"x{panel.suffix} domain",
        "yref": f"y{panel.suffix} domain",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": panel.ink, "size": 13},
    }


def page_style() -> dict[str, Any]:
    """Return what is the same in every layout: size, colours, type, the mouse."""
    light = theme.LIGHT
    return {
        "height": HEIGHT,
        "margin": {"l": 52, "r": 12, "t": 28, "b": 44},
        "paper_bgcolor": light.page,
        "plot_bgcolor": light.page,
        "font": {"family": "sans-serif", "size": 12, "color": light.quiet},
        "hoverlabel": {
            "bgcolor": light.page,
            "bordercolor": light.quiet,
            "font": {"color": light.ink, "size": 12},
            "align": "left",
        },
        "hovermode": "closest",
        "dragmode": "zoom",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": light.quiet, "activecolor": light.ink},
    }


def axis_style(*, grid: bool = False) -> dict[str, Any]:
    """Return how an axis looks: thin lines, small ticks outside, no line through zero."""
    return {
        "showgrid": grid,
        "gridcolor": theme.LIGHT.line,
        "gridwidth": 1,
        "zeroline": False,
        "showline": True,
        "linecolor": theme.LIGHT.line,
        "mirror": True,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": theme.LIGHT.line,
        "tickfont": {"size": 11},
        "automargin": False,
        "exponentformat": "power",
    }


def count_axis(title: str, count: int, *, by_decades: bool = False) -> dict[str, Any]:
    """Return the axis of what is counted from 0 to `count`; by decades it begins at 1."""
    plain = {"title": {"text": title}, "range": [0, max(count, 1)], "tickformat": ",d"}
    if not by_decades:
        return plain
    return plain | {"type": "log", "range": [0, math.log10(max(count, 2))], "dtick": 1}
