"""How the loss bends along a run, and what learning rate that allows."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment, Run
from experiment.run import Trajectory
from landscape import load, look_at
from losses import Loss
from optimizers.engine.batches import batches, epoch_of

Array = NDArray[np.float64]
OUTLINE_PIECES = 96  # straight pieces of an ellipse or a parabola
REACH = 0.1  # of the window's diagonal: the longest half axis of an ellipse
FLATTEST = 1e-8  # of the largest curvature: less is drawn as so much
RATES = (1e-15, 1e3)  # no learning rate is near a limit beyond these
MAX_BATCHES = 200  # whose curvatures are compared
LOST = ("diverged", "diverging")  # endings of runs whose way out tells nothing of the loss


@dataclass(frozen=True)
class Edge:
    """The largest curvature of the loss at a point, and the learning rate that it allows.

    limit   2 / curvature for gd, 2 (1 + momentum) / curvature for momentum; None for a rule that
            has no such limit and where the loss does not bend upwards
    step    of the run, None at a minimum that it may never have touched
    """

    point: tuple[float, ...]
    curvature: float
    limit: float | None
    step: int | None = None


@dataclass(frozen=True)
class Stability:
    """Where a run stands against its stability limit; `minimum` is None where none was reached."""

    start: Edge | None
    playhead: Edge | None
    minimum: Edge | None


@dataclass(frozen=True, eq=False)
class LocalModel:
    """The loss near a point (d,) up to second order.

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

    A place without finite second derivatives has none, nor has one so far out or so steep that its
    limit says nothing: the way out of a run that diverges. Raises LossError.
    """
    points, reached = trajectory.points, trajectory.verdict.minimum
    if not len(points):
        return Stability(None, None, None)
    row = min(max(step, 0), len(points) - 1)
    lost = trajectory.verdict.kind in LOST and look_at(e).outside(points[row])
    return Stability(
        start=_edge(e, run, points[0], 0),
        playhead=None if lost else _edge(e, run, points[row], row),
        minimum=_edge(e, run, np.asarray(reached.point)) if reached else None,
    )


def _edge(e: Experiment, run: Run, point: Array, step: int | None = None) -> Edge | None:
    curvatures = look_at(e).curvatures(point)
    if curvatures is None:
        return None
    largest = float(curvatures[-1])
    limit = run.update.rate_limit(run.dials, largest)
    if limit is not None and not RATES[0] <= limit <= RATES[1]:
        return None
    return Edge(tuple(map(float, point)), largest, limit, step)


def batch_limit(e: Experiment, run: Run, point: tuple[float, ...]) -> float | None:
    """Return the limit of the steepest of the batches that a run sees first, at a point.

    A learning rate above it throws the run back whenever that batch comes. None without batches,
    and where no batch bends upwards. Raises LossError.
    """
    size = e.batch(run)
    if not size or not e.data:
        return None
    updates = min(epoch_of(e.data.count, size), MAX_BATCHES)
    rows = batches(e.data.count, size, updates=updates, seed=e.seed, order=e.data.order)
    largest = _steepest(load(e), tuple(map(tuple, rows)), point)
    return None if largest is None else run.update.rate_limit(run.dials, largest)


@lru_cache(maxsize=64)
def _steepest(
    loss: Loss, rows: tuple[tuple[int, ...], ...], point: tuple[float, ...]
) -> float | None:
    """Return the largest curvature that any of these batches has at a point."""
    bends = np.array([loss.of_rows(batch).hessian(point) for batch in rows])
    bends = bends[np.isfinite(bends).all(axis=(1, 2))]
    return float(np.linalg.eigvalsh(bends)[:, -1].max()) if len(bends) else None


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
    if len(here) == 1:
        outline = _parabola(e, here, value, slope=float(gradient[0]), bend=low)
    else:
        outline = _ellipse(e, here, curvatures, axes)
    condition = high / low if low > 0 else None
    return LocalModel(here, value, gradient, curvatures, axes, condition, outline)


def _ellipse(e: Experiment, here: Array, curvatures: Array, axes: Array) -> Array:
    """Return the ellipse (n, 2); a direction without curvature is cut to the longest half axis."""
    bent = np.abs(curvatures)
    if bent.max() == 0:
        return np.empty((0, 2))
    least = max(float(bent.min()), FLATTEST * float(bent.max()))
    halves = REACH * look_at(e).diagonal * np.sqrt(least / np.maximum(bent, least))
    turns = np.linspace(0, 2 * np.pi, OUTLINE_PIECES + 1)
    circle = np.stack([np.cos(turns), np.sin(turns)])
    return np.asarray(here + (axes @ (halves[:, None] * circle)).T)


def _parabola(e: Experiment, here: Array, value: float, *, slope: float, bend: float) -> Array:
    x = np.linspace(*e.window[0], OUTLINE_PIECES + 1)
    away = x - here[0]
    with np.errstate(all="ignore"):  # a run far out has a parabola that overflows here
        model = value + slope * away + bend * away**2 / 2
    return np.asarray(np.stack([x, model], axis=-1)[np.isfinite(model)])
