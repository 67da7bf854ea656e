"""All runs on one landscape, and their charts beside it: one static figure."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from figures import clip
from figures import layout as frame
from figures.traces import field, landscape, marks, paths
from figures.views import local_model
from figures.views.parts import Minimum, Scene

Trace = dict[str, Any]


def overlay(scene: Scene) -> frame.Drawing:
    """Return the landscape with every run's path, start and end, and the curves beside it."""
    model = scene.experiment.look.model
    traces = [
        *grounds(scene),
        *(paths.trail(walk, scene.loss, model=model) for walk in scene.walks),
        *(local_model.bowls(scene) if model else ()),
        *signs(scene.walks, scene.box, scene.minima),
        *charted(scene),
    ]
    panels = [frame.landscape(scene.axes), *scene.beside]
    layout = frame.layout(
        panels,
        steps=scene.experiment.steps,
        variables=scene.loss.variables,
        shapes=landscape.holes(scene.field),
        revision=scene.revision,
    )
    return frame.Drawing(traces, layout)


def grounds(scene: Scene, every: int = 1) -> list[Trace]:
    """Return the landscape, coloured as the catalogue says or as the values need, and its signs."""
    look = scene.experiment.look
    if scene.flat:
        return [landscape.slope(scene.field)]
    return [
        landscape.contour(scene.field, scene.levels, every),
        *([field.arrows(scene.loss, scene.experiment.window)] if look.arrows else []),
        *([field.values(scene.field, scene.levels)] if look.values else []),
    ]


def signs(walks: Sequence[paths.Walk], box: clip.Box, minima: Sequence[Minimum]) -> list[Trace]:
    """Return the minima, starts and ends that the landscape shows."""
    places = [tuple(m.point) if len(m.point) == 2 else (m.point[0], m.value) for m in minima]
    lowest = min((m.value for m in minima), default=0.0)
    near = [m.value <= lowest + 1e-9 * max(1.0, abs(lowest)) for m in minima]
    seen = [
        (x, y, best)
        for (x, y), best in zip(places, near, strict=True)
        if clip.inside(np.array([[x, y]]), box)[0]
    ]
    ends = [marks.end(walk) for walk in walks]
    return [
        *([marks.minima(seen)] if seen else []),
        *(mark for mark in ends if mark is not None),
        *marks.starts(walks),
    ]


def charted(scene: Scene) -> list[Trace]:
    """Return what the charts show."""
    return [trace for chart in scene.charts for trace in chart.traces(scene.seen, scene.loss)]
