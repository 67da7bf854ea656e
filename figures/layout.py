"""What every figure shares: margins, fonts, the look of axes, and the notes for the player."""

import math
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from figures import theme

WIDE = (0.0, 0.59)  # share of the landscape, its labels included, is 62 %
BESIDE = (0.69, 1.0)
HEIGHT = 560
CHARTS = (("loss", "2"), ("second", "14"))  # panels and axes; 3 to 13 are landscapes side by side
UPPER, LOWER = (0.56, 1.0), (0.0, 0.44)  # of two charts


class Drawing(NamedTuple):
    """A figure as plain data: its traces and its layout, as Plotly names everything in them."""

    data: list[dict[str, Any]]
    layout: dict[str, Any]


Axes = tuple[Mapping[str, Any], Mapping[str, Any]]  # settings of the x and of the y axis


class Panel(NamedTuple):
    """A rectangle with axes: `suffix` tells its axes from others, "" for the first.

    ink  colour of the title above it; none where no title is written there
    """

    name: str
    area: str  # the part of the screen it belongs to
    suffix: str
    axes: Axes
    across: tuple[float, float] = (0.0, 1.0)  # share of the figure's width
    up: tuple[float, float] = (0.0, 1.0)
    title: str = ""
    ink: str = ""


def landscape(axes: Axes) -> Panel:
    """Return the panel of the one landscape."""
    return Panel("landscape", "picture", "", axes, across=WIDE)


def beside(charts: Sequence[Axes]) -> list[Panel]:
    """Return the panels beside the landscapes: one chart, or two above each other.

    Two are too low for titles along their axes: these are written above them.
    """
    two = len(charts) > 1
    panels = []
    for (name, suffix), (x, y), up in zip(CHARTS, charts, (UPPER, LOWER), strict=False):
        title = y["title"]["text"]
        own = {**look(grid=True), **y} | ({"title": {"text": ""}} if two else {})
        axes = {**look(grid=True), **x}, own
        shape = (up, title, theme.LIGHT.quiet) if two else ((0.0, 1.0), title, "")
        panels.append(Panel(name, "chart", suffix, axes, BESIDE, *shape))
    return panels


def layout(
    panels: Sequence[Panel],
    *,
    steps: int,
    variables: Sequence[str],
    shapes: Sequence[Mapping[str, Any]] = (),
    revision: str,
) -> dict[str, Any]:
    """Return the layout of some panels.

    `meta` names the panels with their axes and the area of the screen each belongs to, and
    carries both palettes.
    """
    axes: dict[str, Any] = {}
    for panel in panels:
        suffix, (x, y) = panel.suffix, panel.axes
        anchor_x, anchor_y = {"anchor": f"y{suffix}"}, {"anchor": f"x{suffix}"}
        axes[f"xaxis{suffix}"] = {**look(), "domain": list(panel.across), **anchor_x, **x}
        axes[f"yaxis{suffix}"] = {**look(), "domain": list(panel.up), **anchor_y, **y}
    return dress() | {
        **axes,
        "shapes": list(shapes),
        "annotations": [heading(panel) for panel in panels if panel.ink],
        "template": {},  # every look is set here; the default theme is 7 kB of others
        "uirevision": fingerprint(revision),
        "meta": {
            "panels": [noted(panel) for panel in panels],
            "palettes": theme.PALETTES,
            "steps": steps,
            "variables": list(variables),
        },
    }


def noted(panel: Panel) -> dict[str, str]:
    """Return what the player must know of a panel."""
    axes = {"x": f"xaxis{panel.suffix}", "y": f"yaxis{panel.suffix}"}
    return {"name": panel.name, "area": panel.area, "title": panel.title, **axes}


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


def fingerprint(text: str) -> str:
    """Return a short stamp of a text: a visitor's own words stay out of the page's data."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def dress() -> dict[str, Any]:
    """Return what is the same in every layout: size, colours, type, the mouse."""
    return {
        "height": HEIGHT,
        "margin": {"l": 52, "r": 12, "t": 28, "b": 44},
        "paper_bgcolor": theme.LIGHT.page,
        "plot_bgcolor": theme.LIGHT.page,
        "font": {"family": "sans-serif", "size": 12, "color": theme.LIGHT.quiet},
        "hoverlabel": {
            "bgcolor": theme.LIGHT.page,
            "font": {"color": theme.LIGHT.ink, "size": 12},
            "align": "left",
        },
        "hovermode": "closest",
        "dragmode": "zoom",
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        "modebar": {
            "bgcolor": "rgba(0,0,0,0)",
            "color": theme.LIGHT.quiet,
            "activecolor": theme.LIGHT.ink,
        },
    }


def look(*, grid: bool = False) -> dict[str, Any]:
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


def steps(count: int, *, decades: bool = False) -> dict[str, Any]:
    """Return the axis of steps from 0 to `count`; by decades it begins at 1."""
    plain = {"title": {"text": "step"}, "range": [0, max(count, 1)], "tickformat": ",d"}
    if not decades:
        return plain
    return plain | {"type": "log", "range": [0, math.log10(max(count, 2))], "dtick": 1}
