"""Compiled code: products for powers, numbers by name, common parts once."""

import numpy as np
import pytest
import sympy

from losses.functions import symbolic as f
from losses.symbolic.compiler import Compiled, Source, operations

X, Y = sympy.symbols("v0 v1", real=True)


@pytest.mark.parametrize(
    ("expr", "source"),
    [
        (X**2, "(v0*v0)"),
        (X**5, "ipow(v0, 5)"),
        ((X + Y) ** 2, "square((v0 + v1))"),
        (1 / X, "(n0/v0)"),
        (X / Y**2, "(v0/((v1*v1)))"),
        (-X, "(-v0)"),
        (X - Y, "(v0 - v1)"),
        (f.sin(2 * X), "sin((n0*v0))"),
    ],
)
def test_an_expression_is_printed_as_products_and_named_numbers(
    expr: sympy.Expr, source: str
) -> None:
    assert Source().doprint(expr) == source


def test_equal_numbers_have_one_name_and_none_can_be_written_to() -> None:
    printer = Source()
    printer.doprint(2 * X + 2 * Y + sympy.Float(0.5))
    assert sorted(map(float, printer.numbers.values())) == [0.5, 2.0]
    with pytest.raises(ValueError, match="read-only"):
        printer.numbers["n0"][...] = 3.0


def test_one_function_gives_every_expression() -> None:
    function = Compiled([X, Y], [X**2 + f.sin(Y), 2 * X, f.cos(Y)]).function()
    x, y = np.array([1.0, -2.0]), np.array([0.5, 3.0])
    value, first, second = function(x, y)
    np.testing.assert_array_equal(value, x * x + np.sin(y))
    np.testing.assert_array_equal(first, 2 * x)
    np.testing.assert_array_equal(second, np.cos(y))


def test_arithmetic_is_counted_from_above() -> None:
    assert operations(X) == 0
    assert operations(X + Y + 1) == 2
    assert operations(f.sin(X * Y)) == 2
