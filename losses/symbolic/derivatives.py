"""A loss before its constants have values: derived and compiled once, shared by all values."""

import threading
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import sympy
from sympy.core.parameters import global_parameters

from language.errors import LossError
from language.printers.latex import latex_names, to_latex
from language.tree import Node, Number, walk
from losses import limits
from losses.functions.rows import Column
from losses.symbolic.builder import Builder
from losses.symbolic.calculus import Derivative
from losses.symbolic.compiler import Compiled, HessianCode, LossCode, operations, require_real
from losses.symbolic.from_sympy import Unbuilder

Expr = Any
TOO_LONG = "\\text{too long to print}"
DIFFERENCES = "The Hessian is taken by central differences of the exact gradient."
SYMBOLIC = "The Hessian is derived symbolically."


class Derived:
    """Expressions and compiled functions of one tree; everything beyond the gradient is lazy."""

    def __init__(
        self,
        tree: Node,
        variables: tuple[str, ...],
        constants: tuple[str, ...],
        table: tuple[tuple[str, ...], int],
    ) -> None:
        keep_products()
        columns, self._rows = table
        self._names = latex_names(columns)
        self._variables = [sympy.Symbol(f"v{k}", real=True) for k in range(len(variables))]
        symbols = dict(zip(variables, self._variables, strict=True))
        symbols |= {name: sympy.Symbol(f"c{k}", real=True) for k, name in enumerate(constants)}
        symbols |= {name: Column(f"v{k}", real=True) for k, name in enumerate(columns, start=2)}
        self._symbols, self._arguments = symbols, list(symbols.values())
        self._tree = tree
        expr = self.built()
        _check(expr, limits.VALUE_OPERATIONS, "The loss")
        if not expr.free_symbols & set(self._variables):
            raise LossError(
                f"The loss is the same everywhere; it should depend on {' and '.join(variables)}.",
                0,
            )
        self._rules = [Derivative(symbol) for symbol in self._variables]
        self._gradient = [rule.of(expr) for rule in self._rules]
        for partial in self._gradient:
            _check(partial, limits.GRADIENT_OPERATIONS, "The gradient of this loss")
        self._code = Compiled(self._arguments, [expr, *self._gradient])
        # Over rows the arrays have another shape: only numbers of points are written in place.
        self.in_place = None if columns else self._code.in_place(len(variables))
        self._lock = threading.Lock()
        self._bent: Compiled | None = None
        self._hessian: Callable[..., Any] | None = None
        self._second: list[list[Expr]] | None = None

    @cached_property
    def call(self) -> Callable[..., Any]:
        """Value and gradient as one function of arrays, for what goes over the rows of a table."""
        return self._code.function()

    @property
    def work(self) -> int:
        """Return what value and gradient take at a point, in sums and products."""
        return self._code.work

    def built(self) -> Expr:
        """Return the loss itself."""
        return Builder(self._symbols, self._rows).build(self._tree).expr

    def javascript(self, *, hessian: bool = False) -> LossCode:
        """Return value and gradient for the browser: the operations of `call`."""
        code = self._code.javascript()
        if hessian and self.hessian() and self._bent:
            bent = self._bent.javascript()
            code["hessian"] = HessianCode(step=bent["step"], results=bent["results"])
            if "rows" in bent:
                code["hessian"]["rows"] = bent["rows"]
        return code

    @property
    def symbolic_hessian(self) -> bool:
        """Whether second derivatives are derived; long gradients are differenced instead."""
        return sum(map(operations, self._gradient)) <= limits.HESSIAN_FROM

    def second(self) -> list[list[Expr]] | None:
        """Return the second derivatives, upper triangle by row, or None where they are too long."""
        if self._second is None and self.symbolic_hessian:
            keep_products()
            self._second = [
                [rule.of(partial) for rule in self._rules[row:]]
                for row, partial in enumerate(self._gradient)
            ]
        return self._second

    def hessian(self) -> Callable[..., Any] | None:
        """Return the compiled second derivatives, or None where differences must do."""
        with self._lock:
            second = self.second()
            if self._hessian is None and second is not None:
                entries = [entry for row in second for entry in row]
                self._bent = Compiled(self._arguments, entries)
                self._hessian = self._bent.function()
            return self._hessian

    def _printer(self) -> Unbuilder:
        names = {symbol: name for name, symbol in self._symbols.items()}
        numbers = (node.text for node in walk(self._tree) if isinstance(node, Number))
        return Unbuilder(names, decimals=any(set(".e") & set(text) for text in numbers))

    def gradient_latex(self) -> tuple[str, ...]:
        printer = self._printer()
        return tuple(self._latex(printer, partial) for partial in self._gradient)

    def hessian_latex(self) -> tuple[tuple[str, ...], ...]:
        second, size = self.second(), len(self._variables)
        if second is None:
            return ((TOO_LONG,) * size,) * size
        printer = self._printer()
        upper = [[self._latex(printer, entry) for entry in row] for row in second]
        return tuple(
            tuple(upper[min(row, column)][abs(row - column)] for column in range(size))
            for row in range(size)
        )

    def _latex(self, printer: Unbuilder, expr: Expr) -> str:
        if operations(expr) > limits.LATEX // 4:
            return TOO_LONG
        text = to_latex(printer.tree(expr), self._names)
        return text if len(text) <= limits.LATEX else TOO_LONG


def keep_products() -> None:
    """Tell SymPy, in this thread, to leave 2 (x + y) as it is.

    It would multiply out; then value and gradient share nothing, and the gradient printed is not
    the one that a person would write. Setting the same again costs nothing.
    """
    global_parameters.distribute = False


def _check(expr: Expr, bound: int, what: str) -> None:
    require_real(expr, what)
    if operations(expr) > bound:
        raise LossError(f"{what} is too long to compute; write a shorter loss.", 0)


@lru_cache(maxsize=limits.CACHED)
def derive(
    tree: Node,
    variables: tuple[str, ...],
    constants: tuple[str, ...],
    table: tuple[tuple[str, ...], int] = ((), 0),
) -> Derived:
    """Return the derived loss of a tree, from the cache where it was asked for before.

    table   the columns that it names, and how many rows they have
    """
    with np.errstate(all="ignore"):
        return Derived(tree, variables, constants, table)
