"""The update of a run as lines of Python in the functions of one library: its own text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from experiment.export.layout import WIDTH
from experiment.model import Run
from language.program import Assignment
from language.tree import Call, Name, Node, Number, names_in
from losses.printing.python import Printer
from optimizers import RULES
from optimizers.formulas.graph import Graph, Kind


@dataclass(frozen=True)
class RuleLines:
    """What a script keeps between steps, as name and first value, and the lines of one step.

    The lines are told x, g, lr, t (from 1) and the dials by their names.
    """

    state: Mapping[str, str]
    lines: tuple[str, ...]


def rule_lines(run: Run, module: str) -> RuleLines:
    """Return the update of a run for a module: np, torch, jnp or ops (of Keras)."""
    graph = RULES[run.rule].graph(run.dials)
    printer = _RulePrinter(module, _moving(graph))
    return RuleLines(
        {name: printer.first(name, graph, run) for name in graph.states},
        tuple(text for line in _read(graph) for text in printer.assignment(line)),
    )


def _moving(graph: Graph) -> frozenset[str]:
    """Return the names whose values are arrays, one number a coordinate."""
    pairs = zip(graph.program.lines, graph.lines, strict=True)
    lines = {line.name for line, place in pairs if graph.kinds[place] == Kind.POINT}
    return frozenset(lines | {"x", "g"})


def _read(graph: Graph) -> list[Assignment]:
    """Return the lines that lead to the next point: others are for the eye alone."""
    wanted, kept = {"x", *graph.states}, []
    for line in reversed(graph.program.lines):
        if line.name in wanted:
            wanted.discard(line.name)
            wanted |= set(names_in(line.value)) | {line.name} & set(graph.states)
            kept.append(line)
    return kept[::-1]


class _RulePrinter(Printer):
    """Prints single numbers with Python's own functions and arrays with the library's."""

    def __init__(self, module: str, moving: frozenset[str]) -> None:
        super().__init__(module)
        self.moving = moving

    def first(self, name: str, graph: Graph, run: Run) -> str:
        """Return the text of a state's first value."""
        value = graph.program.starts.get(name, Number("0"))
        if name not in self.moving:
            return self.of(value)
        zero = isinstance(value, Name) and not run.dials[value.name]
        zeros = f"{self.module}.zeros_like(x)"
        return zeros if zero or value == Number("0") else f"{zeros} + {self.of(value)}"

    def assignment(self, line: Assignment) -> Iterator[str]:
        """Yield the line, a long choice on several."""
        value, text = line.value, self.of(line.value)
        if not (isinstance(value, Call) and value.function == "where" and text.startswith("(")):
            yield f"{line.name} = {text}"
        elif len(text) <= WIDTH - 16:
            yield f"{line.name} = {text[1:-1]}"
        else:
            condition, then, otherwise = map(self.of, value.arguments)
            yield f"{line.name} = ("
            yield from (f"    {then}", f"    if {condition}", f"    else {otherwise}", ")")

    def is_number(self, part: Node) -> bool:
        return not self.moving & set(names_in(part))

    def call(self, node: Call) -> str:
        if node.function == "where":
            return self.choice(*node.arguments)
        texts = ", ".join(self.of(part) for part in node.arguments)
        if self.is_number(node):
            plain = node.function in ("max", "min", "abs")
            return f"{'' if plain else 'math.'}{node.function}({texts})"
        return super().call(Call(_LONG_NAMES.get(node.function, node.function), node.arguments))

    def choice(self, condition: Node, then: Node, otherwise: Node) -> str:
        if self.is_number(condition):
            return f"({self.of(then)} if {self.of(condition)} else {self.of(otherwise)})"
        return f"{self.module}.where({', '.join(map(self.of, (condition, then, otherwise)))})"


_LONG_NAMES = {"max": "maximum", "min": "minimum", "abs": "absolute"}
