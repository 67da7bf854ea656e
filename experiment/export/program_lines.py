"""The update and the schedule of a run as lines of Python, in the functions of one library."""

import builtins
import keyword
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from experiment.model import Run, ScheduleChoice, Value
from language.dialect import AXES, CURVED
from language.operations import BESIDE, Graph, Kind
from language.printers.text import ATOM
from language.program import Assignment
from language.tree import Binary, Call, Name, Node, Number, mapped, names_in, walk
from language.wording import exact
from language.words import each
from losses.printing.python import Printer
from losses.printing.python_functions import DEFINITIONS, MODULES
from optimizers import SCHEDULES

WIDTH = 96  # of a line


@dataclass(frozen=True)
class RuleLines:
    """What a script keeps between steps, as name and first value, and the lines of one step.

    The lines read x, g, f, lr, t (from 1), axis1, axis2 and the dials under their names, and what
    they ask of the loss: `asked` has its names, `before` is the pair of the point and its gradient
    where the update began, `bent` the Hessian there.
    """

    state: Mapping[str, str]
    lines: tuple[str, ...]
    asked: frozenset[str] = frozenset()


# Names that a script has of its own; loss, gradient and hessian may be called by the lines.
_OWN = frozenset(
    each(
        "np torch jax jnp keras ops optax math os loss gradient hessian factor noise steps points "
        "k optimizer state updates before bent data table order generator epochs firsts loader "
        "columns"
    )
) | {*BESIDE, *MODULES, *DEFINITIONS}


def python_name(name: str) -> str:
    """Return the name of a state, dial or line as a script has it: lambda is lambda_."""
    taken = keyword.iskeyword(name) or name in _OWN or hasattr(builtins, name)
    return f"{name}_" if taken else name


def rule_lines(run: Run, module: str) -> RuleLines:
    """Return the update of a run for a module: np, torch, jnp or ops (of Keras)."""
    graph = run.update.graph(run.dials)
    printer = _ProgramPrinter(module, _moving(graph))
    read = _read(graph)
    lines = (printer.statement(f"{python_name(line.name)} =", line.value) for line in read)
    first = {python_name(name): printer.first(name, graph, run) for name in graph.states}
    nodes = (node for line in read for node in walk(line.value))
    asked = {node.function for node in nodes if isinstance(node, Call)} & BESIDE
    return RuleLines(first, tuple(chain.from_iterable(lines)), frozenset(asked))


def factor_lines(choice: ScheduleChoice) -> Iterator[str]:
    """Yield the body of `factor(k)`: what the learning rate is multiplied by at step k."""
    *lines, last = SCHEDULES[choice.name].program(choice.dials).lines
    printer = _ProgramPrinter("ops", frozenset())  # single numbers: Python's own functions
    for line in lines:
        yield from printer.statement(f"{line.name} =", _with_values(line.value, choice.dials))
    yield from printer.statement("return", _with_values(last.value, choice.dials))


def literal(value: Value) -> str:
    """Return a value as Python writes it: whole numbers without a point."""
    return repr(value) if isinstance(value, bool | str | tuple) else exact(value)


def _with_values(node: Node, dials: Mapping[str, Value]) -> Node:
    """Return the tree with the numbers of the dials in place of their names, 1 u as u."""
    if isinstance(node, Name) and node.name in dials:
        return Number(literal(dials[node.name]))
    node = mapped(node, lambda part: _with_values(part, dials))
    if isinstance(node, Binary):
        sign, left, right = node.sign, node.left, node.right
        if right == Number(_NEUTRAL.get(sign, "")):
            return left
        if sign in "+*" and left == Number(_NEUTRAL[sign]):
            return right
    return node


_NEUTRAL = {"+": "0", "-": "0", "*": "1", "/": "1", "^": "1"}


def _moving(graph: Graph) -> frozenset[str]:
    """Return the names whose values are arrays, one number a coordinate."""
    pairs = zip(graph.program.lines, graph.lines, strict=True)
    lines = {line.name for line, place in pairs if graph.kinds[place] == Kind.POINT}
    return frozenset(lines | {"x", "g", "f", *AXES})


def _read(graph: Graph) -> list[Assignment]:
    """Return the lines that lead to the next point; others are only shown."""
    wanted, kept = {"x", *graph.states}, []
    for line in reversed(graph.program.lines):
        if line.name in wanted:
            wanted.discard(line.name)
            wanted |= set(names_in(line.value)) | {line.name} & set(graph.states)
            kept.append(line)
    return kept[::-1]


class _ProgramPrinter(Printer):
    """Prints single numbers with Python's own functions and arrays with the library's."""

    def __init__(self, module: str, moving: frozenset[str]) -> None:
        super().__init__(module)
        self.moving = moving

    def bare(self, node: Node) -> str:
        if isinstance(node, Name) and self.moving:  # a schedule has words of our own alone
            return python_name(node.name)
        return super().bare(node)

    def first(self, name: str, graph: Graph, run: Run) -> str:
        """Return the text of a state's first value."""
        value = graph.program.starts.get(name, Number("0"))
        if name not in self.moving:
            return self.of(value)
        zero = isinstance(value, Name) and not run.dials.get(value.name, True)
        zeros = f"{self.module}.zeros_like(x)"
        return zeros if zero or value == Number("0") else f"{zeros} + {self.of(value)}"

    def statement(self, head: str, value: Node) -> Iterator[str]:
        """Yield the line that begins with `head`, a long choice on several."""
        text = self.of(value)
        if not (isinstance(value, Call) and value.function == "where" and text.startswith("(")):
            yield f"{head} {text}"
        elif len(text) <= WIDTH - 16:
            yield f"{head} {text[1:-1]}"
        else:
            condition, then, otherwise = self.choice(value)
            yield f"{head} ("
            yield from (f"    {then}", f"    if {condition}", f"    else {otherwise}", ")")

    def is_number(self, part: Node) -> bool:
        return not self.moving & set(names_in(part))

    def binary(self, node: Binary) -> str:
        whole = isinstance(node.left, Number) and node.left.text.isdigit()
        if node.sign == "^" and whole and self.is_number(node.right):
            # Of whole numbers Python would work out every digit.
            node = Binary("^", Number(f"{self.of(node.left)}.0"), node.right)
        if node.sign == "^" and self.may_be_complex(node.left, node.right):
            # Here Python's ** has a complex value, which the engine calls undefined.
            return f"math.pow({self.of(node.left)}, {self.of(node.right)})"
        return super().binary(node)

    def may_be_complex(self, base: Node, exponent: Node) -> bool:
        """Whether a power is one of single numbers, of which the base may be below 0."""
        counted = isinstance(exponent, Name) and exponent.name == "t"
        whole = isinstance(exponent, Number) and exponent.text.isdigit()
        single = self.is_number(base) and self.is_number(exponent)
        ours = not self.moving  # a schedule
        return single and not (ours or counted or whole or isinstance(base, Number))

    def call(self, node: Call) -> str:
        if node.function == "where":
            condition, then, otherwise = self.choice(node)
            if self.is_number(node.arguments[0]):
                return f"({then} if {condition} else {otherwise})"
            return f"{self.module}.where({condition}, {then}, {otherwise})"
        if node.function in BESIDE:
            return self.beside(node.function, *node.arguments)
        texts = ", ".join(self.of(part) for part in node.arguments)
        if self.is_number(node):
            plain = node.function in ("max", "min", "abs")
            if node.function == "sign":  # the only one that Python does not have
                return f"float(np.sign({texts}))"
            return f"{'' if plain else 'math.'}{node.function}({texts})"
        return super().call(Call(_LONG_NAMES.get(node.function, node.function), node.arguments))

    def beside(self, function: str, *vectors: Node) -> str:
        texts = [self.of(vector) for vector in vectors]
        if function == "loss":
            return f"loss(*{self.of(vectors[0], ATOM)})"
        if function == "hess":
            return f"(bent @ {self.of(vectors[0], ATOM)})"
        first = {"exact": ["*before"], "armijo": ["*before"]}.get(function, [])
        first = ["bent"] if function in CURVED else first
        return f"{function}({', '.join(first + texts)})"

    def choice(self, node: Call) -> Iterator[str]:
        """Yield the texts of the condition and of the two values."""
        condition, *values = node.arguments
        yield self.of(condition)
        # Where one is a tensor, the lines below may ask of the other what only a tensor has.
        mixed = self.is_number(condition) and not self.is_number(node)
        yield from (self.argument(node, one) if mixed else self.of(one) for one in values)


_LONG_NAMES = {"max": "maximum", "min": "minimum", "abs": "absolute"}
