"""Literals and known constants: exact fractions while they are small, floats after that."""

import math
from fractions import Fraction

from language.errors import LanguageError
from language.limits import EXACT, EXACT_BITS, LARGEST, SMALLEST


def literal(text: str) -> str:
    """Return the canonical spelling of a number: .5 is 0.5, 5. is 5, 1E+03 is 1e3."""
    mantissa, _, power = text.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    number = whole.lstrip("0") or "0"
    if decimals:
        number = f"{number}.{decimals}"
    if not power:
        return number
    sign = "-" if power.startswith("-") else ""
    return f"{number}e{sign}{power.lstrip('+-').lstrip('0') or '0'}"


def value_of(text: str, at: int) -> tuple[float, Fraction | None]:
    """Return a literal as a float and, where that is cheap, as an exact fraction."""
    value = float(text)
    if value == 0 and any(digit in text.partition("e")[0] for digit in "123456789"):
        value = math.inf  # underflow: as far outside the bounds as overflow
    checked(value, at)
    return value, small(Fraction(text))


def checked(value: float, at: int) -> float:
    """Return a constant that is finite and of sensible size, or raise LanguageError."""
    if math.isnan(value):
        raise LanguageError("A constant part has no real value.", at)
    if value == 0 or SMALLEST <= abs(value) <= LARGEST:
        return value
    raise LanguageError(
        "A constant part is too large or too small; zero and sizes from 1e-30 to 1e15 are allowed.",
        at,
    )


def small(exact: Fraction | None) -> Fraction | None:
    """Return the fraction while its terms stay short, else None."""
    if exact is None or max(abs(exact.numerator), exact.denominator) > EXACT:
        return None
    return exact


def integer_power(base: Fraction | None, exponent: int) -> Fraction | None:
    """Return an exact power if it stays short, without computing a long one first."""
    if base is None or (base == 0 and exponent < 0):
        return None
    bits = max(abs(base.numerator), base.denominator).bit_length()
    return small(base**exponent) if bits * abs(exponent) <= EXACT_BITS else None
