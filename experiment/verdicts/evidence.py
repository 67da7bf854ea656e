"""What a verdict is, what it is judged by, and how its sentences name places."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from experiment.model import Run
from landscape import KnownMinimum, Landscape
from landscape.landscape import EQUAL
from language.wording import readable
from optimizers import Beside

Array = NDArray[np.float64]
# Every kind of verdict, and how a run ended in a word or two: most sentences begin with them.
KINDS: Mapping[str, str] = {
    "converged": "converged",
    "stationary": "stationary",
    "plateau": "crawling",
    "cycling": "cycling",
    "hovering": "settled into noise",
    "moving": "still moving",
    "diverging": "diverging",
    "diverged": "diverged",
    "left_domain": "left the domain",
    "unbounded": "unbounded below",
}
SETTLED_ROWS = 5  # at the end that must agree before a run counts as settled


@dataclass(frozen=True)
class Verdict:
    """How a run ended.

    kind      one of KINDS
    step      the one that the kind refers to
    minimum   the one that a converged run reached, or that a run cycles or hovers around
    period    steps of one cycle of a cycling run
    stuck     whether a moving run no longer changes its point
    """

    kind: str
    step: int
    sentence: str
    minimum: KnownMinimum | None = None
    period: int | None = None
    stuck: bool = False

    @property
    def word(self) -> str:
        """The kind in a word or two: "still moving"."""
        return "stuck" if self.stuck else KINDS[self.kind]


@dataclass(frozen=True, eq=False)
class Walk:
    """The kept rows of a run, at least one, on the landscape that it is judged by."""

    points: Array  # (n + 1, d)
    losses: Array  # (n + 1,)
    gradients: Array  # (n + 1, d)
    rates: Array  # (n + 1, d)
    internals: Mapping[str, Array]  # {name: (n + 1, d)}
    run: Run
    land: Landscape
    noisy: bool = False  # its gradients differ from those of the loss by chance
    batch_losses: Array | None = None  # its updates are judged as if they saw all rows

    @property
    def beside(self) -> Beside:
        """What its updates could ask of the loss alone."""
        return Beside(self.land.loss, None)

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

    @property
    def quarter(self) -> int:
        """A quarter of its steps."""
        return self.last // 4

    def before_end(self, steps: int) -> Array:
        """Return the point (d,) so many steps before the last."""
        return np.asarray(self.points[-1 - steps])

    @property
    def stands_still(self) -> bool:
        """Whether its last rows are one and the same point."""
        return bool((self.points[-SETTLED_ROWS:] == self.end).all())

    def settled(self, first: int) -> bool:
        """Return whether a run that stays somewhere from that row on has come to rest there.

        A rule without a memory rests at once where the gradient is zero; others may pass by.
        """
        at_once = not (self.internals or self.pulled or self.gradients[-1].any())
        return first <= (self.last if at_once else max(self.last - SETTLED_ROWS + 1, 0))

    def stays_within(self, radius: float, point: Array) -> int:
        """Return the first row from which on all lie so near to the point; n + 1 if none does."""
        return stays_within(self.points, point, radius)

    @cached_property
    def gradient(self) -> Array:
        """The gradient (d,) of the loss itself at the last point, without noise."""
        return self.land.loss.gradient(self.end)

    @cached_property
    def hessian(self) -> Array:
        """The second derivatives (d, d) at the last point."""
        return self.land.loss.hessian(self.end)


def stays_within(points: Array, point: Array, radius: float) -> int:
    """Return the first row of points (n + 1, d) from which on all lie so near to the point (d,).

    n + 1 if none does.
    """
    far = np.linalg.norm(points - point, axis=-1) > radius
    return int(np.flatnonzero(far)[-1]) + 1 if far.any() else 0


def where(walk: Walk) -> str:
    """Return in words where a run ended, if there is anything to say of it."""
    return ", outside the window" if walk.land.outside(walk.end) else beside(walk.end, walk.land)


def beside(point: Array, land: Landscape) -> str:
    """Return in words how far the minimum is in whose neighbourhood the point lies, if any."""
    minimum = land.close_minimum(point)
    if minimum is None:
        return ""
    gap = land.distance(point, minimum.point)
    return f", {f'{readable(gap)} from' if gap else 'on'} {named(minimum, land)}"


def named(minimum: KnownMinimum, land: Landscape) -> str:
    """Return the name that a minimum has in every verdict: "the local minimum at x = 1".

    The catalogue knows the lowest of the usual window; outside it there may be lower ones.
    """
    place = at(minimum.point, land)
    if minimum.value < land.lowest - EQUAL * max(1.0, abs(land.lowest)):
        return f"a lower minimum outside the window, at {place}"
    return f"the {'' if minimum.lowest else 'local '}minimum at {place}"


def at(point: Array | tuple[float, ...], land: Landscape) -> str:
    """Return a point in words: `x = 0.8376` or `(3, 2)`."""
    numbers = [readable(x if abs(x) > 1e-6 * land.diagonal else 0.0) for x in point]
    if len(numbers) == 1:
        return f"{land.loss.variables[0]} = {numbers[0]}"
    return f"({', '.join(numbers)})"
