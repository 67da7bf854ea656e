"""From a derived expression back to a tree: the same values, in the order of handwriting."""

import numpy as np
import pytest
import sympy

from language.printers.text import to_text
from losses import parse_loss
from losses.functions import symbolic as f
from losses.symbolic.constants import EULER, PI
from losses.symbolic.from_sympy import Unbuilder

X, Y = sympy.symbols("v0 v1", real=True)


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (X**2 + 3 * X - 1, "x^2 + 3*x - 1"),
        (1 - X, "1 - x"),
        (-X - Y, "-x - y"),
        (Y + X, "x + y"),
        (-2 * X * (X + 1), "-(2*x*(x + 1))"),
        (X / (3 * Y), "x/(3*y)"),
        (2 * X / 3, "2*x/3"),
        (1 / X**2, "1/x^2"),
        (PI * X * EULER, "e*pi*x"),
        (f.sin(X) * X * (1 + X), "x*(x + 1)*sin(x)"),
        (f.power(X, sympy.Rational(1, 3)), "x^(1/3)"),
        (sympy.Float(1e-7) * X, "1e-7*x"),
    ],
)
def test_an_expression_reads_as_written_by_hand(expr: sympy.Expr, text: str) -> None:
    assert to_text(Unbuilder({X: "x", Y: "y"}, decimals=False).tree(expr)) == text


def test_decimals_come_back_where_decimals_were_typed() -> None:
    half = sympy.Rational(13, 25) * X
    assert to_text(Unbuilder({X: "x"}, decimals=True).tree(half)) == "0.52*x"
    assert to_text(Unbuilder({X: "x"}, decimals=False).tree(half)) == "13*x/25"
    third = X / 3
    assert to_text(Unbuilder({X: "x"}, decimals=True).tree(third)) == "x/3"


def test_a_printed_gradient_is_the_compiled_gradient() -> None:
    """The tree of each derivative, printed and parsed again, has the values of the derivative."""
    texts = ["x^4 - 2.1x^2 y + y^3/7", "exp(-x^2)/(1+y^2)", "sin(x y)^2 cos(y)", "x/(x^2+y^2+1)"]
    points = np.random.default_rng(3).normal(size=(30, 2))
    for text in texts:
        loss = parse_loss(text)
        derived = loss._derived
        names = {symbol: name for name, symbol in derived._symbols.items()}
        trees = [Unbuilder(names, decimals=True).tree(partial) for partial in derived._gradient]
        again = [parse_loss(f"f(x, y) = {to_text(tree)}") for tree in trees]
        columns = np.stack([partial.value(points) for partial in again], axis=-1)
        np.testing.assert_allclose(columns, loss.gradient(points), rtol=1e-12, atol=1e-14)
