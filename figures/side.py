"""Side by side: a landscape for every run, all with the same axes, levels and colours."""

import math
from typing import Any

import plotly.graph_objects as go

from figures import bowl, frame, landscape, paths, theme
from figures.overlay import Trace, charted, grounds, overlay, signs
from figures.scene import Scene

SMALL = 5  # panels from which on every second point of the grid is enough
GAP = 0.02  # between panels, as a share of the figure
TITLE = 0.05  # above a panel


def side(scene: Scene) -> go.Figure:
    """Return one panel a run, and the chart of all; a single run needs no second panel."""
    if len(scene.seen) < 2:
        return overlay(scene)
    land = grounds(scene, 2 if len(scene.seen) >= SMALL else 1)
    land += bowl.bowls(scene) if scene.experiment.look.model else []
    panels = [panel(scene, place) for place in range(len(scene.seen))]
    traces = [
        trace
        for walk, here in zip(scene.walks, panels, strict=True)
        for trace in placed(scene, walk, here, land)
    ]
    layout = frame.layout(
        [*panels, frame.chart(scene.chart)],
        steps=scene.experiment.steps,
        variables=scene.loss.variables,
        shapes=[hole for p in panels for hole in landscape.holes(scene.field, p.suffix)],
        revision=scene.revision,
    )
    layout["annotations"] = [
        title(walk, here) for walk, here in zip(scene.walks, panels, strict=True)
    ]
    return go.Figure([*traces, *charted(scene)], layout, _validate=False)


def placed(scene: Scene, walk: paths.Walk, here: frame.Panel, land: list[Trace]) -> list[Trace]:
    """Return what the panel of a run shows: the landscape, its path, its start and end."""
    path = paths.trail(walk, scene.loss, model=scene.experiment.look.model)
    own = [*land, path, *signs([walk], scene.box, scene.minima)]
    axes = {"xaxis": f"x{here.suffix}", "yaxis": f"y{here.suffix}"}
    if len(scene.seen) >= SMALL:
        own = [lighter(t) if t["meta"]["role"] == "minimum" else t for t in own]
    return [t | axes | {"meta": t["meta"] | {"panel": here.name}} for t in own]


def lighter(trace: Trace) -> Trace:
    """Return marks of two thirds the size: a small panel must show more than its minima."""
    sizes = [size * 2 / 3 for size in trace["marker"]["size"]]
    return trace | {"marker": trace["marker"] | {"size": sizes}}


def panel(scene: Scene, place: int) -> frame.Panel:
    """Return the panel of the run at this place; its axes move with those of the first."""
    rows, columns = grid(len(scene.seen))
    row, column = divmod(place, columns)
    across = share(column, columns, frame.WIDE[1] - frame.WIDE[0], GAP)
    down = share(row, rows, 1.0 - TITLE, GAP + TITLE)
    suffix = ""
    x, y = scene.axes
    if place:
        suffix = str(place + 2)  # the chart's axes are x2 and y2
        x, y = {**x, "matches": "x"}, {**y, "matches": "y"}
    return frame.Panel(
        f"run {place}",
        "picture",
        suffix,
        (x, y),
        across,
        (1 - TITLE - down[1], 1 - TITLE - down[0]),
    )


def grid(count: int) -> tuple[int, int]:
    """Return rows and columns: as many columns as rows, or one or two more."""
    columns = math.ceil(math.sqrt(count))
    return math.ceil(count / columns), columns


def share(place: int, count: int, whole: float, gap: float) -> tuple[float, float]:
    """Return the ends of one of `count` equal parts with gaps between them."""
    size = (whole - gap * (count - 1)) / count
    return place * (size + gap), place * (size + gap) + size


def title(walk: paths.Walk, here: frame.Panel) -> dict[str, Any]:
    """Return the name of a run above its panel, in its colour."""
    return {
        "text": walk.name,
        "xref": f"x{here.suffix} domain",
        "yref": f"y{here.suffix} domain",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": theme.colour_of(walk.run), "size": 13},
    }
