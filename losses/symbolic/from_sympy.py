"""From a derived SymPy expression back to our tree, so that one printer prints everything."""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from language.printers.text import to_text
from language.tree import Binary, Call, Constant, Name, Negative, Node, Number
from losses.functions.symbolic import log, tower
from losses.symbolic.constants import EULER, PI, UNDEFINED

Expr = Any


class Unbuilder:
    """Turns expressions into trees; `names` maps our symbols back to display names.

    decimals   print 13/25 as 0.52, because the user typed decimals
    """

    def __init__(self, names: Mapping[Expr, str], *, decimals: bool) -> None:
        self.names = names
        self.decimals = decimals
        self._trees: dict[Expr, Node] = {}  # else sorting would visit every level many times
        self._texts: dict[Expr, str] = {}

    def tree(self, expr: Expr) -> Node:
        """Return the tree of an expression."""
        if expr not in self._trees:
            self._trees[expr] = self._tree(expr)
        return self._trees[expr]

    def text(self, expr: Expr) -> str:
        """Return the plain text of an expression, by which equals are sorted."""
        if expr not in self._texts:
            self._texts[expr] = to_text(self.tree(expr))
        return self._texts[expr]

    def _tree(self, expr: Expr) -> Node:
        if expr.is_Symbol:
            return self.symbol(expr)
        if expr.is_Number:
            return self.number(expr)
        if expr.is_Add:
            return self.sum(expr)
        if expr.is_Mul:
            return self.product(expr)
        if expr.is_Pow:
            return self.power(expr.base, int(expr.exp))
        return self.function(type(expr).__name__, expr)

    def function(self, name: str, expr: Expr) -> Node:
        """Return the tree of a function of ours, in signs where there are any."""
        if name == "gate":
            return self.tree(expr.args[0] * expr.args[1])
        if name == "where" and expr.args[2] == UNDEFINED:
            return Call(name, (self.tree(expr.args[0]), self.tree(expr.args[1])))
        if name == "tower" and expr.args[2] != 0:
            base, exponent, times = expr.args
            return self.tree(tower(base, exponent, 0) * log(base) ** times)
        arguments = tuple(self.tree(argument) for argument in expr.args)
        if name in _SIGNS:
            return Binary(_SIGNS[name], arguments[0], arguments[1])
        return Call(name, arguments)

    def symbol(self, expr: Expr) -> Node:
        if expr in (PI, EULER):
            return Constant("pi" if expr == PI else "e")
        if expr == UNDEFINED:
            return Constant("nan")
        return Name(self.names[expr])

    def number(self, expr: Expr) -> Node:
        if expr < 0:
            return Negative(self.number(-expr))
        if expr.is_Rational and not expr.is_Integer:
            exact = Fraction(int(expr.p), int(expr.q))
            short = f"{float(exact):.12g}"
            if not (self.decimals and Fraction(short) == exact):
                return Binary("/", Number(str(expr.p)), Number(str(expr.q)))
        return _literal(float(expr))

    def sum(self, expr: Expr) -> Node:
        """Put high powers first and equal ones in alphabetical order, as one writes by hand."""
        terms = sorted(expr.args, key=self.rank)
        first = next((k for k, term in enumerate(terms) if term.as_coeff_Mul()[0] > 0), 0)
        terms.insert(0, terms.pop(first))  # 1 - x reads better than -x + 1
        node = self.tree(terms[0])
        for term in terms[1:]:
            coefficient = term.as_coeff_Mul()[0]
            minus = coefficient < 0
            node = Binary("-" if minus else "+", node, self.tree(-term if minus else term))
        return node

    def rank(self, term: Expr) -> tuple[float, str]:
        degree = 0.0
        for factor in term.args if term.is_Mul else (term,):
            base, power = factor.as_base_exp()
            if base in self.names:
                degree += float(power)
            elif not base.is_Number and base not in (PI, EULER):
                degree += 100.0
        return -degree, self.text(term)

    def product(self, expr: Expr) -> Node:
        coefficient, rest = expr.as_coeff_Mul()
        if coefficient < 0:
            return Negative(self.tree(-expr))
        factors = list(rest.args) if rest.is_Mul else [rest]
        top = [f for f in factors if not (f.is_Pow and f.exp.is_negative)]
        bottom = [f.base ** (-f.exp) for f in factors if f.is_Pow and f.exp.is_negative]
        above = [self.tree(f) for f in sorted(top, key=self.place)]
        below = [self.tree(f) for f in sorted(bottom, key=self.place)]
        number = self.number(coefficient)
        if isinstance(number, Binary):  # p/q in front: p above, q below
            below.insert(0, number.right)
            number = number.left
        if number != Number("1") or not above:
            above.insert(0, number)
        node = _joined(above)
        return Binary("/", node, _joined(below)) if below else node

    def place(self, factor: Expr) -> tuple[int, str]:
        """Order the factors: constants, names, brackets, functions."""
        base = factor.base if factor.is_Pow else factor
        if base in (PI, EULER):
            kind = 0
        elif base.is_Symbol:
            kind = 1
        else:
            kind = 2 if base.is_Add else 3
        return kind, self.text(factor)

    def power(self, base: Expr, exponent: int) -> Node:
        if exponent < 0:
            below = self.tree(base) if exponent == -1 else self.power(base, -exponent)
            return Binary("/", Number("1"), below)
        return Binary("^", self.tree(base), Number(str(exponent)))


_SIGNS = {
    "power": "^", "tower": "^", "less": "<", "less_equal": "<=", "equal": "==", "unequal": "!=",
    "both": "and", "either": "or",
}  # fmt: skip


def _joined(nodes: list[Node]) -> Node:
    return reduce(lambda left, right: Binary("*", left, right), nodes)


def _literal(value: float) -> Node:
    text = f"{value:.10g}".replace("e+", "e")
    mantissa, _, power = text.partition("e")
    return Number(f"{mantissa}e{int(power)}" if power else mantissa)
