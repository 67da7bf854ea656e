"""Source text: products for powers, numbers by name."""

import pytest
import sympy

from losses.functions import symbolic as f
from losses.symbolic.source import JavaScript, Source

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


def test_the_browser_has_its_numbers_where_they_are_used() -> None:
    assert JavaScript().doprint(2 * X + sympy.nan) == "(0/0)"
    assert JavaScript().doprint(2 * X + sympy.Float(0.5)) == "(0.5 + (2.0*v0))"
