import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from experiment import SPEEDS
from player import assets


def page() -> None:
    """A page with a player; AppTest runs its text, so it imports what it needs."""
    import numpy as np  # noqa: PLC0415
    import plotly.graph_objects as go  # noqa: PLC0415
    import streamlit as st  # noqa: PLC0415

    import player  # noqa: PLC0415
    from player.reports import rest, slot, standing  # noqa: PLC0415

    figure = go.Figure(go.Scatter(x=[0.0, np.nan, np.inf], y=np.array([1.0, np.nan, -np.inf])))
    asked = st.session_state.get("asked", 7)
    player.show(figure, steps=50, step=asked, key="player")
    st.session_state["stands"] = standing(st.session_state[slot("player")], rest("player", 50))


def sent(at: AppTest) -> dict[str, Any]:
    """Return the data that the browser gets, read strictly: NaN and infinity are not JSON."""
    text = at.get("bidi_component")[0].proto.json
    found: dict[str, Any] = json.loads(text, parse_constant=pytest.fail)
    return found


@pytest.fixture
def at() -> AppTest:
    return AppTest.from_function(page, default_timeout=20).run()


def test_the_browser_gets_the_figure_as_text_and_no_nan(at: AppTest) -> None:
    assert not at.exception
    data = sent(at)
    assert set(data) == {
        *("figure", "steps", "step", "serial", "library"),
        *("playback", "heard", "locked", "cards", "live", "widgets", "plays"),
    }
    assert (data["steps"], data["step"], data["serial"]) == (50, 7, 0)
    figure = json.loads(data["figure"], parse_constant=pytest.fail)
    assert figure["data"][0]["x"] == [0.0, None, None]


def test_the_playhead_stands_where_it_was_put_until_the_browser_tells(at: AppTest) -> None:
    assert at.session_state["stands"] == 7
    at.session_state["player"] = {"step": {"step": 31, "serial": 0}}
    at.run()
    assert at.session_state["stands"] == 31
    assert (sent(at)["step"], sent(at)["serial"]) == (7, 0)  # unchanged data is not sent again


def test_a_step_that_the_browser_did_not_tell_is_a_command(at: AppTest) -> None:
    at.session_state["player"] = {"step": {"step": 31, "serial": 0}}
    at.session_state["asked"] = 12
    at.run()
    assert (sent(at)["step"], sent(at)["serial"]) == (12, 1)
    assert at.session_state["stands"] == 12


def test_no_step_means_the_end_and_none_lies_beyond_it(at: AppTest) -> None:
    for asked in (None, 50, 99):
        at.session_state["asked"] = asked
        at.run()
        assert sent(at)["step"] == 50


def test_every_speed_of_the_menu_is_one_that_a_link_can_carry() -> None:
    menu = re.findall(r'<option value="([\d.]+)"', assets.text("player.html"))
    assert tuple(map(float, menu)) == SPEEDS


def saving() -> None:
    """A page with the buttons of the saver and a relay of a player."""
    import player  # noqa: PLC0415

    player.relay("player", lambda: None)
    player.saver(name="two runs", caption="Two runs.", link="/?run=gd", key="saver", film=False)


def test_the_saver_gets_its_names_and_the_address_of_plotly() -> None:
    at = AppTest.from_function(saving, default_timeout=20).run()
    assert not at.exception
    data = json.loads(at.get("bidi_component")[1].proto.json)
    assert data == {
        "name": "two runs",
        "caption": "Two runs.",
        "link": "/?run=gd",
        "film": False,
        "library": assets.library_path(),
    }
