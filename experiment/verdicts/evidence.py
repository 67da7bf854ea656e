"""What a verdict is judged by: the rows of a run, the loss, its window and its known minima."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment, Run
from landscape.loading import load
from landscape.minima import KnownMinimum, lowest_known, minima
from losses import Loss

Array = NDArray[np.float64]
NEAR = 1e-4  # of the window's diagonal: a distance that no eye can see
CLOSE = 0.05  # of the diagonal: the neighbourhood of a minimum
ROWS = 5  # rows at the end that must agree before a run counts as settled


@dataclass(frozen=True, eq=False)
class Scene:
    """The loss of all runs of an experiment."""

    loss: Loss
    window: tuple[tuple[float, float], ...]
    minima: tuple[KnownMinimum, ...]
    lowest: float  # value that is known

    @cached_property
    def diagonal(self) -> float:
        """Length of the window's diagonal."""
        return float(np.hypot.reduce([high - low for low, high in self.window]))

    @property
    def near(self) -> float:
        """The distance below which two points count as one."""
        return NEAR * self.diagonal

    @cached_property
    def slope(self) -> float:
        """The usual length of the gradient: upper quartile over the window."""
        axes = [np.linspace(low, high, 17) for low, high in self.window]
        grid = np.stack(np.meshgrid(*axes), axis=-1)
        lengths = np.linalg.norm(self.loss.gradient(grid), axis=-1)
        finite = lengths[np.isfinite(lengths)]
        return float(np.quantile(finite, 0.75)) if finite.size else 0.0

    @cached_property
    def floor(self) -> float:
        """The lowest known value of the loss; infinite where no minimum is known."""
        return min((m.value for m in self.minima), default=np.inf)

    def outside(self, point: Array) -> bool:
        """Say whether the point lies outside the window."""
        return any(not low <= x <= high for x, (low, high) in zip(point, self.window, strict=True))

    def distance(self, point: Array, other: Array | tuple[float, ...]) -> float:
        return float(np.linalg.norm(point - np.asarray(other)))

    def nearest_minimum(self, point: Array) -> KnownMinimum | None:
        """Return the known minimum next to the point, None where none is known."""
        return min(self.minima, key=lambda m: self.distance(point, m.point), default=None)

    def close_minimum(self, point: Array) -> KnownMinimum | None:
        """Return the known minimum whose neighbourhood the point lies in, if any."""
        nearest = self.nearest_minimum(point)
        if nearest and self.distance(point, nearest.point) <= CLOSE * self.diagonal:
            return nearest
        return None

    def beside(self, point: Array) -> str:
        """Return in words how far the minimum is in whose neighbourhood the point lies, if any."""
        minimum = self.close_minimum(point)
        if minimum is None:
            return ""
        gap = in_words(self.distance(point, minimum.point))
        return f", {gap} from the minimum at {self.at(minimum.point)}"

    def at(self, point: Array | tuple[float, ...]) -> str:
        """Return a point in words: `x = 0.8376` or `(3, 2)`."""
        numbers = [in_words(x if abs(x) > 1e-6 * self.diagonal else 0.0) for x in point]
        if len(numbers) == 1:
            return f"{self.loss.variables[0]} = {numbers[0]}"
        return f"({', '.join(numbers)})"


@dataclass(frozen=True, eq=False)
class Walk:
    """The kept rows of a run, at least one."""

    points: Array  # (n + 1, d)
    losses: Array  # (n + 1,)
    gradients: Array  # (n + 1, d)
    rates: Array  # (n + 1, d)
    internals: Mapping[str, Array]  # {name: (n + 1, d)}
    run: Run

    @property
    def pulled(self) -> bool:
        """Whether weight decay pulls it towards zero, besides the loss."""
        return bool(self.run.dials.get("weight_decay"))

    @property
    def last(self) -> int:
        return len(self.points) - 1

    @property
    def end(self) -> Array:
        return np.asarray(self.points[-1])

    def settled(self, first: int) -> bool:
        """Say whether a run that stays somewhere from that row on has come to rest there.

        A rule without a memory rests at once where the gradient is zero, others may pass by.
        """
        at_once = not (self.internals or self.pulled or self.gradients[-1].any())
        return first <= (self.last if at_once else max(self.last - ROWS + 1, 0))

    def stays_within(self, radius: float, point: Array) -> int:
        """Return the first row from which on all lie so near to the point; n + 1 if none does."""
        far = np.linalg.norm(self.points - point, axis=-1) > radius
        return int(np.flatnonzero(far)[-1]) + 1 if far.any() else 0


def scene_of(e: Experiment) -> Scene:
    """Return what the runs of an experiment are judged by. Raises LossError."""
    return Scene(load(e), e.window, minima(e), lowest_known(e))


def in_words(number: float) -> str:
    """Return a number with four significant digits and a true minus sign."""
    mantissa, mark, exponent = f"{number:.4g}".partition("e")
    return (f"{mantissa}e{int(exponent)}" if mark else mantissa).replace("-", "−")
