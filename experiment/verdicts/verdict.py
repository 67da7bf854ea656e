"""The value of a verdict."""

from dataclasses import dataclass
from typing import Literal

from landscape import KnownMinimum

Kind = Literal[
    "converged",
    "stationary",
    "plateau",
    "cycling",
    "moving",
    "diverged",
    "left_domain",
    "unbounded",
]


@dataclass(frozen=True)
class Verdict:
    """One word, the step it refers to, one sentence.

    minimum   the one that a converged run reached, or that a cycling run circles
    period    steps of one round of a cycling run
    """

    kind: Kind
    step: int
    sentence: str
    minimum: KnownMinimum | None = None
    period: int | None = None
