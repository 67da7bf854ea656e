"""All runs on one landscape, and their charts beside it."""

from collections.abc import Sequence

from figures.layout import Drawing, Panel, Trace
from figures.traces import field, landscape, marks, paths
from figures.views import local_model
from figures.views.parts import Scene


def overlay(scene: Scene) -> Drawing:
    """Return the landscape with every run's path, start and end, and the curves beside it."""
    model = scene.experiment.look.model
    traces = [
        *landscape_traces(scene),
        *(paths.trail(run, scene.loss, model=model) for run in scene.runs),
        *(local_model.models(scene) if model else ()),
        *point_marks(scene, scene.runs),
    ]
    panel = Panel("landscape", "picture", "", scene.axes)
    return scene.drawing(traces, [panel], landscape.holes(scene.field))


def landscape_traces(scene: Scene, every: int = 1) -> list[Trace]:
    """Return the landscape, of every n-th point of its grid, and what the look draws on it."""
    look = scene.experiment.look
    if scene.one_variable:
        return [landscape.curve(scene.field)]
    return [
        landscape.contour(scene.field, scene.levels, every),
        *([field.arrows(scene.loss, scene.experiment.window)] if look.arrows else []),
        *([field.level_losses(scene.field, scene.levels)] if look.values else []),
    ]


def point_marks(scene: Scene, runs: Sequence[paths.DrawnRun]) -> list[Trace]:
    """Return the minima, and the starts and ends of these runs."""
    seen = scene.seen_minima()
    stars = [marks.minima(seen)] if seen else []
    return [*stars, *marks.ends(runs), *marks.starts(runs)]
