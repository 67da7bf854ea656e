"""What every figure shares: margins, fonts, the look of axes, and the notes for the player."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from figures import theme

WIDE = (0.0, 0.59)  # share of the landscape, its labels included, is 62 %
BESIDE = (0.69, 1.0)
HEIGHT = 560


def layout(
    *,
    landscape: tuple[Mapping[str, Any], Mapping[str, Any]],
    chart: tuple[Mapping[str, Any], Mapping[str, Any]],
    steps: int,
    shapes: Sequence[Mapping[str, Any]],
    revision: str,
) -> dict[str, Any]:
    """Return the layout of a landscape with a chart beside it.

    Each panel is given as (x axis, y axis). `meta` names the panels with their axes and the area
    of the screen each belongs to, and carries both palettes.
    """
    return dress() | {
        "xaxis": {**look(), "domain": list(WIDE), **landscape[0]},
        "yaxis": {**look(), **landscape[1]},
        "xaxis2": {**look(grid=True), "domain": list(BESIDE), "anchor": "y2", **chart[0]},
        "yaxis2": {**look(grid=True), "anchor": "x2", **chart[1]},
        "shapes": list(shapes),
        "template": {},  # every look is set here; the default theme is 7 kB of others
        # A visitor's text stays out of the page: only its fingerprint is needed.
        "uirevision": blake2b(revision.encode(), digest_size=8).hexdigest(),
        "meta": {
            "panels": [
                {"name": "landscape", "area": "picture", "x": "xaxis", "y": "yaxis"},
                {"name": "loss", "area": "chart", "x": "xaxis2", "y": "yaxis2"},
            ],
            "palettes": theme.both(),
            "steps": steps,
        },
    }


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


def steps(count: int) -> dict[str, Any]:
    """Return the axis of steps from 0 to `count`."""
    return {"title": {"text": "step"}, "range": [0, max(count, 1)], "tickformat": ",d"}
