"""How the loss bends along a run, and what learning rate that allows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment, Run
from experiment.run import Trajectory
from experiment.stability_limit import Edge, edge_at
from landscape.loading import load
from landscape.minima import KnownMinimum

Array = NDArray[np.float64]
ROUND = 96  # points of an ellipse
REACH = 0.1  # of the window's diagonal: the longest half axis of an ellipse


@dataclass(frozen=True)
class Stability:
    """Where a run stands against its stability limit; `minimum` is None where none was reached."""

    start: Edge | None
    playhead: Edge | None
    minimum: Edge | None


@dataclass(frozen=True, eq=False)
class LocalModel:
    """The loss near a point up to second order.

    point       (d,)
    value       the loss there
    gradient    (d,)
    curvatures  (d,) eigenvalues of the Hessian, rising
    axes        (d, d) a column of unit length for each curvature
    condition   largest over smallest curvature; None unless all are above 0
    outline     (n, d) for two variables: the ellipse on which the curved part d'|H|d / 2 has one
                value, its longest half axis a tenth of the window's diagonal. For one variable
                (n, 2): the parabola itself, points (x, value).
    """

    point: Array
    value: float
    gradient: Array
    curvatures: Array
    axes: Array
    condition: float | None
    outline: Array


def stability(e: Experiment, run: Run, trajectory: Trajectory, step: int = 0) -> Stability:
    """Return the stability limits at the start, at `step`, and at the minimum reached or circled.

    A place without finite second derivatives has none. Raises LossError.
    """
    loss, points = load(e), trajectory.points
    if not len(points):
        return Stability(None, None, None)
    row = min(max(step, 0), len(points) - 1)
    minimum: KnownMinimum | None = trajectory.verdict.minimum
    return Stability(
        start=edge_at(loss, run, points[0], 0),
        playhead=edge_at(loss, run, points[row], row),
        minimum=edge_at(loss, run, np.asarray(minimum.point)) if minimum else None,
    )


def local_model(e: Experiment, point: Array | tuple[float, ...]) -> LocalModel | None:
    """Return the quadratic model at a point (d,); None without finite derivatives there.

    Raises LossError.
    """
    loss, here = load(e), np.asarray(point, float)
    value, gradient, hessian = float(loss.value(here)), loss.gradient(here), loss.hessian(here)
    if not (np.isfinite(value) and np.isfinite(gradient).all() and np.isfinite(hessian).all()):
        return None
    curvatures, axes = np.linalg.eigh(hessian)
    low, high = float(curvatures[0]), float(curvatures[-1])
    return LocalModel(
        point=here,
        value=value,
        gradient=gradient,
        curvatures=curvatures,
        axes=axes,
        condition=high / low if low > 0 else None,
        outline=_parabola(e, here, value, slope=float(gradient[0]), bend=low)
        if len(here) == 1
        else _ellipse(e, here, curvatures, axes),
    )


def _ellipse(e: Experiment, here: Array, curvatures: Array, axes: Array) -> Array:
    """Return the ellipse (n, 2); a direction without curvature is cut to the longest half axis."""
    bent = np.abs(curvatures)
    if bent.max() == 0:
        return np.empty((0, 2))
    reach = REACH * float(np.hypot.reduce([high - low for low, high in e.window]))
    least = max(float(bent.min()), 1e-8 * float(bent.max()))
    halves = reach * np.sqrt(least / np.maximum(bent, least))
    turns = np.linspace(0, 2 * np.pi, ROUND + 1)
    circle = np.stack([np.cos(turns), np.sin(turns)])
    return np.asarray(here + (axes @ (halves[:, None] * circle)).T)


def _parabola(e: Experiment, here: Array, value: float, *, slope: float, bend: float) -> Array:
    (low, high) = e.window[0]
    x = np.linspace(low, high, ROUND + 1)
    away = x - here[0]
    with np.errstate(all="ignore"):  # a run far out has a parabola that overflows here
        model = value + slope * away + bend * away**2 / 2
    return np.asarray(np.stack([x, model], axis=-1)[np.isfinite(model)])
