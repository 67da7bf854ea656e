"""From SymPy to one NumPy function [f, *gradient], and to a Hessian when somebody asks."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy
from sympy.simplify.cse_main import cse

from losses.folding import FIXED
from losses.numeric import NUMERIC

Expr = Any
_INLINE = 4  # powers of a plain name up to this are written as products


def source(expr: Expr) -> str:
    """Return Python source of an expression: products for powers, full-precision numbers."""
    if expr.is_Symbol:
        return repr(FIXED[expr]) if expr in FIXED else str(expr.name)
    if expr.is_Number:
        return repr(float(expr))
    if expr.is_Add:
        return f"({_sum(expr.args)})"
    if expr.is_Mul:
        return _product(expr.args)
    if expr.is_Pow:
        return _power(expr.base, int(expr.exp))
    return f"{type(expr).__name__}({', '.join(source(argument) for argument in expr.args)})"


def _sum(terms: Sequence[Expr]) -> str:
    text = ""
    for term in terms:
        number = term.args[0] if term.is_Mul else term
        minus = bool(number.is_Number and number < 0)
        piece = source(-term) if minus else source(term)
        text += f" {'-' if minus else '+'} {piece}" if text else f"{'-' if minus else ''}{piece}"
    return text


def _product(factors: Sequence[Expr]) -> str:
    top, bottom = [], []
    for factor in factors:
        if factor.is_Pow and factor.exp.is_negative:
            bottom.append(_power(factor.base, -int(factor.exp)))
        elif factor is not sympy.S.NegativeOne:
            top.append(source(factor))
    minus = "-" if sympy.S.NegativeOne in factors else ""
    above = "*".join(top) or "1.0"
    return f"({minus}{above}/({'*'.join(bottom)}))" if bottom else f"({minus}{above})"


def _power(base: Expr, exponent: int) -> str:
    if exponent < 0:
        return f"(1.0/{_power(base, -exponent)})"
    inside = source(base)
    if exponent == 1:
        return inside
    if base.is_Symbol and exponent <= _INLINE:
        return f"({'*'.join([inside] * exponent)})"
    return f"square({inside})" if exponent == 2 else f"ipow({inside}, {exponent})"


def compiled(arguments: Sequence[Expr], expressions: Sequence[Expr]) -> Callable[..., Any]:
    """Return one function of arrays that gives every expression, common parts computed once."""
    namespace = {**NUMERIC, "square": np.square}
    return sympy.lambdify(  # type: ignore[no-any-return]
        arguments,
        list(expressions),
        modules=[namespace],
        printer=source,
        use_imps=False,
        cse=_common,
        docstring_limit=0,
    )


def _common(expressions: Any) -> Any:
    # canonical order would sort every sum again: a third of the time, and no faster code
    return cse(expressions, list=False, order="none")


def operations(expr: Expr) -> int:
    """Return a bound on the arithmetic of an expression, without SymPy's slow count."""
    count, pending = 0, [expr]
    while pending:
        here = pending.pop()
        if here.args:
            count += max(1, len(here.args) - 1)
            pending += here.args
    return count
