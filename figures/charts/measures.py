"""What the chart can show of a run besides its loss: one number a row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiment import Trajectory, quantities
from optimizers import RULES

Array = npt.NDArray[np.float64]
Places = Sequence[Sequence[float]]  # the points of the minima that are known


@dataclass(frozen=True)
class Measure:
    """A quantity of a run: (n,) one a row, not a number where the run has none.

    signed  whether it can be negative, so that decades would lose half of it
    axis    place of the variable that it belongs to, None for all of them
    """

    title: str
    of: Callable[[Trajectory, Places], Array]
    signed: bool = False
    axis: int | None = None


def slope(one: Trajectory) -> Array:
    """Return the lengths (n,) of a run's gradients."""
    with np.errstate(over="ignore"):  # hypot squares nothing; two coordinates near 1e308 remain
        length: Array = np.hypot.reduce(np.abs(one.gradients), axis=1)
    return np.minimum(length, np.finfo(float).max)


def step_length(one: Trajectory) -> Array:
    """Return how far the update that leaves each row moves the point; the last is yet to come."""
    moved = quantities(one).get("step", one.points)
    with np.errstate(over="ignore", invalid="ignore"):
        length: Array = np.hypot.reduce(np.abs(moved), axis=1)
    return np.minimum(length, np.finfo(float).max)


def distance(one: Trajectory, places: Places) -> Array:
    """Return the distance to the nearest minimum that is known, or was found where it ended."""
    found = [one.verdict.minimum.point] if one.verdict.minimum else []
    places = [*places, *found]
    if not places:
        return np.full(len(one.points), np.nan)
    with np.errstate(over="ignore"):
        away = one.points[:, None] - np.array(places)
        nearest: Array = np.hypot.reduce(np.abs(away), axis=2).min(axis=1)
    return nearest


def coordinate(part: Array, axis: int) -> Array:
    """Return a coordinate of (n, d), the last one where there are fewer."""
    return part[:, min(axis, part.shape[1] - 1)]


def state(one: Trajectory, says: str, axis: int) -> Array:
    """Return a coordinate of the first state of the rule whose meaning says this."""
    terms = RULES[one.run.rule].terms
    for name, part in one.internals.items():
        if says in terms[name].meaning:
            return coordinate(part, axis)
    return np.full(len(one.points), np.nan)


def by_coordinate(
    title: str, of: Callable[[Trajectory, int], Array], *, signed: bool = False
) -> tuple[Measure, Measure]:
    """Return the measure of the first coordinate and that of the second."""
    first = Measure(title, lambda one, _: of(one, 0), signed, 0)
    return first, Measure(title, lambda one, _: of(one, 1), signed, 1)


RATE = by_coordinate("effective learning rate", lambda one, axis: coordinate(one.rates, axis))
MEAN = by_coordinate("m", lambda one, axis: state(one, "of the gradients", axis), signed=True)
SQUARE = by_coordinate("accumulated squares", lambda one, axis: state(one, "squared", axis))

# By the words of a link.
MEASURES: Mapping[str, Measure] = {
    "gradient": Measure("gradient norm", lambda one, _: slope(one)),
    "step": Measure("step length", lambda one, _: step_length(one)),
    "distance": Measure("distance to the nearest known minimum", distance),
    "rate": RATE[0],
    "rate2": RATE[1],
    "mean": MEAN[0],
    "mean2": MEAN[1],
    "square": SQUARE[0],
    "square2": SQUARE[1],
}
