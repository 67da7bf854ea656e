"""From a rule's operations to a Python function that takes one step of many lanes in place.

What depends on dials alone is computed once, what depends on the number of the update once for
all updates; what is left of Adam are fourteen NumPy calls, each writing into an array that is
there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from language.operations import BESIDE, Graph, Kind

UFUNCS: Mapping[str, str] = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "^": "power",
    "abs": "absolute", "max": "maximum", "min": "minimum",
    ">": "greater", ">=": "greater_equal", "<": "less", "<=": "less_equal",
    **{name: name for name in ("negative", "sqrt", "sign", "exp", "log", "sin", "cos", "tanh")},
    "floor": "floor", "ceil": "ceil",
}  # fmt: skip
COMPARED = (">", ">=", "<", "<=")


@dataclass(frozen=True, eq=False)
class Code:
    """A step as source text: numbered names, NumPy's functions and commas, nothing else.

    source   of `make(coefficients, tables, switches, buffers, truths, beside)`, which returns
             `step(k, x, g, f, nx, nr, s0, n0, s1, n1 ...)`: from point, gradient, loss and states
             it writes the new point, the rates and the new states; s and n may be one array
    coefficients, tables   places of the values that are the same at every step, and row by row
    switches   places of conditions on the number of the update alone: one yes or no a row
    buffers, truths        how many arrays of numbers and of yes and no it works in
    beside   names of the functions that it calls; see optimizers/engine/beside.py
    """

    source: str
    coefficients: tuple[int, ...]
    tables: tuple[int, ...]
    switches: tuple[int, ...]
    buffers: int
    truths: int
    beside: tuple[str, ...]


def numpy_step(graph: Graph, rates: bool) -> Code:
    """Return the code of a rule's step.

    rates   whether the effective learning rates are wanted
    """
    return _Writer(graph, rates).write()


class _Writer:
    """Writes the calls, and decides which array holds which value."""

    def __init__(self, graph: Graph, rates: bool) -> None:
        self.graph, self.kinds = graph, graph.kinds
        states = [name for name, at in graph.states.items() if self.kinds[at] == Kind.POINT]
        self.results = {"nx": graph.point}
        if rates and self.kinds[graph.rate] == Kind.POINT:
            self.results["nr"] = graph.rate
        self.results |= {f"n{i}": graph.following[name] for i, name in enumerate(states)}
        self.states = states
        self.order = [p for p in graph.needed(self.results.values()) if self.kinds[p] == Kind.POINT]
        self.names = self._leaves()
        self.last = self._last_uses()
        self.lines: list[str] = []
        self.free: dict[str, list[str]] = {"b": [], "q": []}
        self.count = {"b": 0, "q": 0}
        self.choices = 0
        self.outer: dict[int, str] = {}  # what comes from outside the step
        self.beside = ["begin"] if graph.asked else []

    def _leaves(self) -> dict[int, str]:
        """The arguments of the step that hold a value from the start."""
        names = {}
        for place in self.order:
            operation = self.graph.operations[place]
            if operation.sign == "given":
                names[place] = operation.text
            elif operation.sign == "state":
                names[place] = f"s{self.states.index(operation.text)}"
        return names

    def _last_uses(self) -> dict[int, int]:
        """The last place that reads each value; results are read once all is computed."""
        return {part: place for place in self.order for part in self.graph.operations[place].parts}

    def write(self) -> Code:
        self._save_states()
        for place in self.order:
            if place not in self.names and self.graph.operations[place].sign != "axis":
                self._operation(place)
        for result, place in self.results.items():
            if self.name(place) != result:
                self.lines.append(f"copyto({result}, {self.name(place)})")
        return self._code()

    def _save_states(self) -> None:
        """Copy each old state that is another result before its array takes the new one."""
        for result, place in self.results.items():
            old = self.names.get(place, "")
            if old[:1] == "s" and old[1:] != result[1:]:
                self.names[place] = self._target(place, "b")
                self.lines.append(f"copyto({self.names[place]}, {old})")

    def name(self, place: int) -> str:
        """The name of a value that is computed by now, or outside."""
        if place in self.names:
            return self.names[place]
        timed = self.kinds[place] == Kind.TIME
        kind = ("y" if self._switch(place) else "r") if timed else "c"
        number = sum(name.startswith(kind) for name in self.outer.values())
        return self.outer.setdefault(place, f"{kind}{number}")

    def _switch(self, place: int) -> bool:
        """Whether a value is a condition that all lanes meet at the same update."""
        compared = self.graph.operations[place].sign in COMPARED
        return compared and self.graph.counts_alone(place)

    def _operation(self, place: int) -> None:
        operation = self.graph.operations[place]
        operands = [self.name(part) for part in operation.parts]
        sign = operation.sign
        # A square has one operand twice, whose array is free once. All is read before the value is
        # written, so the result may take the place of an operand.
        self._release({part for part in operation.parts if self.last.get(part) == place})
        if sign == "where" and operands[0][0] != "y":
            self.names[place] = self._choice(place, operands)
            return
        target = self._target(place, "q" if sign in COMPARED else "b")
        if sign == "where":
            self.lines += _switched(*operands, target=target)
        elif sign in BESIDE:
            self.beside += [sign] * (sign not in self.beside)
            self.lines.append(f"{sign}({', '.join([*operands, target])})")
        else:
            self.lines.append(_call(UFUNCS[sign], operands, target))
        self.names[place] = target

    def _choice(self, place: int, operands: Sequence[str]) -> str:
        """Choose for each coordinate, and return what holds the choice: if it can, a result.

        Else it is an array of its own: `where` and `copyto` take a fifth of the time of a
        `copyto` with a condition.
        """
        choice = f"where({', '.join(operands)})"
        result = self._result(place)
        if result:
            self.lines.append(f"copyto({result}, {choice})")
            return result
        self.choices += 1
        self.lines.append(f"w{self.choices} = {choice}")
        return f"w{self.choices}"

    def _release(self, places: Iterable[int]) -> None:
        for place in places:
            name = self.names.get(place, "")
            if name[:1] in self.free and place not in self.results.values():
                self.free[name[0]].append(name)

    def _target(self, place: int, kind: str) -> str:
        if result := self._result(place):
            return result
        if not self.free[kind]:
            self.free[kind].append(f"{kind}{self.count[kind]}")
            self.count[kind] += 1
        return self.free[kind].pop()

    def _result(self, place: int) -> str:
        """The result that a value may be written to at once, "" if there is none."""
        wanted = (name for name, at in self.results.items() if at == place)
        return next((name for name in wanted if self._may_write(name, place)), "")

    def _may_write(self, result: str, place: int) -> bool:
        """Whether a result's array is free: the old state, which may share it, is read no more."""
        if not result[1:].isdigit():
            return True
        old = [p for p, name in self.names.items() if name == f"s{result[1:]}"]
        return all(self.last.get(p, -1) <= place for p in old)

    def _code(self) -> Code:
        states = "".join(f", s{i}, n{i}" for i in range(len(self.states)))
        inside = [f"{name} = {name}s[k]" for name in self.outer.values() if name[0] in "ry"]
        inside += ["begin(k, x, g, f)"] if self.graph.asked else []
        lists = {kind: [n for n in self.outer.values() if n[0] == kind] for kind in "cry"}
        source = "\n".join(
            [
                "def make(c, r, y, b, q, e):",
                *(f"    {name} = c[{i}]" for i, name in enumerate(lists["c"])),
                *(f"    {n}s = {n[0]}[{i}]" for kind in "ry" for i, n in enumerate(lists[kind])),
                *(f"    {kind}{i} = {kind}[{i}]" for kind in "bq" for i in range(self.count[kind])),
                *(f"    {name} = e[{i}]" for i, name in enumerate(self.beside)),
                f"    def step(k, x, g, f, nx, nr{states}):",
                *(f"        {line}" for line in [*inside, *self.lines]),
                "    return step",
            ]
        )
        outer = {name: place for place, name in self.outer.items()}
        return Code(
            source,
            tuple(outer[name] for name in lists["c"]),
            tuple(outer[name] for name in lists["r"]),
            tuple(outer[name] for name in lists["y"]),
            self.count["b"],
            self.count["q"],
            tuple(self.beside),
        )


def _switched(condition: str, yes: str, no: str, *, target: str) -> Iterator[str]:
    """Yield the copying that a choice takes which is the same for all lanes."""
    if target != yes:
        yield f"if {condition}: copyto({target}, {yes})"
    if target != no:
        yield f"if not {condition}: copyto({target}, {no})"


def _call(ufunc: str, operands: Sequence[str], target: str) -> str:
    # NumPy wants the result of these two by its name; of all others it takes it faster by place.
    out = "out=" if ufunc in ("maximum", "minimum") else ""
    return f"{ufunc}({', '.join(operands)}, {out}{target})"
