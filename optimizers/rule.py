"""What a rule is, and what the engine tells it.

A rule is written for arrays of any shape, elementwise, in the letters of its paper. `init` gives
the state at a start, `update` is told all settings once and returns the function of one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizers.dial import Dial, Value, complete
from optimizers.formulas.formula import Line, Symbol
from optimizers.formulas.latex import equation

Array = NDArray[np.float64]
State = tuple[Array, ...]  # each (d, K), in the order of `init`
Step = Callable[[int, Array, Array, State], tuple[Array, State, Array]]
Dials = Mapping[str, Value]


class Plan:
    """The settings of a group of K lanes of one rule, for every step.

    Numbers have a shape `S` that broadcasts against the points (d, K): (1,) where all lanes
    agree, (K,) where they do not, (d, K) in small groups.

    dials   numbers S; switches and choices are shared by the whole group
    lr      (n + 1, *S) learning rate of each step, schedule included
    t       (n + 1, 1 ...) number of the update, from 1
    """

    def __init__(self, dials: Mapping[str, Any], lr: Array) -> None:
        self.dials = dials
        self.lr = lr
        self.t = np.arange(1.0, len(lr) + 1).reshape(-1, *[1] * (lr.ndim - 1))

    def __getitem__(self, name: str) -> Any:
        return self.dials[name]

    def uses(self, name: str) -> bool:
        """Whether a dial is there and not off at zero; the same for all lanes of a group."""
        return bool(np.any(self.dials.get(name, 0.0)))

    def powers(self, base: Array) -> Array:
        """Rows base^1, base^2, ...: (n + 1, *S).

        Products, not `**`: a lane's powers are the same bits whatever lanes stand beside it.
        """
        return np.multiply.accumulate(np.broadcast_to(base, (len(self.lr), *base.shape)), axis=0)


class Term(NamedTuple):
    """A quantity of an update: its symbol in the formulas and what it is.

    role  what a chart looks for among the states: "mean" for a mean or a decayed sum of the
          gradients, "mean_square" for a mean or a sum of their squares; "" for all others. A rule
          has at most one state of a role.
    """

    symbol: Symbol
    meaning: str
    role: str = ""


def no_conflict(dials: Dials) -> None:
    """The check of a rule whose dials never contradict each other."""


@dataclass(frozen=True, eq=False)
class Rule:
    """An update rule with its dials, its equation and its source."""

    name: str
    title: str
    dials: tuple[Dial, ...]  # the first is lr
    init: Callable[[Array, Plan], dict[str, Array]]
    update: Callable[[Plan], Step]
    formulas: Callable[[Dials], tuple[Line, ...]]  # the update as it stands for these dials
    source: str
    convention: str
    presets: Mapping[str, Dials] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)  # state and derived, in order
    check: Callable[[Dials], None] = no_conflict
    # What lr times the curvature must stay below, for a rule that is linear on a quadratic loss.
    edge: Callable[[Dials], float] | None = None
    listed: bool = True  # False: known to links, absent from the ordinary menu

    @property
    def equation(self) -> str:
        """The update in LaTeX, with every dial at its default."""
        return aligned(self.equations(self.defaults))

    def equations(self, dials: Dials) -> tuple[str, ...]:
        """The update in LaTeX, a line an assignment, for these dials."""
        return tuple(equation(line) for line in self.formulas(dials) if not line.aside)

    @property
    def defaults(self) -> dict[str, Value]:
        """Every dial at its default."""
        return {dial.name: dial.default for dial in self.dials}

    def dial(self, name: str) -> Dial:
        """The dial of that name."""
        return next(dial for dial in self.dials if dial.name == name)

    def complete(self, given: Mapping[str, Any]) -> dict[str, Value]:
        """Every dial with its value, the given ones checked; raises DialError."""
        dials = complete(self.name, self.dials, given)
        self.check(dials)
        return dials


def aligned(lines: tuple[str, ...]) -> str:
    """Lines of LaTeX under each other, aligned at their first equals sign."""
    rows = [line.replace("=", "&=", 1) for line in lines]
    return r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}"
