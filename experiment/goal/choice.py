"""The goal of a comparison: a value, as a link carries it."""

from collections.abc import Mapping
from dataclasses import dataclass

from experiment import limits
from experiment.limits import MAX_STEPS, ExperimentError, Limit, known
from language.wording import shown
from losses.catalogue import Point
from optimizers import RULES
from optimizers.typed import NAME

# What is to be reached, by the word that a link begins with.
KINDS: Mapping[str, str] = {
    "loss": "a loss below a number",
    "reach": "a point",
    "minimum": "the lowest minimum that is known",
    "stay": "no divergence",
}
# What a task may leave to whoever solves it: the rest stays as it is.
CHANGES: Mapping[str, str] = {
    "starts": "the starts",
    "rates": "the learning rates",
    "dials": "the other settings of the optimizers",
    "rules": "the optimizers",
    "steps": "the number of steps",
}
BELOW = Limit("The loss of a goal", -1e300, 1e300, "it is a number {}")
WITHIN = Limit("The distance of a goal", 1e-12, 1e6, "it is a number {}")
WITHIN_STEPS = Limit("The number of steps of a goal", 1, MAX_STEPS, whole=True)


@dataclass(frozen=True)
class Goal:
    """What a run is to reach.

    kind     a key of KINDS
    below    the loss that it must fall below, of the kind `loss`
    point    of the kind `reach`
    within   how near counts, of `reach` and `minimum`; None for a hundredth of the loss's window
    steps    by which it must be done; None for all that the runs take
    rule     only runs of this rule count; empty for all
    start    only runs that start here count; empty for all
    change   keys of CHANGES that may be changed, in their order
    """

    kind: str
    below: float = 0.0
    point: Point = ()
    within: float | None = None
    steps: int | None = None
    rule: str = ""
    start: Point = ()
    change: tuple[str, ...] = tuple(CHANGES)

    def __post_init__(self) -> None:
        known(self.kind, KINDS, "goal")
        _set(self, "below", BELOW.check(self.below) if self.kind == "loss" else 0.0)
        _set(self, "point", limits.start(self.point) if self.kind == "reach" else ())
        near = self.within if self.kind in ("reach", "minimum") else None
        _set(self, "within", None if near is None else WITHIN.check(near))
        _set(self, "start", limits.start(self.start))
        if self.kind == "reach" and not self.point:
            raise ExperimentError("The goal is a point without numbers; it needs 1 or 2.")
        if self.steps is not None:
            _set(self, "steps", WITHIN_STEPS.check(self.steps))
        if self.rule and self.rule not in RULES and not NAME.fullmatch(self.rule):
            raise ExperimentError(f"{shown(self.rule)} is not the name of an optimizer.")
        named = [known(name, CHANGES, "part called") for name in self.change]
        if not named:
            raise ExperimentError("Nothing may be changed, so the goal is no task.")
        _set(self, "change", tuple(name for name in CHANGES if name in named))

    @property
    def points(self) -> tuple[Point, ...]:
        """The points in it, which must fit the loss."""
        return tuple(filter(None, (self.point, self.start)))

    def last(self, steps: int) -> int:
        """Return the step by which it must be done, in runs of so many steps."""
        return steps if self.steps is None else min(steps, self.steps)


def _set(value: object, name: str, part: object) -> None:
    object.__setattr__(value, name, part)  # a frozen value, while it is being made
