"""Every number of an update, with what it means and how it came about.

Points, gradients, rates and states are those of the record, bit for bit; what no record keeps (a
corrected mean, the step) is computed from them by the formulas written beside the update.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from optimizers.engine.lanes import Lane
from optimizers.formulas.evaluate import GIVEN, Rows, Work
from optimizers.formulas.formula import Line
from optimizers.formulas.latex import equation, equation_in_numbers
from optimizers.rule import Array, aligned
from optimizers.rules import symbols


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
