"""The stops of a logarithmic slider."""

import math

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
