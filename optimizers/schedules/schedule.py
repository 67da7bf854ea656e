"""What a schedule is: a factor on the learning rate, as a function of the step counted from 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers.dial import Dial, Value, complete
from optimizers.formulas.evaluate import Array

WARMUP = (
    Dial("warmup_steps", "w", 0.0, "steps of rising before the schedule begins",
         low=0.0, high=1e4, whole=True),
    Dial("warmup_from", "w_0", 0.0, "factor that the rising begins with",
         low=0.0, high=1.0, needs="warmup_steps"),
)  # fmt: skip


def no_conflict(dials: Mapping[str, Value]) -> None:
    """The check of a schedule whose dials never contradict each other."""


@dataclass(frozen=True, eq=False)
class Schedule:
    """A factor on the learning rate. The first update sees step 0; after a warm-up, 0 again."""

    name: str
    title: str
    own: tuple[Dial, ...]
    shape: Callable[[Array, Any], Array]  # steps since the warm-up, dials -> factors
    equation: str  # LaTeX, k the step
    meaning: str
    check: Callable[[Mapping[str, Value]], None] = no_conflict

    @property
    def dials(self) -> tuple[Dial, ...]:
        """The schedule's own dials and the two of the warm-up."""
        return self.own + WARMUP

    def complete(self, given: Mapping[str, Any]) -> dict[str, Value]:
        """Every dial with its value, the given ones checked; raises DialError."""
        dials = complete(self.name, self.dials, given)
        self.check(dials)
        return dials

    def factor(self, k: Any, **given: Any) -> Array:
        """The factors at the steps `k`, any shape; raises DialError for unusable dials."""
        dials: dict[str, Any] = self.complete(given)
        k = np.asarray(k, float)
        warmup, low = dials["warmup_steps"], dials["warmup_from"]
        after = self.shape(np.maximum(k - warmup, 0.0), dials)
        rising = low + (1 - low) * (k / max(warmup, 1.0))
        return np.where(k < warmup, rising, after)
