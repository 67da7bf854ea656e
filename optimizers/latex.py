"""The lines of a rule in LaTeX: with their symbols, and with the numbers of an update instead."""

from collections.abc import Callable, Mapping

import numpy as np

from language.operations import Graph
from language.printers.latex import latex_name, to_latex
from language.program import Assignment
from language.tree import Call, Name, Negative, Node, Number, mapped, names_in
from optimizers.evaluate import Leaves, evaluate

Symbols = Callable[[str], str]  # the LaTeX of a name
DIGITS = 4  # significant, of a number in a formula
_ACCENTS = {"hat": r"\hat {}", "bar": r"\bar {}", "max": r"{}_{{\max}}"}
_NO_LETTER = (r"\mathrm", r"\hat", r"\bar")  # that could stand under an accent without braces
_GIVEN = {"lr": r"\eta", "rate": r"\alpha", "axis1": "e_{1}", "axis2": "e_{2}"}
_WORDS = {"inf": r"\infty", "nan": r"\text{undefined}"}


def symbols(own: Mapping[str, str]) -> Symbols:
    """The LaTeX of every name of a rule: its own, else read off the name, so m_hat is \\hat m."""
    known = {**own, **_GIVEN}

    def symbol(name: str) -> str:
        stem, _, accent = name.rpartition("_")
        if name in known or not stem or accent not in _ACCENTS:
            return known.get(name) or latex_name(name)
        below = symbol(stem)
        braces = "_" in below if accent == "max" else below.startswith(_NO_LETTER)
        return _ACCENTS[accent].format(f"{{{below}}}" if braces else below)

    return symbol


def equation(line: Assignment, symbol: Symbols) -> str:
    """The assignment in symbols."""
    return f"{symbol(line.name)} = {to_latex(line.value, symbol)}"


def equation_in_numbers(
    line: Assignment, numbers: Mapping[str, float], result: float, *, name: str
) -> str:
    """The assignment for a symbol of that name, with the numbers of what it reads.

    numbers   of every name in the line, for one coordinate of one update
    """
    taken = _taken(line.value, numbers)
    text, end = to_latex(_with_numbers(taken, numbers), _word, numbers=True), latex_number(result)
    if text == end:
        return f"{name} = {end}"
    shown = [result, *(numbers[name] for name in names_in(taken))]
    relation = "=" if all(_rounded(number) == number for number in shown) else r"\approx"
    return f"{name} = {text} {relation} {end}"


def aligned(lines: tuple[str, ...]) -> str:
    """Lines of LaTeX under each other, aligned at their first equals sign."""
    rows = [line.replace("=", "&=", 1) for line in lines]
    return r"\begin{aligned}" + r" \\ ".join(rows) + r"\end{aligned}"


def latex_number(number: float) -> str:
    """A number with four significant digits; large and small ones with a power of ten."""
    return to_latex(_number(number), _word, numbers=True)


def _taken(node: Node, numbers: Mapping[str, float]) -> Node:
    """The tree with, of every where(...), only the branch that was taken."""
    if isinstance(node, Call) and node.function == "where":
        condition, then, otherwise = node.arguments
        return _taken(then if _holds(condition, numbers) else otherwise, numbers)
    return mapped(node, lambda part: _taken(part, numbers))


def _with_numbers(node: Node, numbers: Mapping[str, float]) -> Node:
    """The tree with numbers for names."""
    if isinstance(node, Name):
        return _number(numbers[node.name])
    return mapped(node, lambda part: _with_numbers(part, numbers))


def _holds(condition: Node, numbers: Mapping[str, float]) -> bool:
    """Whether the comparison is true for these numbers."""
    operations = Graph.of(condition)
    leaves = Leaves(numbers, lambda base: base ** numbers["t"])
    with np.errstate(all="ignore"):
        return bool(evaluate(operations, [operations.lines[0]], leaves, {})[operations.lines[0]])


def _rounded(number: float) -> float:
    return float(f"{number:.{DIGITS}g}")


def _number(number: float) -> Node:
    """A number as a tree: to four digits, with its sign in front."""
    if not np.isfinite(number):
        word = Name(str(abs(float(number))))
        return Negative(word) if number < 0 else word
    mantissa, mark, power = f"{abs(number):.{DIGITS}g}".partition("e")
    shown = Number(f"{mantissa}e{int(power)}" if mark else mantissa)
    return Negative(shown) if number < 0 else shown


def _word(name: str) -> str:
    return _WORDS[name]
