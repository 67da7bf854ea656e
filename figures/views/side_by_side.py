"""Side by side: a landscape for every run, all with the same axes, levels and colours."""

import math

from figures import layout as frame
from figures import theme
from figures.traces import landscape, paths
from figures.views import local_model
from figures.views.overlay import Trace, charted, grounds, overlay, signs
from figures.views.parts import Scene

SMALL = 5  # panels from which on every second point of the grid is enough
GAP = 0.02  # between panels, as a share of the figure
TITLE = 0.05  # above a panel


def side(scene: Scene) -> frame.Drawing:
    """Return one panel a run, and the charts of all; a single run needs no second panel."""
    if len(scene.seen) < 2:
        return overlay(scene)
    land = grounds(scene, 2 if len(scene.seen) >= SMALL else 1)
    land += local_model.bowls(scene) if scene.experiment.look.model else []
    panels = [panel(scene, walk) for walk in scene.walks]
    traces = [
        trace
        for walk, here in zip(scene.walks, panels, strict=True)
        for trace in placed(scene, walk, here, land)
    ]
    layout = frame.layout(
        [*panels, *scene.beside],
        steps=scene.experiment.steps,
        variables=scene.loss.variables,
        shapes=[hole for p in panels for hole in landscape.holes(scene.field, p.suffix)],
        revision=scene.revision,
    )
    return frame.Drawing([*traces, *charted(scene)], layout)


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


def panel(scene: Scene, walk: paths.Walk) -> frame.Panel:
    """Return the panel of a run under its name; its axes move with those of the first."""
    rows, columns = grid(len(scene.seen))
    place = walk.run
    row, column = divmod(place, columns)
    across = share(column, columns, frame.WIDE[1] - frame.WIDE[0], GAP)
    down = share(row, rows, 1.0 - TITLE, GAP + TITLE)
    suffix = ""
    x, y = scene.axes
    if place:
        suffix = str(place + 2)  # the axes of the chart are x2 and y2
        x, y = {**x, "matches": "x"}, {**y, "matches": "y"}
    return frame.Panel(
        f"run {place}",
        "picture",
        suffix,
        (x, y),
        across,
        (1 - TITLE - down[1], 1 - TITLE - down[0]),
        walk.name,
        theme.colour_of(place),
    )


def grid(count: int) -> tuple[int, int]:
    """Return rows and columns: as many columns as rows, or one or two more."""
    columns = math.ceil(math.sqrt(count))
    return math.ceil(count / columns), columns


def share(place: int, count: int, whole: float, gap: float) -> tuple[float, float]:
    """Return the ends of one of `count` equal parts with gaps between them."""
    size = (whole - gap * (count - 1)) / count
    return place * (size + gap), place * (size + gap) + size
