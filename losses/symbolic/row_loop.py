"""Statements for the browser that go over the rows of a table, in the order of their means."""

from collections.abc import Callable, Sequence
from typing import Any, TypedDict

import sympy

from losses.functions.rows import Column, mean

Expr = Any
Part = tuple[Expr, Expr]  # the symbol of a common part, and what it stands for


class RowLoop(TypedDict):
    """What is computed for every row, and the means that come of it.

    columns  names of the columns, in order
    before   statements of what every row shares
    step     statements for a row
    means    names of the means
    terms    what each is the mean of
    """

    columns: list[str]
    before: str
    step: str
    means: list[str]
    terms: list[str]


def row_loop(
    arguments: Sequence[Expr], parts: Sequence[Part], results: Sequence[Expr]
) -> "Loop | None":
    """Return how common parts and results fall apart, None for a loss without a table."""
    columns = [argument for argument in arguments if isinstance(argument, Column)]
    if not columns:
        return None
    taken = [symbol for symbol, _ in parts] + list(arguments)
    first = 1 + max(int(symbol.name[1:]) for symbol in taken if symbol.name[0] == "v")
    return Loop(columns, parts, results, first)


class Loop:
    """Common parts, told apart: those of a row, those before the loop, those behind it.

    behind    parts that need a mean
    results   with symbols for the means
    """

    def __init__(
        self, columns: Sequence[Expr], parts: Sequence[Part], results: Sequence[Expr], first: int
    ) -> None:
        self._columns, self._means = list(columns), dict[Expr, Expr]()
        self._names = sympy.numbered_symbols("v", start=first)
        self._before: list[Part] = []
        self._row: list[Part] = []
        self.behind: list[Part] = []
        rows, late = set(columns), set[Expr]()
        for symbol, part in parts:
            plain = self._without_means(part)
            if plain.free_symbols & rows:
                rows.add(symbol)
                self._row.append((symbol, plain))
            elif plain.free_symbols & (late | set(self._means.values())):
                late.add(symbol)
                self.behind.append((symbol, plain))
            else:
                self._before.append((symbol, plain))
        self.results = [self._without_means(result) for result in results]

    def _without_means(self, expr: Expr) -> Expr:
        if not expr.has(mean):
            return expr
        if isinstance(expr, mean):
            (term,) = expr.args
            if term not in self._means:
                self._means[term] = next(self._names)
            return self._means[term]
        return expr.func(*map(self._without_means, expr.args), evaluate=False)

    def code(self, text: Callable[[Expr], str]) -> RowLoop:
        """Return the loop, each expression in the words of a printer."""

        def statements(parts: Sequence[Part]) -> str:
            return ";".join(f"{name}={text(part)}" for name, part in parts)

        return RowLoop(
            columns=[str(column) for column in self._columns],
            before=statements(self._before),
            step=statements(self._row),
            means=[str(name) for name in self._means.values()],
            terms=[text(term) for term in self._means],
        )
