"""From SymPy to one NumPy function [f, *gradient], and to a Hessian when somebody asks."""

import math
from collections.abc import Callable, Sequence
from typing import Any, NotRequired, TypedDict

import numpy as np
import sympy
from sympy.simplify.cse_main import cse

from language.errors import LossError
from losses.functions.numeric import NUMERIC
from losses.functions.rows import Column, mean, mean_of_rows
from losses.symbolic.constants import FIXED
from losses.symbolic.row_loop import RowLoop, row_loop

Expr = Any
_NONSENSE = (sympy.zoo, sympy.nan, sympy.oo, sympy.S.NegativeInfinity, sympy.I)
_INLINE = 4  # powers of a plain name up to this are written as products


class Source:
    """Prints expressions as Python: products for powers, numbers by name.

    A number is an array of no dimension, made once: NumPy multiplies a small array by that in two
    thirds of the time that a Python float takes, which it must convert at every call.
    """

    def __init__(self) -> None:
        self._names: dict[float, str] = {}

    @property
    def numbers(self) -> dict[str, Any]:
        """What each name of a number printed so far stands for."""
        arrays = {name: np.array(value) for value, name in self._names.items()}
        for array in arrays.values():
            array.setflags(write=False)
        return arrays

    def doprint(self, expr: Expr) -> str:
        if expr.is_Symbol:
            return self._number(FIXED[expr]) if expr in FIXED else str(expr.name)
        if expr.is_Number:
            return self._number(float(expr))
        if expr.is_Add:
            return f"({self._sum(expr.args)})"
        if expr.is_Mul:
            return self._product(expr.args)
        if expr.is_Pow:
            return self._power(expr.base, int(expr.exp))
        return f"{type(expr).__name__}({', '.join(map(self.doprint, expr.args))})"

    def _number(self, value: float) -> str:
        return self._names.setdefault(value, f"n{len(self._names)}")

    def _sum(self, terms: Sequence[Expr]) -> str:
        text = ""
        for term in terms:
            number = term.args[0] if term.is_Mul else term
            minus = bool(number.is_Number and number < 0)
            piece = self.doprint(-term) if minus else self.doprint(term)
            if text:
                text += f" {'-' if minus else '+'} {piece}"
            else:
                text = f"{'-' if minus else ''}{piece}"
        return text

    def _product(self, factors: Sequence[Expr]) -> str:
        top, bottom = [], []
        for factor in factors:
            if factor.is_Pow and factor.exp.is_negative:
                bottom.append(self._power(factor.base, -int(factor.exp)))
            elif factor is not sympy.S.NegativeOne:
                top.append(self.doprint(factor))
        minus = "-" if sympy.S.NegativeOne in factors else ""
        above = "*".join(top) or self._number(1.0)
        return f"({minus}{above}/({'*'.join(bottom)}))" if bottom else f"({minus}{above})"

    def _power(self, base: Expr, exponent: int) -> str:
        if exponent < 0:
            return f"({self._number(1.0)}/{self._power(base, -exponent)})"
        inside = self.doprint(base)
        if exponent == 1:
            return inside
        if base.is_Symbol and exponent <= _INLINE:
            return f"({'*'.join([inside] * exponent)})"
        return f"square({inside})" if exponent == 2 else f"ipow({inside}, {exponent})"


class JavaScript(Source):
    """Prints the same operations for the browser, with numbers as they are."""

    def _number(self, value: float) -> str:
        return "(0/0)" if math.isnan(value) else repr(value)


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
        function: Callable[..., Any] = sympy.lambdify(
            self._arguments,
            self._results,
            modules=[{**NUMERIC, "square": np.square, "mean": mean_of_rows}],
            printer=printer,
            use_imps=False,
            cse=lambda _: (self._parts, self._results),
            docstring_limit=0,
        )
        function.__globals__.update(printer.numbers)  # known only now that all is printed
        return function

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


def operations(expr: Expr) -> int:
    """Return a bound on the arithmetic of an expression, without SymPy's slow count."""
    count, pending = 0, [expr]
    while pending:
        here = pending.pop()
        if here.args:
            count += max(1, len(here.args) - 1)
            pending += here.args
    return count
