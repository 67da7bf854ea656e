"""From SymPy to one NumPy function [f, *gradient], and to a Hessian when somebody asks."""

from collections.abc import Callable, Sequence
from typing import Any, NotRequired, TypedDict

import numpy as np
import sympy
from sympy.simplify.cse_main import cse

from language.errors import LossError
from losses.functions.numeric import NUMERIC
from losses.functions.rows import Column, mean, mean_of_rows
from losses.symbolic.in_place import ARITHMETIC, InPlace, Lines
from losses.symbolic.row_loop import RowLoop, row_loop
from losses.symbolic.source import JavaScript, Source

Expr = Any
_NONSENSE = (sympy.zoo, sympy.nan, sympy.oo, sympy.S.NegativeInfinity, sympy.I)


class HessianCode(TypedDict):
    """Second derivatives for the browser, made as a LossCode; results are the upper triangle."""

    step: str
    results: list[str]
    rows: NotRequired[RowLoop]


class LossCode(TypedDict):
    """A loss and its gradient for the browser.

    Made of numbers, v0 v1 for the variables, c0 c1 ... for the constants, further v for common
    parts, signs, and the functions of the table in player/js/engine/functions.js.

    constants  names of the constants, in order
    step       statements, "v2=...;v3=..."
    results  the value, then the partial derivatives
    hessian  there where it is wanted and not too long; else differences must do
    rows     of a loss over the rows of a table: what comes before `step`, which has the means
    """

    constants: list[str]
    step: str
    results: list[str]
    hessian: NotRequired[HessianCode]
    rows: NotRequired[RowLoop]


def require_real(expr: Expr, what: str) -> None:
    """Refuse an expression in which SymPy found a division by zero or an imaginary number."""
    if expr.has(*_NONSENSE):
        raise LossError(f"{what} divides by zero or is not a real number.", 0)


class Compiled:
    """Expressions whose common parts are computed once, for NumPy and for the browser."""

    def __init__(self, arguments: Sequence[Expr], expressions: Sequence[Expr]) -> None:
        self._arguments = arguments
        columns = sum(isinstance(argument, Column) for argument in arguments)
        names = sympy.numbered_symbols("v", start=2 + columns)  # v0 and v1 are variables
        # canonical order would sort every sum again: a third of the time, and no faster code
        self._parts, self._results = cse(list(expressions), names, list=False, order="none")
        # Parts that are equal may cancel here for the first time, as in x/((x+y) - (x+y)).
        for expr in (*(part for _, part in self._parts), *self._results):
            require_real(expr, "The loss")

    def function(self) -> Callable[..., Any]:
        """Return one function of arrays that gives every expression."""
        printer = Source()
        function = _compiled(self._arguments, self._parts, self._results, printer)
        function.__globals__.update(printer.numbers)  # known only now that all is printed
        return function

    def in_place(self, variables: int) -> InPlace:
        """Return what writes every expression into an array; no argument may be a column.

        variables   how many of the arguments are arrays of points; they come first
        """
        names = [str(argument) for argument in self._arguments]
        code = Lines(names[:variables])
        for name, part in self._parts:
            code.note(str(name), part)
        lines, numbers = code.lines(self._results), code.numbers
        arguments = [
            *names[:variables],
            *(f"o{k}" for k in range(len(self._results))),
            *names[variables:],
            *numbers,
            *(f"b{k}" for k in range(code.buffers)),
        ]
        function = _compiled(arguments, lines, [], _Text)
        return InPlace(function, tuple(numbers.values()), code.buffers)

    @property
    def work(self) -> int:
        """Return what the code takes at a point, in sums and products; a function counts as ten."""
        found = (*(part for _, part in self._parts), *self._results)
        called = (atom for expr in found for atom in sympy.preorder_traversal(expr))
        return sum(map(operations, found)) + sum(
            9 for atom in called if atom.is_Function and not isinstance(atom, mean)
        )

    def javascript(self) -> LossCode:
        """Return the same operations, in the same order, for the browser."""
        text = JavaScript().doprint
        loop = row_loop(self._arguments, self._parts, self._results)
        parts, results = (loop.behind, loop.results) if loop else (self._parts, self._results)
        code = LossCode(
            constants=[str(name) for name in self._arguments if str(name)[0] == "c"],
            step=";".join(f"{name}={text(part)}" for name, part in parts),
            results=[text(result) for result in results],
        )
        if loop:
            code["rows"] = loop.code(text)
        return code


class _Text:
    """Prints what is text already."""

    def doprint(self, text: str) -> str:
        return text


def _compiled(
    arguments: Sequence[Any],
    parts: Sequence[tuple[Any, Any]],
    results: Sequence[Any],
    printer: Any,
) -> Callable[..., Any]:
    """Return the function of the arguments that works out the parts and gives the results."""
    function: Callable[..., Any] = sympy.lambdify(
        arguments,
        results,
        modules=[{**NUMERIC, **ARITHMETIC, "copyto": np.copyto, "mean": mean_of_rows}],
        printer=printer,
        use_imps=False,
        cse=lambda _: (parts, results),
        docstring_limit=0,
    )
    return function


def operations(expr: Expr) -> int:
    """Return a bound on the arithmetic of an expression, without SymPy's slow count."""
    count, pending = 0, [expr]
    while pending:
        here = pending.pop()
        if here.args:
            count += max(1, len(here.args) - 1)
            pending += here.args
    return count
