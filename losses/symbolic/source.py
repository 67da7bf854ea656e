"""From SymPy to source text: which operations an expression takes, in which order."""

import math
from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
import sympy

from losses.symbolic.constants import FIXED

Expr = Any
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
            return self._number(FIXED[expr]) if expr in FIXED else self._named(str(expr.name))
        if expr.is_Number:
            return self._number(float(expr))
        if expr.is_Add:
            return self._closed(self._sum(expr.args))
        if expr.is_Mul:
            return self._closed(self._product(expr.args))
        if expr.is_Pow:
            return self._power(expr.base, int(expr.exp))
        return self._call(type(expr).__name__, *map(self.doprint, expr.args))

    # What follows decides which operations are done, what comes after that how they are written.

    def _sum(self, terms: Sequence[Expr]) -> str:
        found = ""
        for term in terms:
            number = term.args[0] if term.is_Mul else term
            minus = bool(number.is_Number and number < 0)
            piece = self.doprint(-term) if minus else self.doprint(term)
            if found:
                found = self._two("-" if minus else "+", found, piece)
            else:
                found = self._minus(piece) if minus else piece
        return found

    def _product(self, factors: Sequence[Expr]) -> str:
        top, bottom = [], []
        for factor in factors:
            if factor.is_Pow and factor.exp.is_negative:
                bottom.append(self._power(factor.base, -int(factor.exp)))
            elif factor is not sympy.S.NegativeOne:
                top.append(self.doprint(factor))
        first, *others = top or [self._number(1.0)]
        above = self._times(
            [self._minus(first) if sympy.S.NegativeOne in factors else first, *others]
        )
        return self._two("/", above, self._closed(self._times(bottom))) if bottom else above

    def _times(self, factors: Sequence[str]) -> str:
        return reduce(lambda left, right: self._two("*", left, right), factors)

    def _power(self, base: Expr, exponent: int) -> str:
        if exponent < 0:
            return self._closed(self._two("/", self._number(1.0), self._power(base, -exponent)))
        inside = self.doprint(base)
        if exponent == 1:
            return inside
        if base.is_Symbol and exponent <= _INLINE:
            return self._closed(self._times([inside] * exponent))
        return (
            self._call("square", inside)
            if exponent == 2
            else self._call("ipow", inside, str(exponent))
        )

    def _number(self, value: float) -> str:
        return self._names.setdefault(value, f"n{len(self._names)}")

    def _named(self, name: str) -> str:
        return name

    def _closed(self, text: str) -> str:
        return f"({text})"

    def _minus(self, text: str) -> str:
        return f"-{text}"

    def _two(self, sign: str, left: str, right: str) -> str:
        return f"{left} {sign} {right}" if sign in "+-" else f"{left}{sign}{right}"

    def _call(self, function: str, *operands: str) -> str:
        return f"{function}({', '.join(operands)})"


class JavaScript(Source):
    """Prints the same operations for the browser, with numbers as they are."""

    def _number(self, value: float) -> str:
        return "(0/0)" if math.isnan(value) else repr(value)
