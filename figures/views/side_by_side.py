"""Side by side: a landscape for every run, all with the same axes, levels and colours."""

import math

from figures import layout
from figures.layout import Drawing, Panel, Trace
from figures.traces import landscape, paths
from figures.views import local_model
from figures.views.overlay import landscape_traces, overlay, point_marks
from figures.views.parts import Scene

MANY_PANELS = 5  # panels from which on every second point of the grid is enough
GAP = 0.02  # between panels, as a share of the figure
TITLE = 0.05  # above a panel


def side_by_side(scene: Scene) -> Drawing:
    """Return one panel a run, and the charts of all; a single run needs no second panel."""
    count = len(scene.runs)
    if count < 2:
        return overlay(scene)
    ground = landscape_traces(scene, 2 if count >= MANY_PANELS else 1)
    ground += local_model.models(scene) if scene.experiment.look.model else []
    panels = [panel(scene, run) for run in scene.runs]
    traces = [
        trace
        for run, here in zip(scene.runs, panels, strict=True)
        for trace in panel_traces(scene, run, here, ground)
    ]
    holes = [hole for here in panels for hole in landscape.holes(scene.field, here.suffix)]
    return scene.drawing(traces, panels, holes)


def panel_traces(
    scene: Scene, run: paths.DrawnRun, here: Panel, ground: list[Trace]
) -> list[Trace]:
    """Return what the panel of a run shows: the landscape, its path, its start and end."""
    path = paths.trail(run, scene.loss, model=scene.experiment.look.model)
    own = [*ground, path, *point_marks(scene, [run])]
    if len(scene.runs) >= MANY_PANELS:
        own = [smaller(t) if t["meta"]["role"] == "minimum" else t for t in own]
    return [
        layout.on_axes(t, here.suffix) | {"meta": t["meta"] | {"panel": here.name}} for t in own
    ]


def smaller(trace: Trace) -> Trace:
    """Return marks of two thirds the size: a small panel must show more than its minima."""
    sizes = [size * 2 / 3 for size in trace["marker"]["size"]]
    return trace | {"marker": trace["marker"] | {"size": sizes}}


def panel(scene: Scene, run: paths.DrawnRun) -> Panel:
    """Return the panel of a run under its name; its axes move with those of the first."""
    rows, columns = grid(len(scene.runs))
    row, column = divmod(run.place, columns)
    across = equal_part(column, columns, layout.LANDSCAPE[1], GAP)
    down = equal_part(row, rows, 1.0 - TITLE, GAP + TITLE)
    up = 1 - TITLE - down[1], 1 - TITLE - down[0]
    suffix = str(run.place + 2) if run.place else ""  # the axes of the chart are x2 and y2
    x, y = scene.axes
    axes = ({**x, "matches": "x"}, {**y, "matches": "y"}) if run.place else (x, y)
    return Panel(f"run {run.place}", "picture", suffix, axes, across, up, run.name, run.colour)


def grid(count: int) -> tuple[int, int]:
    """Return rows and columns: as many columns as rows, or one or two more."""
    columns = math.ceil(math.sqrt(count))
    return math.ceil(count / columns), columns


def equal_part(place: int, count: int, whole: float, gap: float) -> tuple[float, float]:
    """Return the ends of one of `count` equal parts with gaps between them."""
    size = (whole - gap * (count - 1)) / count
    return place * (size + gap), place * (size + gap) + size
