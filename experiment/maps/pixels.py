"""The values of the pixels along an axis: short numbers, the same in Python and in the browser.

player/js/maps/pixels.js does the same operations in the same order.
"""

import math
from decimal import ROUND_HALF_UP, Context, Decimal

from experiment.maps.axes import Axis

SHARE = 100  # parts of a pixel to which its value is rounded
MIN_DIGITS = 4
MAX_DIGITS = 17
_CONTEXT = Context(prec=400, rounding=ROUND_HALF_UP)


def pixels(axis: Axis, count: int) -> list[float]:
    """Return the value in the middle of each of so many pixels, the lowest first."""
    return [ROUNDED[axis.kind](axis, (place + 0.5) / count, count) for place in range(count)]


def decimals(low: float, high: float, count: int) -> int:
    """Return the fewest decimal places that tell a hundredth of a pixel."""
    return _fewest((high - low) / count / SHARE, 0)


def digits(low: float, high: float, count: int) -> int:
    """Return the fewest significant digits that tell it on an axis by decades: 4 to 17."""
    return min(_fewest(math.log(high / low) / count / SHARE, MIN_DIGITS), MAX_DIGITS)


def _fewest(part: float, least: int) -> int:
    """Return the smallest whole number k from `least` on for which 1e-k is at most that part."""
    k = least
    while float(f"1e-{k}") > part:
        k += 1
    return k


def _linear(axis: Axis, share: float, count: int) -> float:
    value = axis.low + share * (axis.high - axis.low)
    return fixed(value, decimals(axis.low, axis.high, count))


def _logarithmic(axis: Axis, share: float, count: int) -> float:
    low, high = math.log10(axis.low), math.log10(axis.high)
    value = 10.0 ** (low + share * (high - low))
    return precise(value, digits(axis.low, axis.high, count))


def _whole(axis: Axis, share: float, count: int) -> float:
    return fixed(axis.low + share * (axis.high - axis.low), 0)


ROUNDED = {"linear": _linear, "logarithmic": _logarithmic, "whole": _whole}


def fixed(value: float, places: int) -> float:
    """Return a number to so many decimal places, as toFixed of JavaScript gives it."""
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    return float(rounded) + 0.0  # never minus zero


def precise(value: float, places: int) -> float:
    """Return a number above 0 to so many significant digits, as toPrecision gives it."""
    return float(Context(prec=places, rounding=ROUND_HALF_UP).create_decimal(Decimal(value)))
