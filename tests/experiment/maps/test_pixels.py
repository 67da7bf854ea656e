"""Values of pixels: short, in the middle, and the doubles that a browser makes of them."""

from dataclasses import replace
from itertools import pairwise

import pytest

from experiment.maps.axes import NARROWEST, Axis
from experiment.maps.pixels import decimals, digits, fixed, pixels, precise
from tests.player.node import evaluate

LINEAR = Axis("x", "variable", "linear", "x", -2.0, 2.0, -1e6, 1e6)
DECADES = Axis("lr", "rate", "logarithmic", "rate", 1e-5, 10.0, 1e-30, 1e3)
WHOLE = Axis("batch", "batch", "whole", "batch", 1.0, 16.0, 1.0, 300.0)


def test_pixels_stand_in_the_middle_of_their_parts() -> None:
    assert pixels(LINEAR, 4) == [-1.5, -0.5, 0.5, 1.5]
    assert pixels(DECADES, 6) == [3.162e-05, 0.0003162, 0.003162, 0.03162, 0.3162, 3.162]
    assert pixels(WHOLE, 5) == [3.0, 6.0, 9.0, 12.0, 15.0]  # 2.5 is rounded away from zero


@pytest.mark.parametrize(
    ("axis", "low", "high"),
    [
        (LINEAR, -1.2, 3.7),
        (LINEAR, 0.3, 0.3 + 1e-9),
        (LINEAR, 123456.7, 123456.7 * (1 + 1.5 * NARROWEST)),
        (LINEAR, -1e-19, 1e-19),
        (DECADES, 1e-30, 1e3),
        (DECADES, 0.3, 0.3 * (1 + 1.5 * NARROWEST)),
        (WHOLE, 1.0, 300.0),
    ],
)
def test_pixels_rise_within_the_axis_and_neighbours_differ(axis: Axis, low, high) -> None:
    assert axis.holds(low, high)
    shown = replace(axis, low=low, high=high)
    values = pixels(shown, 200)
    assert low <= values[0]
    assert values[-1] <= high
    rises = all if axis.kind != "whole" else any
    assert rises(a < b for a, b in pairwise(values))
    assert values == sorted(values)


def test_a_hundredth_of_a_pixel_is_told() -> None:
    assert (decimals(0.0, 1.0, 200), decimals(0.0, 1000.0, 2)) == (5, 0)
    assert (digits(1e-5, 10.0, 200), digits(0.1, 0.1001, 200)) == (4, 8)
    assert digits(0.1, 0.1 * (1 + 1e-15), 2000) == 17


NUMBERS = [0.1 + 0.2, 2.5, -2.5, 1.005, 1e-7, 123456.789, 8.5, -0.0004, 1 / 3, 5e-324, 0.5]


def test_rounding_is_that_of_javascript() -> None:
    asked = [[number, places] for number in NUMBERS for places in (0, 1, 3, 12, 40)]
    found = evaluate(
        "asked.map(([v, k]) => [Number(v.toFixed(k)) + 0, "
        "Number(Math.abs(v).toPrecision(Math.max(1, Math.min(k, 17))))])",
        asked=asked,
    )
    for (number, places), (to_fixed, to_precision) in zip(asked, found, strict=True):
        assert fixed(number, places) == to_fixed
        assert precise(abs(number), max(1, min(places, 17))) == to_precision
