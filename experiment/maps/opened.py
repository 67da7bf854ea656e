"""The experiment behind a pixel of a map: what a click on it opens."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from experiment.maps.axes import Axis, axes
from experiment.model import Experiment


def opened(e: Experiment, place: int, values: Sequence[float]) -> Experiment:
    """Return the experiment at a pixel of its map, the map still in it: the way back leads there.

    place    of the run whose map it is
    values   of the pixel, one for each of `axes(e)`
    From a map of starts all runs begin there; rates and dials are the run's own, and a constant,
    a batch or a noise is changed for all. Raises LossError, ExperimentError and DialError for
    settings that cannot be.
    """
    shown = axes(e)
    if shown and shown[0].role == "variable":
        start = tuple(map(float, values))
        return replace(e, runs=tuple(replace(run, start=start) for run in e.runs))
    for axis, value in zip(shown, values, strict=True):
        e = _with(e, place, axis, float(value))
    return e


def _with(e: Experiment, place: int, axis: Axis, value: float) -> Experiment:
    run, shared = e.runs[place], dict[str, Any]()
    if axis.role == "rate":
        run = run.at_rate(value)
    elif axis.role == "dial":
        run = replace(run, dials={**run.dials, axis.name: value})
    elif axis.role == "batch":
        run = replace(run, batch=int(value))
    elif axis.role == "constant":
        shared["constants"] = {**e.constants, axis.name: value}
    else:
        shared["noise"] = value
    return replace(e, runs=(*e.runs[:place], run, *e.runs[place + 1 :]), **shared)
