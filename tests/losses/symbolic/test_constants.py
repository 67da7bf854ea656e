"""Constants are folded as mathematics has them, and powers stay within their bounds."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import math
from fractions import Fraction

import numpy as np
import pytest

from losses import parse_loss
from losses.symbolic.constants import EULER, PI, evaluate, fold_power, fold_sum, rational
from losses.symbolic.constants import Part as P
from tests.language.refusals import refusals, refused_loss


@refusals(
    (
        "(-8)^0.3 x",
        4,
        "A negative number to a fractional power has no real value; for a real root write cbrt or root.",
    ),
    ("0^0*x", 1, "Zero to the power of zero or less has no value."),
    ("((x^9)^9)^9", 9, "Nested powers may multiply up to 240 at most."),
    ("(12345x)^60", 8, "The coefficients here grow too large; write a smaller power."),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sqrt(2) x", math.sqrt(2)),
        ("(1/3) x", 1 / 3),
        ("0.1x + 0.2x", 0.1 + 0.2),
        ("2^10 x", 1024.0),
        ("2^0.5 x", 2**0.5),
        ("pi^2 x", math.pi**2),
        ("e^2 x", math.exp(2)),
        ("sin(pi/6) x", 0.5),
        ("10^-3 x", 1e-3),
        ("log(8, 2) x", 3.0),
        ("max(2, 3, 1) x", 3.0),
        ("0.12345678901234567890123 x", 0.12345678901234568),
        ("(2pi)^0.5 x", math.sqrt(2 * math.pi)),
        ("3! x", None),
        ("cbrt(-8) x", -2.0),
        ("root(-32, 5) x", -2.0),
        ("(-2)^3 x", -8.0),
        ("|-3| x", 3.0),
        ("floor(2.7) x", 2.0),
    ],
)
def test_constants_are_folded_as_mathematics_has_them(text: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="Factorials are not available"):
            parse_loss(text)
    else:
        np.testing.assert_allclose(parse_loss(text).value([1.0]), value, rtol=1e-15)


def part(value: float) -> P:
    exact = Fraction(value)
    return P(rational(exact), float(value), exact)


def test_a_sum_of_fractions_is_exact() -> None:
    thirds = [P(rational(Fraction(1, 3)), 1 / 3, Fraction(1, 3)) for _ in range(3)]
    assert fold_sum(thirds, 0).exact == 1


def test_a_tower_of_powers_is_bounded_before_it_is_worked_out() -> None:
    assert fold_power(part(3), part(4), 0).exact == 81
    assert fold_power(part(2), part(-40), 0).value == 2.0**-40
    with pytest.raises(ValueError, match=r"^A constant part is too large or too small"):
        fold_power(part(9), part(10**9), 0)


def test_what_holds_pi_and_e_stays_in_symbols_and_has_a_value() -> None:
    assert evaluate(2 * PI + EULER**2) == pytest.approx(2 * math.pi + math.e**2, rel=1e-15)
