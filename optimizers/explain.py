"""Every number of an update, with what it means and how it came about.

The lines of the rule are computed again from the rows of a record, with the operations that the
engine took; so points, rates and states are those of the record, bit for bit.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from language.dialect import AXES
from language.operations import Graph
from language.program import Assignment
from language.tree import Binary, Call, Name, Node, mapped, names_in
from optimizers.engine.beside import Beside, Update, answered
from optimizers.engine.lanes import Lane, factors
from optimizers.evaluate import Array, Leaves, evaluate
from optimizers.latex import aligned, equation, equation_in_numbers
from optimizers.rule import Rule

GIVEN = {
    "point": ("x", "the point before the update"),
    "gradient": ("g", "the slope of the loss there, as the optimizer met it"),
    "lr": (r"\eta", "learning rate of this update, schedule included"),
}
COMMON = {
    "pulled_gradient": "the gradient with the pull of weight decay",
    "shrunk_point": "the point, shrunk by weight decay",
    "rate": "effective learning rate of the coordinate",
    "step": "how far the update moves the point",
    "following": "the point after the update",
}
# What is told beside the lines of a rule, in symbols of its own.
RATE = Assignment("rate", Name("lr"))
STEP = Assignment("step", Binary("-", Name("following"), Name("point")))
ASIDE = {"following": "x_{k+1}", "point": "x_k", "step": r"\Delta x"}
OWN = {"g": "pulled_gradient", "x": "shrunk_point"}  # names of the lines that change the given


class Rows(Protocol):
    """The arrays of a run that an explanation is made from; a Record has them."""

    @property
    def points(self) -> Array: ...
    @property
    def losses(self) -> Array: ...
    @property
    def gradients(self) -> Array: ...
    @property
    def internals(self) -> Mapping[str, Array]: ...
    @property
    def beside(self) -> Beside: ...
    @property
    def batch_losses(self) -> Array | None: ...


@dataclass(frozen=True, eq=False)
class Quantity:
    """One quantity of one update.

    name      by which `trace` has it for all steps
    symbol    LaTeX
    meaning   one short sentence, without its full stop
    values    (d,) exactly as the record has them
    equation  LaTeX of how it is computed; "" for the point, the gradient and the learning rate
    numbers   d times that equation with the numbers of a coordinate, to four digits; () without
              an equation
    """

    name: str
    symbol: str
    meaning: str
    values: Array
    equation: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Tried:
    """Points beside its own at which an update asks the loss.

    function  of the language, the one that asks
    points    (m, d) in their order
    """

    function: str
    points: Array


@dataclass(frozen=True, eq=False)
class Explanation:
    """The update that leaves row `row` of a run.

    update      its number t, from 1
    taken       False for the last row of a run: the update that it would take next
    quantities  in the order of computing
    equation    LaTeX of the whole rule, aligned
    numbers     d times the same with the numbers of a coordinate
    tried       the points that it tries, in the order of asking
    """

    row: int
    update: int
    taken: bool
    quantities: tuple[Quantity, ...]
    equation: str
    numbers: tuple[str, ...]
    tried: tuple[Tried, ...]


def explain(lane: Lane, rows: Rows, k: int, *, names: Sequence[str] = ()) -> Explanation:
    """Every quantity of the update that leaves row `k`, with equations and numbers.

    names   LaTeX of the coordinates, in place of x where a new point is assigned
    """
    work = _Work(lane, rows, np.array([k]))
    quantities = [Quantity(name, *said, work.given[name][0]) for name, said in GIVEN.items()]
    quantities += work.explained(names)
    of_rule = [q for q in quantities if q.name in work.own]
    return Explanation(
        row=k,
        update=k + 1,
        taken=k < len(rows.points) - 1,
        quantities=tuple(quantities),
        equation=aligned(tuple(q.equation for q in of_rule)),
        numbers=tuple(
            aligned(tuple(q.numbers[i] for q in of_rule)) for i in range(rows.points.shape[1])
        ),
        tried=tuple(work.tried),
    )


def trace(lane: Lane, rows: Rows) -> dict[str, Array]:
    """Every quantity of `explain` by name for all rows: (n + 1, d); row k leaves points[k]."""
    work = _Work(lane, rows, np.arange(len(rows.points)))
    return work.given | work.found


def named_lines(rule: Rule, dials: Mapping[str, Any]) -> dict[str, Assignment]:
    """The lines of an update under the names of their quantities.

    Where a name is assigned again, or taken by what is told beside the lines, its line has its
    number behind it: "m:1".
    """
    lines = rule.program(dials).lines
    names = [OWN.get(line.name, line.name) for line in lines]
    names[max(i for i, line in enumerate(lines) if line.name == "x")] = "following"
    found = {}
    for i, (name, line) in enumerate(zip(names, lines, strict=True)):
        taken = line.name in {*GIVEN, *COMMON} - {"rate"} or name in names[i + 1 :]
        found[f"{name}:{names[: i + 1].count(name)}" if taken else name] = line
    return found


def with_asides(lines: Mapping[str, Assignment]) -> dict[str, Assignment]:
    """The lines with what is told beside them: the effective rate, if it has none, and the step."""
    all_lines: dict[str, Assignment] = {}
    for name, line in lines.items():
        if name == "following" and "rate" not in lines:
            all_lines["rate"] = RATE
        all_lines[name] = line
    return all_lines | {"step": STEP}


class _Noted(Update):
    """An update that notes the points (d, 1) at which it asks."""

    def __init__(self, beside: Beside, k: Any, row: tuple[Array, Array, Array]) -> None:
        super().__init__(beside, k, row)
        self.noted: list[Array] = []

    def _at(self, p: Array, lanes: Any) -> Array:
        self.noted.append(p)
        return super()._at(p, lanes)

    def tried(self) -> Array:
        """The points (m, d) noted since the last call, without its own."""
        points = np.array([p[:, 0] for p in self.noted]).reshape(-1, len(self.x))
        self.noted.clear()
        return np.asarray(points[(points != self.x[:, 0]).any(axis=1)])


class _Work:
    """The lines of a rule, computed for the updates that leave some rows of a run.

    given    {point, gradient, lr: (K, d)}
    own      the lines of the rule by the names of their quantities; `lines` with asides
    named    what a line can read before the first one: {name: broadcasts to (K, d)}
    found    {quantity: (K, d)} in the order of computing
    calls    for every line of the rule the values of the calls that no coordinate has alone
    tried    where a single update asks the loss
    """

    def __init__(self, lane: Lane, rows: Rows, at: NDArray[np.intp]) -> None:
        self.rule, dials = lane.rule, lane.rule.complete(lane.dials)
        self.own = named_lines(self.rule, dials)
        self.lines = with_asides(self.own)
        lr = dials["lr"] * factors(lane.schedule, int(at[-1]))[at][:, None]
        points, gradients = rows.points[at], rows.gradients[at]
        losses = (rows.losses if rows.batch_losses is None else rows.batch_losses)[at]
        shape = points.shape
        self.given = {"point": points, "gradient": gradients, "lr": np.broadcast_to(lr, shape)}
        self.named: dict[str, Any] = {
            **dials, **{name: part[at] for name, part in rows.internals.items()}, "x": points,
            "g": gradients, "f": losses[:, None], "t": at[:, None] + 1.0, "lr": lr,
            **dict(zip(AXES, np.eye(2, shape[1])[:, None], strict=True)),
        }  # fmt: skip
        with np.errstate(all="ignore"):
            row = points.T, gradients.T, losses
            update = (_Noted if len(at) == 1 else Update)(rows.beside, at, row)
            self.tried: list[Tried] = []

            def beside(function: str, parts: tuple[Any, ...]) -> Array:
                columns = [np.broadcast_to(part, shape).T for part in parts]
                found = answered(function, columns, shape[::-1], update).T.reshape(len(at), -1)
                if isinstance(update, _Noted) and len(points := update.tried()):
                    self.tried.append(Tried(function, points))
                return found

            self.found, self.calls = self._compute(self.rule.graph(dials), beside)

    def _compute(
        self, graph: Graph, beside: Callable[[str, tuple[Any, ...]], Array]
    ) -> tuple[dict[str, Array], dict[str, dict[Call, Any]]]:
        t = self.named["t"].astype(int)

        def powers(base: Any) -> Array:
            return np.asarray(np.multiply.accumulate(np.full(t.max(), base))[t - 1])

        places = [*graph.lines, graph.rate, *(at for own in graph.calls for at in own.values())]
        values = evaluate(graph, places, Leaves(self.named, powers, beside), {})
        calls = {
            name: {node: values[at] for node, at in own.items()}
            for name, own in zip(self.own, graph.calls, strict=True)
        }
        found = {name: values[at] for name, at in zip(self.own, graph.lines, strict=True)}
        found["step"] = found["following"] - self.given["point"]
        found.setdefault("rate", values[graph.rate])
        shape = self.given["point"].shape
        return {name: np.array(np.broadcast_to(found[name], shape)) for name in self.lines}, calls

    def explained(self, names: Sequence[str]) -> Iterator[Quantity]:
        """Every computed quantity, from the first of the rows at work."""
        env = dict(self.named)
        for name, line in self.lines.items():
            found, of_step = self.found[name], line is STEP
            symbol = ASIDE.__getitem__ if of_step else self.rule.symbols
            # A coordinate has its own name where the line moves the point.
            own = names if of_step or line.name == "x" else ()
            told = symbol(line.name)
            read = {**self.given, **self.found} if of_step else env
            plain, values = _without_calls(line, self.calls.get(name, {}))
            read = read | values
            term = None if of_step or name == "following" else self.rule.terms.get(line.name)
            yield Quantity(
                name=name,
                symbol=told,
                meaning=term.meaning if term else COMMON.get(name.partition(":")[0], ""),
                values=found[0],
                equation=equation(line, symbol),
                numbers=tuple(
                    equation_in_numbers(
                        plain,
                        {n: _read(read[n], found.shape, i) for n in names_in(plain.value)},
                        float(found[0, i]),
                        name=told.replace("x", own[i]) if own else told,
                    )
                    for i in range(found.shape[1])
                ),
            )
            env[line.name] = found


def _without_calls(
    line: Assignment, calls: Mapping[Call, Any]
) -> tuple[Assignment, dict[str, Any]]:
    """The line with a name for each of these calls, and what the names stand for."""
    names = {node: f"call {i}" for i, node in enumerate(calls)}

    def without(node: Node) -> Node:
        if isinstance(node, Call) and node in names:
            return Name(names[node])
        return mapped(node, without)

    plain = Assignment(line.name, without(line.value), line.at)
    return plain, {names[node]: value for node, value in calls.items()}


def _read(value: Any, shape: tuple[int, ...], coordinate: int) -> float:
    """The number of a coordinate in the first row of anything that broadcasts."""
    return float(np.broadcast_to(value, shape)[0, coordinate])
