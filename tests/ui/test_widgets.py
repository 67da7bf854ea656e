"""The stops of a logarithmic slider, and where a value stands on it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui import widgets

DECADES = (-5, 1)


@given(st.floats(-40, 12))
def test_a_slider_stands_at_the_stop_nearest_to_its_value(exponent: float) -> None:
    value, stops = 10.0**exponent, widgets._stops(*DECADES)
    apart = [abs(math.log10(stop) - math.log10(value)) for stop in stops]
    shown = widgets._nearest(stops, value)
    assert math.isclose(apart[stops.index(shown)], min(apart), abs_tol=1e-9)


@pytest.mark.parametrize(("value", "share"), [(1e-5, 0.0), (10.0, 1.0), (0.01, 0.5)])
def test_a_value_has_its_place_on_the_slider(value: float, share: float) -> None:
    assert widgets.share(value, (-5, 1)) == pytest.approx(share)


@pytest.mark.parametrize(("value", "outside"), [(1e-6, -1.0), (20.0, 2.0)])
def test_a_value_beyond_the_slider_is_known_as_such(value: float, outside: float) -> None:
    assert widgets.share(value, (-5, 1)) == outside
