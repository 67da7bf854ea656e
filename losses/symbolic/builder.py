"""From the tree to SymPy, node by node, with every bound enforced before SymPy sees a number.

SymPy itself joins only + * and whole powers. Constants are folded in constants.py.
"""

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy

from language.dialect import OVER_ROWS
from language.errors import LossError
from language.literals import small, value_of
from language.tree import Binary, Call, Constant, Name, Negative, Node, Number
from language.wording import shown
from losses.functions import symbolic as f
from losses.functions.rows import over_rows
from losses.functions.stable import quotient, rewritten
from losses.functions.table import BUILDERS, COMPARISONS, Unusable
from losses.limits import EXPONENT, TOWERS
from losses.symbolic.constants import (
    EULER,
    FIXED,
    MINUS_ONE,
    PI,
    UNDEFINED,
    Part,
    bounded,
    bounded_degree,
    constant,
    digits,
    evaluate,
    fold_power,
    fold_product,
    fold_sum,
    negative,
    rational,
)

Expr = Any
_CONSTANTS = {"pi": PI, "e": EULER}


class Builder:
    """Builds one tree.

    symbols   from display names to SymPy symbols of ours
    rows      of the table, where the tree has columns
    """

    def __init__(self, symbols: Mapping[str, Expr], rows: int = 0) -> None:
        self.symbols, self.rows = symbols, rows
        self.towers = 0

    def build(self, node: Node) -> Part:
        if isinstance(node, Number):
            value, exact = value_of(node.text, node.at)
            return constant(value, node.at, exact=exact)
        if isinstance(node, Constant):
            symbol = _CONSTANTS[node.name]
            return Part(symbol, FIXED[symbol])
        if isinstance(node, Name):
            return Part(self.symbols[node.name])
        if isinstance(node, Negative):
            return self.product([MINUS_ONE], node.operand)
        return self.call(node) if isinstance(node, Call) else self.binary(node)

    def binary(self, node: Binary) -> Part:
        if node.sign in "+-":
            return self.sum(node)
        if node.sign == "*":
            return self.product([], node)
        if node.sign in COMPARISONS:
            left, right = self.build(node.left), self.build(node.right)
            return Part(COMPARISONS[node.sign](left.expr, right.expr))
        return self.divide(node) if node.sign == "/" else self.power(node)

    def sum(self, node: Node) -> Part:
        """Join a whole chain of + and - at once; SymPy sorts the terms only once."""
        terms: list[Part] = []
        while isinstance(node, Binary) and node.sign in "+-":
            term = self.build(node.right)
            terms.append(term if node.sign == "+" else negative(term, node.at))
            node = node.left
        terms.append(self.build(node))
        terms.reverse()
        if all(term.value is not None for term in terms):
            return fold_sum(terms, node.at)
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
            return fold_product(factors, node.at)
        return Part(
            sympy.Mul(*(factor.expr for factor in factors)),
            degree=max(factor.degree for factor in factors),
            size=bounded(sum(digits(factor) for factor in factors), node.at),
        )

    def divide(self, node: Binary) -> Part:
        stable = quotient(node)
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
            return constant(top.value / bottom.value, node.at, exact=exact, symbolic=symbolic)
        return Part(
            top.expr / bottom.expr,
            degree=max(top.degree, bottom.degree),
            size=bounded(digits(top) + digits(bottom), node.at),
        )

    def power(self, node: Binary) -> Part:
        base, exponent = self.build(node.left), self.build(node.right)
        if base.value is not None and exponent.value is not None:
            return fold_power(base, exponent, node.at)
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
        if not any(symbol.name[0] == "v" for symbol in exponent.expr.free_symbols):
            return Part(f.power(base.expr, exponent.expr))  # the exponent is a user's constant
        self.towers += 1
        if self.towers > TOWERS:
            raise LossError(
                f"At most {TOWERS} powers may have variables in base and exponent.", node.at
            )
        return Part(f.tower(base.expr, exponent.expr, sympy.Integer(0)))

    def fixed_power(self, base: Part, exponent: Part, at: int) -> Part:
        """Raise an expression to a known exponent."""
        assert exponent.value is not None
        if abs(exponent.value) > EXPONENT:
            raise LossError(f"An exponent of a variable is at most {EXPONENT}.", at)
        degree = bounded_degree(base.degree * max(1.0, abs(exponent.value)), at)
        size = bounded(base.size * max(1.0, abs(exponent.value)), at)
        exact = exponent.exact
        if exact is not None and exact.denominator == 1:
            if base.expr == 0 and exact <= 0:
                raise LossError("This divides by zero.", at)
            return Part(base.expr ** int(exact), degree=degree, size=size)
        if exact is not None and exact.denominator == 2:
            return Part(f.sqrt(base.expr) ** int(2 * exact), degree=degree, size=size)
        number = sympy.Float(exponent.value) if exact is None else rational(exact)
        return Part(f.power(base.expr, number))

    def over_rows(self, node: Call) -> Part:
        """Return a mean over the rows; a sum is as many means as the table has rows."""
        part = self.build(node.arguments[0])
        whole = part if part.value is not None else Part(over_rows(part.expr))
        if node.function == "mean":
            return whole
        count = constant(float(self.rows), node.at, exact=Fraction(self.rows))
        if whole.value is not None:
            return fold_product([count, whole], node.at)
        return Part(count.expr * whole.expr)

    def call(self, node: Call) -> Part:
        if node.function in OVER_ROWS:
            return self.over_rows(node)
        rewrite = rewritten(node)
        if rewrite is not None:
            return self.build(rewrite)
        parts = [self.build(argument) for argument in node.arguments]
        if node.function == "where" and len(parts) == 2:
            parts.append(Part(UNDEFINED))
        try:
            expr = BUILDERS[node.function](*(part.expr for part in parts))
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
        return constant(value, node.at)
