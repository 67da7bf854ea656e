"""From the tree to SymPy, node by node, with every bound enforced before SymPy sees a number.

SymPy itself joins only + * and whole powers. Constants are folded here, in fractions or floats.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from losses import functions as f
from losses.errors import LossError, shown
from losses.limits import COEFFICIENT, DEGREE, EXPONENT, TOWERS
from losses.numbers import checked, integer_power, small, value_of
from losses.numeric import NUMERIC
from losses.stable import reciprocal, rewritten
from losses.surface import FUNCTIONS, Unusable
from losses.tree import Binary, Call, Constant, Name, Negative, Node, Number

Expr = Any
PI, EULER = sympy.Symbol("k_pi", real=True), sympy.Symbol("k_e", real=True)
FIXED: Mapping[Expr, float] = {PI: math.pi, EULER: math.e}
_CONSTANTS = {"pi": PI, "e": EULER}


@dataclass(frozen=True, slots=True)
class Part:
    """A built piece: what SymPy holds, and bounds on what it may grow to."""

    expr: Expr
    value: float | None = None  # of a known constant
    exact: Fraction | None = None
    plain: bool = True  # a constant without floats, kept in symbols
    degree: float = 1  # of nested powers
    size: float = 0  # decimal digits a coefficient may have


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


class Builder:
    """Builds one tree; `symbols` maps display names to SymPy symbols of ours."""

    def __init__(self, symbols: Mapping[str, Expr]) -> None:
        self.symbols = symbols
        self.towers = 0

    def build(self, node: Node) -> Part:
        if isinstance(node, Number):
            value, exact = value_of(node.text, node.at)
            return _constant(value, node.at, exact=exact)
        if isinstance(node, Constant):
            symbol = _CONSTANTS[node.name]
            return Part(symbol, FIXED[symbol])
        if isinstance(node, Name):
            return Part(self.symbols[node.name])
        if isinstance(node, Negative):
            return self.product([Part(sympy.Integer(-1), -1.0, Fraction(-1))], node.operand)
        if isinstance(node, Call):
            return self.call(node)
        if node.sign in "+-":
            return self.sum(node)
        if node.sign == "*":
            return self.product([], node)
        return self.divide(node) if node.sign == "/" else self.power(node)

    def sum(self, node: Node) -> Part:
        """Join a whole chain of + and - at once; SymPy sorts the terms only once."""
        terms: list[Part] = []
        while isinstance(node, Binary) and node.sign in "+-":
            term = self.build(node.right)
            terms.append(term if node.sign == "+" else _negative(term, node.at))
            node = node.left
        terms.append(self.build(node))
        terms.reverse()
        if all(term.value is not None for term in terms):
            return _fold_sum(terms, node.at)
        return Part(
            sympy.Add(*(term.expr for term in terms)),
            degree=max(term.degree for term in terms),
            size=max(term.size for term in terms) + 1,
        )

    def product(self, factors: list[Part], node: Node) -> Part:
        """Join a whole chain of * at once."""
        chain: list[Part] = []
        while isinstance(node, Binary) and node.sign == "*":
            chain.append(self.build(node.right))
            node = node.left
        factors = [*factors, self.build(node), *reversed(chain)]
        if all(factor.value is not None for factor in factors):
            return _fold_product(factors, node.at)
        return Part(
            sympy.Mul(*(factor.expr for factor in factors)),
            degree=max(factor.degree for factor in factors),
            size=_bounded(sum(_digits(factor) for factor in factors), node.at),
        )

    def divide(self, node: Binary) -> Part:
        stable = reciprocal(node)
        if stable is not None:
            return self.build(stable)
        top, bottom = self.build(node.left), self.build(node.right)
        if bottom.value == 0 or bottom.expr == 0:
            raise LossError("This divides by zero.", node.at)
        if top.value is not None and bottom.value is not None:
            exact = None
            if top.exact is not None and bottom.exact is not None:
                exact = small(top.exact / bottom.exact)
            symbolic = top.expr / bottom.expr if top.plain and bottom.plain else None
            return _constant(top.value / bottom.value, node.at, exact=exact, symbolic=symbolic)
        return Part(
            top.expr / bottom.expr,
            degree=max(top.degree, bottom.degree),
            size=_bounded(_digits(top) + _digits(bottom), node.at),
        )

    def power(self, node: Binary) -> Part:
        base, exponent = self.build(node.left), self.build(node.right)
        if base.value is not None and exponent.value is not None:
            return _fold_power(base, exponent, node.at)
        if node.left == Constant("e"):
            return Part(f.exp(exponent.expr))
        if exponent.value is not None:
            return self.fixed_power(base, exponent, node.at)
        if base.value is not None and base.value <= 0:
            raise LossError(
                "Zero or a negative number to a varying power has no real value everywhere; "
                "the base must be positive.",
                node.at,
            )
        if base.value == 2:
            return Part(f.exp2(exponent.expr))
        if base.value is not None:
            return Part(f.exp(sympy.Float(math.log(base.value)) * exponent.expr))
        self.towers += 1
        if self.towers > TOWERS:
            raise LossError(
                f"At most {TOWERS} powers may have variables in base and exponent.", node.at
            )
        return Part(f.power(base.expr, exponent.expr))

    def fixed_power(self, base: Part, exponent: Part, at: int) -> Part:
        """Raise an expression to a known exponent."""
        assert exponent.value is not None
        if abs(exponent.value) > EXPONENT:
            raise LossError(f"An exponent of a variable is at most {EXPONENT}.", at)
        degree = _bounded_degree(base.degree * max(1.0, abs(exponent.value)), at)
        size = _bounded(base.size * max(1.0, abs(exponent.value)), at)
        exact = exponent.exact
        if exact is not None and exact.denominator == 1:
            if base.expr == 0 and exact <= 0:
                raise LossError("This divides by zero.", at)
            return Part(base.expr ** int(exact), degree=degree, size=size)
        if exact is not None and exact.denominator == 2:
            return Part(f.sqrt(base.expr) ** int(2 * exact), degree=degree, size=size)
        number = sympy.Float(exponent.value) if exact is None else _rational(exact)
        return Part(f.power(base.expr, number))

    def call(self, node: Call) -> Part:
        rewrite = rewritten(node)
        if rewrite is not None:
            return self.build(rewrite)
        parts = [self.build(argument) for argument in node.arguments]
        try:
            expr = FUNCTIONS[node.function].build(*(part.expr for part in parts))
        except Unusable as error:
            raise LossError(str(error), node.at) from None
        if any(part.value is None for part in parts):
            return Part(expr)
        with np.errstate(all="ignore"):
            value = float(evaluate(expr))
        if not math.isfinite(value):
            raise LossError(
                f"{shown(node.function)} has no finite real value for this constant.", node.at
            )
        return _constant(value, node.at)


def _rational(exact: Fraction) -> Expr:
    return sympy.Rational(exact.numerator, exact.denominator)


def _constant(
    value: float, at: int, *, exact: Fraction | None = None, symbolic: Expr = None
) -> Part:
    """Return a folded constant: exact, else in symbols such as 2 pi, else a float."""
    checked(value, at)
    if exact is not None:
        return Part(_rational(exact), value, exact)
    if symbolic is not None:
        return Part(symbolic, value)
    return Part(sympy.Float(value), value, plain=False)


def _negative(part: Part, at: int) -> Part:
    if part.value is None:
        return Part(-part.expr, degree=part.degree, size=part.size)
    return _fold_product([Part(sympy.Integer(-1), -1.0, Fraction(-1)), part], at)


def _fold_sum(terms: list[Part], at: int) -> Part:
    exact: Fraction | None = Fraction(0)
    for term in terms:
        known = exact is not None and term.exact is not None
        exact = small(exact + term.exact) if known else None  # type: ignore[operator]
    value = float(exact) if exact is not None else math.fsum(t.value or 0.0 for t in terms)
    symbolic = sympy.Add(*(t.expr for t in terms)) if all(t.plain for t in terms) else None
    return _constant(value, at, exact=exact, symbolic=symbolic)


def _fold_product(factors: list[Part], at: int) -> Part:
    exact: Fraction | None = Fraction(1)
    value = 1.0
    for factor in factors:
        known = exact is not None and factor.exact is not None
        exact = small(exact * factor.exact) if known else None  # type: ignore[operator]
        value *= factor.value or 0.0
    symbolic = sympy.Mul(*(p.expr for p in factors)) if all(p.plain for p in factors) else None
    return _constant(value if exact is None else float(exact), at, exact=exact, symbolic=symbolic)


def _fold_power(base: Part, exponent: Part, at: int) -> Part:
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
            return _constant(value, at, symbolic=_symbolic_power(base, int(exponent.exact)))
    return _constant(value, at, exact=exact)


def _symbolic_power(base: Part, exponent: int) -> Expr:
    return None if base.exact is not None else base.expr**exponent


def _digits(part: Part) -> float:
    """Return how many decimal digits a part adds to a coefficient."""
    if part.value is None:
        return part.size
    return abs(math.log10(abs(part.value))) if part.value else 0.0


def _bounded(size: float, at: int) -> float:
    if size > COEFFICIENT:
        raise LossError("The coefficients here grow too large; write a smaller power.", at)
    return size


def _bounded_degree(degree: float, at: int) -> float:
    if degree > DEGREE:
        raise LossError(f"Nested powers may multiply up to {DEGREE} at most.", at)
    return degree
