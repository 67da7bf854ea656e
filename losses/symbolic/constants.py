"""Folding of constants, and the bounds on what SymPy may be given.

A constant is exact while its fraction is short, in symbols while it holds pi and e alone, else a
float. Nothing is computed before its size is known: a tower of powers could fill the memory.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from language.errors import LossError
from language.literals import checked, integer_power, small
from losses.functions.numeric import NUMERIC
from losses.limits import COEFFICIENT, DEGREE, EXPONENT

Expr = Any
PI, EULER = sympy.Symbol("k_pi", real=True), sympy.Symbol("k_e", real=True)
UNDEFINED = sympy.Symbol("k_nan", real=True)  # what a choice without its last part has there
FIXED: Mapping[Expr, float] = {PI: math.pi, EULER: math.e, UNDEFINED: math.nan}


@dataclass(frozen=True, slots=True)
class Part:
    """A built piece: what SymPy holds, and bounds on what it may grow to."""

    expr: Expr
    value: float | None = None  # of a known constant
    exact: Fraction | None = None
    plain: bool = True  # a constant without floats, kept in symbols
    degree: float = 1  # of nested powers
    size: float = 0  # decimal digits a coefficient may have


MINUS_ONE = Part(sympy.Integer(-1), -1.0, Fraction(-1))


def evaluate(expr: Expr) -> Any:
    """Return the value of an expression without free symbols, in float64."""
    if expr.is_Symbol:
        return np.float64(FIXED[expr])
    if expr.is_Number:
        return np.float64(float(expr))
    values = [evaluate(argument) for argument in expr.args]
    if expr.is_Add:
        return sum(values)
    if expr.is_Mul:
        return math.prod(values)
    if expr.is_Pow:
        return values[0] ** values[1]
    return np.float64(NUMERIC[type(expr).__name__](*values))


def rational(exact: Fraction) -> Expr:
    return sympy.Rational(exact.numerator, exact.denominator)


def constant(
    value: float, at: int, *, exact: Fraction | None = None, symbolic: Expr = None
) -> Part:
    """Return a folded constant: exact, else in symbols such as 2 pi, else a float."""
    checked(value, at)
    if exact is not None:
        return Part(rational(exact), value, exact)
    if symbolic is not None:
        return Part(symbolic, value)
    return Part(sympy.Float(value), value, plain=False)


def negative(part: Part, at: int) -> Part:
    if part.value is None:
        return Part(-part.expr, degree=part.degree, size=part.size)
    return fold_product([MINUS_ONE, part], at)


def fold_sum(terms: list[Part], at: int) -> Part:
    exact: Fraction | None = Fraction(0)
    for term in terms:
        known = exact is not None and term.exact is not None
        exact = small(exact + term.exact) if known else None  # type: ignore[operator]
    value = float(exact) if exact is not None else math.fsum(t.value or 0.0 for t in terms)
    symbolic = sympy.Add(*(t.expr for t in terms)) if all(t.plain for t in terms) else None
    return constant(value, at, exact=exact, symbolic=symbolic)


def fold_product(factors: list[Part], at: int) -> Part:
    exact: Fraction | None = Fraction(1)
    value = 1.0
    for factor in factors:
        known = exact is not None and factor.exact is not None
        exact = small(exact * factor.exact) if known else None  # type: ignore[operator]
        value *= factor.value or 0.0
    symbolic = sympy.Mul(*(p.expr for p in factors)) if all(p.plain for p in factors) else None
    return constant(value if exact is None else float(exact), at, exact=exact, symbolic=symbolic)


def fold_power(base: Part, exponent: Part, at: int) -> Part:
    """Raise one constant to another, in floats first: an exact tower could fill the memory."""
    assert base.value is not None
    assert exponent.value is not None
    if base.value == 0 and exponent.value <= 0:
        raise LossError("Zero to the power of zero or less has no value.", at)
    if base.value < 0 and not exponent.value.is_integer():
        raise LossError(
            "A negative number to a fractional power has no real value; "
            "for a real root write cbrt or root.",
            at,
        )
    try:
        value = math.pow(base.value, exponent.value)
    except (OverflowError, ValueError):
        value = math.inf
    checked(value, at)
    exact = None
    if exponent.exact is not None and exponent.exact.denominator == 1:
        exact = integer_power(base.exact, int(exponent.exact))
        if exact is None and base.plain and abs(exponent.exact) <= EXPONENT:
            return constant(value, at, symbolic=_symbolic_power(base, int(exponent.exact)))
    return constant(value, at, exact=exact)


def _symbolic_power(base: Part, exponent: int) -> Expr:
    return None if base.exact is not None else base.expr**exponent


def digits(part: Part) -> float:
    """Return how many decimal digits a part adds to a coefficient."""
    if part.value is None:
        return part.size
    return abs(math.log10(abs(part.value))) if part.value else 0.0


def bounded(size: float, at: int) -> float:
    if size > COEFFICIENT:
        raise LossError("The coefficients here grow too large; write a smaller power.", at)
    return size


def bounded_degree(degree: float, at: int) -> float:
    if degree > DEGREE:
        raise LossError(f"Nested powers may multiply up to {DEGREE} at most.", at)
    return degree
