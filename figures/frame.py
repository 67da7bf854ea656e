"""What every figure shares: margins, fonts, the look of axes, and the notes for the player."""

import math
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from figures import theme

WIDE = (0.0, 0.59)  # share of the landscape, its labels included, is 62 %
BESIDE = (0.69, 1.0)
HEIGHT = 560


Axes = tuple[Mapping[str, Any], Mapping[str, Any]]  # settings of the x and of the y axis


class Panel(NamedTuple):
    """A rectangle with axes: `suffix` tells its axes from others, "" for the first."""

    name: str
    area: str  # the part of the screen it belongs to
    suffix: str
    axes: Axes
    across: tuple[float, float] = (0.0, 1.0)  # share of the figure's width
    up: tuple[float, float] = (0.0, 1.0)


def landscape(axes: Axes) -> Panel:
    """Return the panel of the one landscape."""
    return Panel("landscape", "picture", "", axes, across=WIDE)


def chart(axes: Axes) -> Panel:
    """Return the panel beside the landscapes."""
    grid = ({**look(grid=True), **axes[0]}, {**look(grid=True), **axes[1]})
    return Panel("loss", "chart", "2", grid, across=BESIDE)


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
    for _, _, suffix, (x, y), across, up in panels:
        axes[f"xaxis{suffix}"] = {**look(), "domain": list(across), "anchor": f"y{suffix}", **x}
        axes[f"yaxis{suffix}"] = {**look(), "domain": list(up), "anchor": f"x{suffix}", **y}
    return dress() | {
        **axes,
        "shapes": list(shapes),
        "template": {},  # every look is set here; the default theme is 7 kB of others
        "uirevision": fingerprint(revision),
        "meta": {
            "panels": [
                {"name": p.name, "area": p.area, "x": f"xaxis{p.suffix}", "y": f"yaxis{p.suffix}"}
                for p in panels
            ],
            "palettes": theme.both(),
            "steps": steps,
            "variables": list(variables),
        },
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
        "title": {"standoff": 8},
        "automargin": False,
        "exponentformat": "power",
    }


def steps(count: int, *, decades: bool = False) -> dict[str, Any]:
    """Return the axis of steps from 0 to `count`; by decades it begins at 1."""
    plain = {"title": {"text": "step"}, "range": [0, max(count, 1)], "tickformat": ",d"}
    if not decades:
        return plain
    return plain | {"type": "log", "range": [0, math.log10(max(count, 2))], "dtick": 1}
