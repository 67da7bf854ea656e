"""The stops of a logarithmic slider, and what a new session takes for a change."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import DEFAULT
from ui import widgets
from ui.state import Key, State

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


@pytest.mark.parametrize("wanted", [None, ("0123456789ab", "data=mine.csv+0123456789ab")])
def test_what_a_browser_tells_a_new_session_is_a_change_unless_its_table_is_missing(
    monkeypatch: pytest.MonkeyPatch, wanted: tuple[str, str] | None
) -> None:
    kept = State(wanted=wanted)
    session_state: dict[str, object] = {Key.STATE: kept}
    monkeypatch.setattr("streamlit.session_state", session_state)

    def told(label: str, key: str, **options: object) -> int:
        session_state[key] = 7
        return 7

    widgets.show(told, "Steps", 200, widgets.field("steps"), key="steps")
    assert kept.experiment.steps == (DEFAULT.steps if wanted else 7)


def test_a_table_on_paper_has_every_row_as_it_is_read_and_no_markup_of_a_strangers() -> None:
    frame = pd.DataFrame({"Name": ["<b>Ada</b>", "Ben"], "Final loss": [0.000123456, None]})
    assert widgets.on_paper(frame) == (
        '<table class="sb-paper"><thead><tr><th>Name</th><th>Final loss</th></tr></thead><tbody>'
        "<tr><td>&lt;b&gt;Ada&lt;/b&gt;</td><td>0.0001235</td></tr><tr><td>Ben</td><td>–</td></tr>"
        "</tbody></table>"
    )
