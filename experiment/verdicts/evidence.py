"""What a verdict is judged by: the rows of a run and the landscape, and places in words."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiment.model import Run
from landscape import Landscape

Array = NDArray[np.float64]
Scene = Landscape  # of an experiment: what all of its runs are judged by
ROWS = 5  # rows at the end that must agree before a run counts as settled


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


def beside(point: Array, scene: Scene) -> str:
    """Return in words how far the minimum is in whose neighbourhood the point lies, if any."""
    minimum = scene.close_minimum(point)
    if minimum is None:
        return ""
    gap = in_words(scene.distance(point, minimum.point))
    return f", {gap} from the minimum at {at(minimum.point, scene)}"


def at(point: Array | tuple[float, ...], scene: Scene) -> str:
    """Return a point in words: `x = 0.8376` or `(3, 2)`."""
    numbers = [in_words(x if abs(x) > 1e-6 * scene.diagonal else 0.0) for x in point]
    if len(numbers) == 1:
        return f"{scene.loss.variables[0]} = {numbers[0]}"
    return f"({', '.join(numbers)})"


def in_words(number: float) -> str:
    """Return a number with four significant digits and a true minus sign."""
    mantissa, mark, exponent = f"{number:.4g}".partition("e")
    return (f"{mantissa}e{int(exponent)}" if mark else mantissa).replace("-", "−")
