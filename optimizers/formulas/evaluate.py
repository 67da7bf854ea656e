"""The formulas of a rule at work on the rows of a run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from optimizers.engine.lanes import Lane, factors, of_race
from optimizers.formulas.formula import Environment, Line, value
from optimizers.rule import Array, Dials, Plan, Rule, Term
from optimizers.rules import symbols
from optimizers.rules.shared import decayed

GIVEN = {
    "point": Term(symbols.x, "the point before the update"),
    "gradient": Term(symbols.g, "the slope of the loss there, as the rule met it"),
    "lr": Term(symbols.eta, "learning rate of this update, schedule included"),
}
COMMON = {
    "pulled_gradient": Term(symbols.g, "the gradient with the pull of weight decay"),
    "shrunk_point": Term(symbols.x, "the point, shrunk by weight decay"),
    "rate": Term(symbols.rate, "effective learning rate of the coordinate"),
    "step": Term(symbols.step, "how far the update moves the point"),
    "following": Term(symbols.x, "the point after the update"),
}


class Rows(Protocol):
    """The arrays of a run that an explanation is made from; a Record has them."""

    @property
    def points(self) -> Array: ...
    @property
    def gradients(self) -> Array: ...
    @property
    def rates(self) -> Array: ...
    @property
    def internals(self) -> Mapping[str, Array]: ...


class Work:
    """The formulas of a rule, computed for the updates that leave some rows of a run.

    at       (K,) the rows
    before   {state: (K, d)} what the updates found
    after    {state: (K, d)} what they left
    found    {quantity: (values of all symbols, (K, d))}
    """

    def __init__(self, lane: Lane, dials: Dials, rows: Rows, at: NDArray[np.intp]) -> None:
        self.rows, self.at = rows, at
        self.lines = lines_of(lane.rule, dials)
        self.terms = {**lane.rule.terms, **COMMON}
        self.lr = dials["lr"] * factors(lane.schedule, int(at[-1]))[at][:, None]
        self.before = {name: part[at] for name, part in rows.internals.items()}
        self.after, self.following = results(lane, rows, at)
        self.exact = {**self.after, "rate": rows.rates[at], "following": self.following}
        with np.errstate(all="ignore"):
            self.found = self.compute(dials)

    def given(self, name: str) -> Array:
        """(K, d) what the update is given: point, gradient, learning rate."""
        shape = self.following.shape
        parts = {"point": self.rows.points[self.at], "gradient": self.rows.gradients[self.at]}
        return parts.get(name, np.broadcast_to(self.lr, shape))

    def compute(self, dials: Dials) -> dict[str, tuple[Environment, Array]]:
        env: dict[str, Any] = {
            **dials, **self.before, "t": self.at[:, None] + 1.0, "eta": self.lr,
            "x": self.given("point"), "g": self.given("gradient"),
            "point": self.given("point"), "following": self.following,
        }  # fmt: skip
        found: dict[str, tuple[Environment, Array]] = {}
        for line in self.lines:
            result = self.exact.get(line.name)
            if result is None:
                result = np.array(np.broadcast_to(value(line.expr, env), self.following.shape))
            found[line.name] = dict(env), result
            if not line.aside:
                env[line.symbol.name] = result
        return found


def lines_of(rule: Rule, dials: Dials) -> tuple[Line, ...]:
    """All formulas of an update; without one of its own the effective rate is eta.

    The new point is the last value that x is given.
    """
    lines = list(rule.formulas(dials))
    place = max(i for i, line in enumerate(lines) if line.symbol is symbols.x)
    lines[place] = Line("following", symbols.x, lines[place].expr)
    step = Line("step", symbols.step, symbols.following - symbols.point, aside=True)
    if not any(line.name == "rate" for line in lines):
        lines.insert(place, Line("rate", symbols.rate, symbols.eta, aside=True))
    return *lines, step


def results(lane: Lane, rows: Rows, at: NDArray[np.intp]) -> tuple[dict[str, Array], Array]:
    """The states and points after the updates, of the record; those after its last row afresh."""
    last = len(rows.points) - 1
    within = np.minimum(at + 1, last)
    after = {name: part[within] for name, part in rows.internals.items()}
    following = rows.points[within]
    if at[-1] == last:
        following[-1], state = beyond(lane, rows)
        for part, new in zip(after.values(), state, strict=True):
            part[-1] = new
    return after, following


def beyond(lane: Lane, rows: Rows) -> tuple[Array, list[Array]]:
    """The point (d,) and the states (d,) that the next update would lead to, by the rule itself."""
    k = len(rows.points) - 1
    (lanes,) = of_race([lane], k)
    plan = Plan(lanes.dials, lanes.lr)
    update = decayed(lane.rule.update(plan), plan)
    state = tuple(part[k][:, None] for part in rows.internals.values())
    with np.errstate(all="ignore"):
        x, after, _ = update(k, rows.points[k][:, None], rows.gradients[k][:, None], state)
    return x[:, 0], [part[:, 0] for part in after]
