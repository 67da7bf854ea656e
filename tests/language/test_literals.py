"""Numbers: their one spelling, their exact value, and how large they may be."""

# A sentence stays in one line, so that it can be searched.
# ruff: noqa: E501

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.literals import checked, integer_power, literal, small, value_of
from tests.language.refusals import refusals, refused, refused_loss


@refusals(
    (
        "9^9^9^9*x",
        3,
        "A constant part is too large or too small; zero and sizes from 1e-30 to 1e15 are allowed.",
    ),
    (
        "1e400x",
        0,
        "A constant part is too large or too small; zero and sizes from 1e-30 to 1e15 are allowed.",
    ),
)
def test_a_refusal_says_what_where_and_what_instead(text: str, place: int, sentence: str) -> None:
    assert refused_loss(text) == (place, sentence)


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [(".5", "0.5"), ("5.", "5"), ("007", "7"), ("1E+03", "1e3"), ("1e-07", "1e-7"), ("0.50", "0.50"),
     ("0", "0"), ("00.0", "0.0"), ("2e0", "2e0"), ("2e-0", "2e-0")],
)  # fmt: skip
def test_a_number_has_one_spelling(typed: str, spelled: str) -> None:
    assert literal(typed) == spelled


@given(st.from_regex(r"[0-9]{1,12}(\.[0-9]{0,9})?(e[+-]?[0-9]{1,2})?", fullmatch=True))
@settings(max_examples=50)
def test_the_spelling_keeps_the_value(typed: str) -> None:
    assert Fraction(literal(typed)) == Fraction(typed)
    assert literal(literal(typed)) == literal(typed)


def test_short_numbers_are_exact_and_long_ones_floats() -> None:
    assert value_of("0.1", 0) == (0.1, Fraction(1, 10))
    assert value_of("0.12345678901234567", 0) == (0.12345678901234567, None)


@pytest.mark.parametrize("value", [math.inf, 1.1e15, -1e16, 1e-31])
def test_a_constant_part_has_a_sensible_size(value: float) -> None:
    assert refused(checked, value, 3) == (
        3,
        "A constant part is too large or too small; zero and sizes from 1e-30 to 1e15 are allowed.",
    )


def test_a_constant_part_has_a_value() -> None:
    assert refused(checked, math.nan, 2) == (2, "A constant part has no real value.")
    assert [checked(value, 0) for value in (0.0, 1e15, -1e-30)] == [0.0, 1e15, -1e-30]


def test_an_underflow_is_no_zero() -> None:
    assert refused(value_of, "1e-999", 0)[0] == 0
    assert value_of("0e-999", 0) == (0.0, Fraction(0))


def test_powers_are_exact_while_they_are_short() -> None:
    assert integer_power(Fraction(2, 3), 5) == Fraction(32, 243)
    assert integer_power(Fraction(2), -3) == Fraction(1, 8)
    assert integer_power(Fraction(0), -1) is None
    assert integer_power(Fraction(10), 10**9) is None  # never worked out
    assert small(Fraction(10**13)) is None
