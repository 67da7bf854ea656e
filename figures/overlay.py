"""All runs on one landscape, and their losses beside it: one static figure."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
import plotly.graph_objects as go

from experiment import Experiment, Trajectory
from figures import clip, curves, frame, landscape, marks, names, paths
from losses import CATALOGUE, Loss


class Minimum(Protocol):
    """A place where a loss is smallest, as the catalogue and `suggest_view` know it."""

    @property
    def point(self) -> Sequence[float]:
        """Where it is: one number a variable."""

    @property
    def value(self) -> float:
        """The loss there."""


def compare(
    experiment: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[Minimum] = (),
) -> go.Figure:
    """Return the landscape with every run's path, start and end, and the loss curves beside it.

    trajectories  one a run, in the order of the runs: a run's place gives its colour
    minima        the minima to mark; the lowest is what a logarithmic loss axis counts from
    The axes keep to the experiment's window. A path that leaves it for good ends in an arrow on
    the edge. Non-finite values of the loss are holes in the landscape, never an error.
    """
    field = landscape.sample(loss, experiment.window)
    box = framed(experiment, field)
    walks = [paths.on_landscape(run, seen, box) for run, seen in enumerate(trajectories)]
    scale = curves.scale_of(trajectories, experiment.window, [m.value for m in minima])
    traces = [
        ground(experiment, field, minima),
        *(paths.trail(walk, loss) for walk in walks),
        *signs(walks, box, minima),
        *losses_by_step(trajectories, scale, experiment.steps),
    ]
    layout = frame.layout(
        landscape=(axis(loss, 0, box[0]), upright(loss, box[1])),
        chart=(frame.steps(experiment.steps), curves.axis(scale)),
        steps=experiment.steps,
        shapes=landscape.holes(field),
        # Zoom is kept as long as these stay the same.
        revision=repr((experiment.loss, tuple(experiment.constants.items()), experiment.window)),
    )
    # Plotly's own check of every property is left to a test: 2 ms instead of 15 at each rerun.
    return go.Figure(traces, layout, _validate=False)


def framed(experiment: Experiment, field: landscape.Field) -> clip.Box:
    """Return what the landscape's axes show: the window, and with one variable its losses."""
    if len(experiment.window) == 1:
        return experiment.window[0], landscape.view(field)
    return experiment.window[0], experiment.window[1]


def ground(
    experiment: Experiment, field: landscape.Field, minima: Sequence[Minimum]
) -> dict[str, Any]:
    """Return the landscape itself, coloured as the catalogue says or as the values need."""
    known = CATALOGUE.get(experiment.loss)
    floor = min([float(field.finite.min()), *(m.value for m in minima)])
    return landscape.trace(field, floor=floor, logarithmic=known.log_colour if known else None)


def signs(
    walks: Sequence[paths.Walk], box: clip.Box, minima: Sequence[Minimum]
) -> list[dict[str, Any]]:
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


def losses_by_step(
    trajectories: Sequence[Trajectory], scale: curves.Scale, steps: int
) -> list[dict[str, Any]]:
    """Return the curves of the second panel and the marks where they end."""
    walks = curves.walks(trajectories, scale, steps)
    ends = [curves.ending(walk, scale) for walk in walks]
    return [
        *(curves.curve(walk, scale) for walk in walks),
        *(mark for mark in ends if mark is not None),
    ]


def axis(loss: Loss, place: int, ends: tuple[float, float]) -> dict[str, Any]:
    """Return the axis of a variable."""
    return {"title": {"text": names.variable(loss, place)}, "range": list(ends)}


def upright(loss: Loss, ends: tuple[float, float]) -> dict[str, Any]:
    """Return the upright axis of the landscape: the second variable, or the loss."""
    if len(loss.variables) == 2:
        return axis(loss, 1, ends)
    return {"title": {"text": "loss"}, "range": list(ends), "showgrid": True}
