"""What the curves of a chart measure of a run: one number a row."""

from collections.abc import Callable, Mapping

import numpy as np

from experiment import Curve, Trajectory, quantities
from figures.clip import Array
from figures.traces.paths import lengths

Points = tuple[tuple[float, ...], ...]  # of the minima that are known


def measured(run: Trajectory, curve: Curve, minima: Points) -> Array:
    """Return what a curve measures of a run, (n,) one a row; NaN where the run has none."""
    measure = QUANTITIES.get(curve.quantity)
    parts = measure(run, minima) if measure else state(run, curve.quantity)
    if curve.coordinate is None:
        return parts
    return parts[:, min(curve.coordinate, parts.shape[1] - 1)]


def state(run: Trajectory, role: str) -> Array:
    """Return the state (n, d) of the run's rule that has this role."""
    terms = run.run.update.terms
    found = (part for name, part in run.internals.items() if terms[name].role == role)
    return next(found, np.full_like(run.points, np.nan))


def step_length(run: Trajectory) -> Array:
    """Return how far the update that leaves each row moves the point; the last is yet to come."""
    return lengths(quantities(run).get("step", run.points))


def distance(run: Trajectory, minima: Points) -> Array:
    """Return the distance to the nearest minimum that is known, or was found where it ended."""
    reached = run.verdict.minimum
    places = [*minima, reached.point] if reached else [*minima]
    if not places:
        return np.full(len(run.points), np.nan)
    with np.errstate(over="ignore"):
        away = run.points[:, None] - np.array(places)
        nearest: Array = np.hypot.reduce(np.abs(away), axis=2).min(axis=1)
    return nearest


# (n,) each, or (n, d) for what every variable has of its own; all others are states of a rule.
QUANTITIES: Mapping[str, Callable[[Trajectory, Points], Array]] = {
    "loss": lambda run, minima: run.losses,
    "batch": lambda run, minima: run.losses if run.batch_losses is None else run.batch_losses,
    "gradient": lambda run, minima: lengths(run.gradients),
    "step": lambda run, minima: step_length(run),
    "distance": distance,
    "rate": lambda run, minima: run.rates,
}
