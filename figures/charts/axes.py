"""The vertical axis of a chart: what it measures, and ends that a divergence cannot stretch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from experiment import Curve, KnownMinimum, Trajectory
from figures.charts.measures import Points, measured
from figures.clip import Array
from language.wording import readable

MAX_DECADES = 12.0  # further down a loss is only rounding error
MIN_DECADES = 1.3  # decades that make a logarithmic axis worth its trouble: a factor of 20
BELOW = 1e-9  # of its lower end: where a logarithmic axis draws what has no logarithm
Floor = tuple[float, str]  # what a logarithmic axis counts from, and the title that says so


@dataclass(frozen=True)
class Scale:
    """How a curve measures runs: as they are, or as the logarithm of what lies above `floor`.

    minima     the points of those that are known
    low, high  ends of the axis, above the floor
    """

    curve: Curve
    minima: Points
    logarithmic: bool
    floor: float
    title: str
    low: float
    high: float

    def of(self, run: Trajectory) -> Array:
        """Return what the axis measures of a run, as heights (n,), one a row."""
        return self.heights(measured(run, self.curve, self.minima) - self.floor)

    def heights(self, amounts: Array) -> Array:
        """Return amounts above the floor as heights: logarithms on a logarithmic axis."""
        if not self.logarithmic:
            return amounts
        # A loss at the floor has no logarithm: its line runs off the lower edge instead.
        return np.log10(np.maximum(amounts, self.low * BELOW))

    def amounts(self, heights: Array) -> Array:
        """Return what is written at these heights of the axis."""
        return 10.0**heights if self.logarithmic else heights

    @property
    def note(self) -> dict[str, Any]:
        """What the player must know to measure a run itself."""
        least = self.low * BELOW if self.logarithmic else None
        return {
            "quantity": self.curve.quantity,
            "coordinate": self.curve.coordinate,
            "floor": self.floor,
            "least": least,
        }

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis as heights, with a little air."""
        low, high = (float(h) for h in self.heights(np.array([self.low, self.high])))
        pad = 0.05 * (high - low) or max(0.5, 0.1 * abs(low))
        return low - pad, high + pad

    @property
    def axis(self) -> dict[str, Any]:
        """The settings of the axis."""
        low, high = self.ends
        settings: dict[str, Any] = {"title": {"text": self.title}, "range": [low, high]}
        if self.logarithmic:
            every = max(1, round((high - low) / 6))
            settings |= {"type": "log", "dtick": every, "exponentformat": "power"}
        return settings


def scale_of(
    runs: Sequence[Trajectory],
    window: Sequence[tuple[float, float]],
    minima: Sequence[KnownMinimum],
    *,
    curve: Curve,
    variables: Sequence[str],
) -> Scale:
    """Choose the axis of a curve from what these runs do inside the window.

    variables  what the picture calls them
    """
    points, title = tuple(m.point for m in minima), curve.named(curve.title, variables)
    amounts = amounts_in_window(runs, window, [measured(run, curve, points) for run in runs])
    from_zero = None if curve.signed else (0.0, title)
    floor = FLOORS[curve.name](amounts, minima) if curve.name in FLOORS else from_zero
    if floor and (ends := decades(amounts - floor[0])):
        return Scale(curve, points, True, *floor, *ends)
    return Scale(curve, points, False, 0.0, title, float(amounts.min()), float(amounts.max()))


def decades(above: Array) -> tuple[float, float] | None:
    """Return the ends of an axis by decades of these amounts; None when none is above 0."""
    positive = above[above > 0]
    if not positive.size:
        return None
    top = float(positive.max())
    return max(float(positive.min()), top * 10.0**-MAX_DECADES), top


def amounts_in_window(
    runs: Sequence[Trajectory],
    window: Sequence[tuple[float, float]],
    amounts: Sequence[Array],
) -> Array:
    """Return the amounts (m,) at all points inside the window; at the starts when none is inside.

    amounts  of each run, (n,) one a row
    """
    low, high = np.array(window).T
    inside = [np.all((run.points >= low) & (run.points <= high), axis=1) for run in runs]
    kept = [own[held] for own, held in zip(amounts, inside, strict=True)]
    starts = [own[:1] for own in amounts]
    for parts in (kept, starts):
        found = np.concatenate([*parts, np.zeros(0)])
        if np.isfinite(found).any():
            return np.asarray(found[np.isfinite(found)])
    return np.array([0.0, 1.0])


def reference(losses: Array, minima: Sequence[KnownMinimum]) -> tuple[float, bool]:
    """Return the lowest loss known or reached, and whether a run lies below what is known."""
    low, best = float(losses.min()), min((m.value for m in minima), default=0.0)
    if not minima or low < best - 1e-9 * max(1.0, abs(best)):
        return low, True
    return 0.0 if abs(best) < 1e-12 else best, False


def where_worth_it(losses: Array, minima: Sequence[KnownMinimum]) -> Floor | None:
    """Count from the lowest minimum known, or from 0 without one, where that shows decades."""
    floor, reached = reference(losses, minima)
    which = "lowest reached" if reached else "minimum"
    title = f"loss above the {which}, {readable(floor)}"
    if not minima or not (floor or reached):
        floor, title = 0.0, "loss"
    ends = decades(losses - floor) if minima or losses.min() > 0 else None
    return (floor, title) if ends and np.log10(ends[1] / ends[0]) >= MIN_DECADES else None


def from_best(losses: Array, minima: Sequence[KnownMinimum]) -> Floor:
    """Count from the lowest minimum known, or else from the lowest loss reached."""
    floor, reached = reference(losses, minima)
    which = "the lowest reached"
    if not reached:
        which = "the lowest found" if minima[0].origin == "found" else "the catalogue’s minimum"
    return floor, f"loss above {which}, {readable(floor)}"


# What a curve of the loss counts from; all others count from 0.
FLOORS: Mapping[str, Callable[[Array, Sequence[KnownMinimum]], Floor | None]] = {
    "auto": where_worth_it,
    "linear": lambda losses, minima: None,
    "best": from_best,
}
