"""Every number of an update: from the record itself and, for what it does not keep, the formulas.

The formulas of a rule are written beside its update. Points, gradients, rates and states are
those of the record, bit for bit; only what no record keeps (a corrected mean, the step) is
computed here, from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from optimizers import symbols
from optimizers.common import decayed
from optimizers.formula import Environment, Line, value
from optimizers.lanes import Lane, factors, of_race
from optimizers.latex import equation, equation_in_numbers
from optimizers.rule import Array, Dials, Plan, Rule, Term, aligned

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


@dataclass(frozen=True, eq=False)
class Quantity:
    """One quantity of one update.

    name      by which `trace` has it for all steps
    symbol    LaTeX
    meaning   one short sentence, without its full stop
    values    (d,) exactly as the record has them
    before    (d,) the value that the update found, for a state; None for what has no memory
    equation  LaTeX of how it is computed; "" for the point, the gradient and the learning rate
    numbers   d times that equation with the numbers of a coordinate, to four digits; () without
              an equation
    """

    name: str
    symbol: str
    meaning: str
    values: Array
    before: Array | None = None
    equation: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Explanation:
    """The update that leaves row `row` of a run.

    update      its number t, from 1
    taken       False for the last row of a run: the update that it would take next
    quantities  in the order of computing
    equation    LaTeX of the whole rule, aligned
    numbers     d times the same with the numbers of a coordinate
    """

    row: int
    update: int
    taken: bool
    quantities: tuple[Quantity, ...]
    equation: str
    numbers: tuple[str, ...]

    def __getitem__(self, name: str) -> Array:
        """The values (d,) of the quantity of that name; raises KeyError."""
        return {quantity.name: quantity.values for quantity in self.quantities}[name]


def explain(lane: Lane, rows: Rows, k: int, *, names: Sequence[str] = ()) -> Explanation:
    """Every quantity of the update that leaves row `k`, with equations and numbers.

    names   LaTeX of the coordinates, in place of x where a new point is assigned
    """
    dials = lane.rule.complete(lane.dials)
    work = Work(lane, dials, rows, np.array([k]))
    quantities = [
        Quantity(name, term.symbol.latex, term.meaning, work.given(name)[0])
        for name, term in GIVEN.items()
    ]
    quantities += [explained(line, work, names) for line in work.lines]
    of_rule = [q for q, line in zip(quantities[len(GIVEN) :], work.lines, strict=True)
               if not line.aside]  # fmt: skip
    d = rows.points.shape[1]
    return Explanation(
        row=k,
        update=k + 1,
        taken=k < len(rows.points) - 1,
        quantities=tuple(quantities),
        equation=aligned(lane.rule.equations(dials)),
        numbers=tuple(aligned(tuple(q.numbers[i] for q in of_rule)) for i in range(d)),
    )


def explained(line: Line, work: Work, names: Sequence[str]) -> Quantity:
    """A computed quantity, from the first of the rows at work."""
    env, found = work.found[line.name]
    assigned = line.symbol.latex
    # A coordinate has its own name where the line moves the point.
    own = names and line.symbol in (symbols.x, symbols.step)
    numbers = tuple(
        equation_in_numbers(
            line, {**env, "result": found}, reader(found.shape, i),
            name=assigned.replace("x", names[i]) if own else assigned,
        )
        for i in range(found.shape[1])
    )  # fmt: skip
    term = work.terms[line.name]
    before = work.before.get(line.name)
    return Quantity(
        name=line.name,
        symbol=term.symbol.latex,
        meaning=term.meaning,
        values=found[0],
        before=None if before is None else before[0],
        equation=equation(line),
        numbers=numbers,
    )


def reader(shape: tuple[int, ...], coordinate: int) -> Any:
    """Reads the number of a coordinate in the first row out of anything that broadcasts."""
    return lambda found: float(np.broadcast_to(found, shape)[0, coordinate])


def trace(lane: Lane, rows: Rows) -> dict[str, Array]:
    """Every quantity of `explain` by name for all rows: (n + 1, d); row k leaves points[k]."""
    work = Work(lane, lane.rule.complete(lane.dials), rows, np.arange(len(rows.points)))
    found = {name: work.given(name) for name in GIVEN}
    return found | {line.name: work.found[line.name][1] for line in work.lines}


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
