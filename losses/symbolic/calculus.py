"""The chain rule over the five kinds of expression that the builder makes.

SymPy's own `diff` gives the same, but asks its assumption system about every factor on the way,
which takes five times as long.
"""

from typing import Any

import sympy

from losses.functions import symbolic as f
from losses.functions.rows import mean, over_rows
from losses.symbolic.constants import UNDEFINED

Expr = Any
_ZERO = sympy.Integer(0)
# Slopes that are 0 where a branch is not taken; what they multiply may have no value there.
_SWITCHES = (f.heaviside, f.above, f.within)
_BOUNDED = (f.sin, f.cos, f.tanh, f.sigmoid, f.atan, f.erf, f.sign, *_SWITCHES)


class Derivative:
    """Derives expressions by one symbol; shared parts are derived once."""

    def __init__(self, symbol: Expr) -> None:
        self.symbol = symbol
        self._known: dict[Expr, Expr] = {symbol: sympy.Integer(1), UNDEFINED: UNDEFINED}

    def of(self, expr: Expr) -> Expr:
        """Return the derivative of an expression."""
        if not expr.args:
            return self._known.get(expr, _ZERO)
        if expr not in self._known:
            self._known[expr] = self._derive(expr)
        return self._known[expr]

    def _derive(self, expr: Expr) -> Expr:
        inner = [self.of(argument) for argument in expr.args]
        if expr.is_Add:
            return sympy.Add(*inner)
        if not any(inner):
            return _ZERO
        if expr.is_Mul:
            return self._product(expr.args, inner)
        if expr.is_Pow:  # a whole power: any other is a function of ours
            return expr.exp * expr.base ** (expr.exp - 1) * inner[0]
        if isinstance(expr, mean):
            return over_rows(inner[0])
        if isinstance(expr, f.where):
            return f.where(expr.args[0], *inner[1:])
        return sympy.Add(*(_times(expr.fdiff(k), d) for k, d in enumerate(inner, start=1) if d))

    def _product(self, factors: tuple[Expr, ...], inner: list[Expr]) -> Expr:
        """Return the product rule's sum."""
        terms = [
            sympy.Mul(*factors[:place], derived, *factors[place + 1 :])
            for place, derived in enumerate(inner)
            if derived
        ]
        return sympy.Add(*terms)


def _times(slope: Expr, inner: Expr) -> Expr:
    """Return a link of the chain; 0 where the slope is, whatever an untaken branch gives there."""
    if isinstance(slope, _SWITCHES) and not _always_finite(inner):
        return f.gate(slope, inner)
    return slope * inner


def _always_finite(expr: Expr) -> bool:
    pending = [expr]
    while pending:
        here = pending.pop()
        if here.is_Pow and here.exp.is_negative:
            return False
        if here.is_Function and not isinstance(here, _BOUNDED):
            return False
        pending += here.args
    return True
