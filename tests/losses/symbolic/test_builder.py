"""From the tree to SymPy: every bound is enforced before SymPy sees a number."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import pytest
import sympy

from losses import parse_loss
from losses.limits import EXPONENT, TOWERS
from losses.parse_loss import read
from losses.symbolic.builder import Builder
from tests.language.refusals import refusals, refused_loss


@refusals(
    ("x/0", 1, "This divides by zero."),
    ("0/0*x", 1, "This divides by zero."),
    ("log(-1)*x", 0, "“log” has no finite real value for this constant."),
    ("asin(2)x", 0, "“asin” has no finite real value for this constant."),
    ("x^61", 1, "An exponent of a variable is at most 60."),
    ("(x^9)^61", 5, "An exponent of a variable is at most 60."),
    (
        "(-2)^x",
        4,
        "Zero or a negative number to a varying power has no real value everywhere; the base must be positive.",
    ),
    ("x^x^x^x^x^x^x", 3, "At most 4 powers may have variables in base and exponent."),
    ("x/(x-x)", 1, "This divides by zero."),
    ("x/((x+y)-(x+y))", 0, "The loss divides by zero or is not a real number."),
    ("y + (x/((x+y)-(x+y)))^0.3", 0, "The loss divides by zero or is not a real number."),
    ("root(x,2.5)", 0, "The degree of a root is a whole number from 2 to 60."),
    ("log(x,1)", 0, "The base of a logarithm is positive and not 1."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


def built(text: str) -> sympy.Expr:
    tree, _ = read(text)
    symbols = {name: sympy.Symbol(f"v{k}", real=True) for k, name in enumerate("xy")}
    return Builder(symbols).build(tree)


def test_a_constant_part_is_folded_and_the_rest_is_joined() -> None:
    x = sympy.Symbol("v0", real=True)
    assert built("2 * 3 * x + 1/2").expr == 6 * x + sympy.Rational(1, 2)
    assert built("1/3 + 1/6").exact == sympy.Rational(1, 2)
    assert built("(x + 1)^3").degree == 3
    assert built("(x^2)^5").degree == 10


def test_functions_are_our_own_and_compute_nothing() -> None:
    found = built("sin(x) + max(x, y)").expr.atoms(sympy.Function)
    assert {type(function).__module__ for function in found} == {"losses.functions.symbolic"}
    assert built("sin(0 x)").expr != 0


def test_roots_and_exponentials_are_found_in_powers() -> None:
    names = {
        text: type(built(text).expr).__name__ for text in ("e^x", "2^x", "x^0.5", "x^y", "x^0.3")
    }
    assert names == {"e^x": "exp", "2^x": "exp2", "x^0.5": "sqrt", "x^y": "tower", "x^0.3": "power"}


def test_the_bounds_themselves_are_allowed() -> None:
    assert parse_loss(f"x^{EXPONENT}").value([1.0]) == 1.0
    assert parse_loss(" + ".join(["x^x"] * TOWERS)).value([1.0]) == TOWERS


def test_an_odd_argument_of_a_function_is_refused_at_the_function() -> None:
    with pytest.raises(ValueError, match=r"^The degree of a root is a whole number") as caught:
        parse_loss("x + root(x, 61)")
    assert caught.value.position == 4
