"""The chain rule against SymPy's own, which takes other ways."""

import pytest
import sympy

from losses.functions import symbolic as f
from losses.symbolic.calculus import Derivative

X, Y = sympy.symbols("v0 v1", real=True)
PLAIN = {
    "exp": sympy.exp, "sin": sympy.sin, "cos": sympy.cos, "log": sympy.log, "sqrt": sympy.sqrt,
    "tanh": sympy.tanh, "sech": sympy.sech, "hypot": lambda u, v: sympy.sqrt(u**2 + v**2),
}  # fmt: skip


def in_sympy(expr: sympy.Expr) -> sympy.Expr:
    """Return the expression in SymPy's own functions."""
    if not expr.args:
        return expr
    inner = [in_sympy(argument) for argument in expr.args]
    return PLAIN.get(type(expr).__name__, expr.func)(*inner)


@pytest.mark.parametrize(
    "expr",
    [
        X**3 * Y + 2 * X,
        f.exp(-(X**2)) * f.sin(3 * Y),
        f.log(1 + X**2) / Y**2,
        f.hypot(X, X * Y) + f.sqrt(Y),
        (X + Y) ** 5 * f.tanh(X * Y),
        sympy.Integer(7),
        Y**4,
    ],
)
@pytest.mark.parametrize("symbol", [X, Y])
def test_a_derivative_is_that_of_sympy(expr: sympy.Expr, symbol: sympy.Symbol) -> None:
    at = {X: sympy.Rational(3, 7), Y: sympy.Rational(5, 4)}
    found = in_sympy(Derivative(symbol).of(expr)).subs(at)
    wanted = sympy.diff(in_sympy(expr), symbol).subs(at)
    assert abs(float(found - wanted)) < 1e-12


def test_a_shared_part_is_derived_once() -> None:
    part = f.sin(X * Y)
    rule = Derivative(X)
    rule.of(part + part**2 * X)
    assert rule.of(part) is rule.of(part)
    assert rule.of(Y) == 0
