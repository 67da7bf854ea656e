import json
import re
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from experiment import SPEEDS
from player import assets
from player.component import (
    Command,
    Played,
    command,
    heard,
    played,
    report,
    standing,
    whereabouts,
    zoomed_window,
)


def page() -> None:
    """A page with a player; AppTest runs its text, so it imports what it needs."""
    import numpy as np  # noqa: PLC0415
    import plotly.graph_objects as go  # noqa: PLC0415
    import streamlit as st  # noqa: PLC0415

    import player  # noqa: PLC0415

    figure = go.Figure(go.Scatter(x=[0.0, np.nan, np.inf], y=np.array([1.0, np.nan, -np.inf])))
    asked = st.session_state.get("asked", 7)
    st.session_state["stands"] = player.show(figure, steps=50, step=asked, key="player").step


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
        *("playback", "heard", "locked", "cards"),
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


def test_pausing_and_going_back_and_forth_moves_the_playhead_only_when_asked() -> None:
    put = command(None, 0, None)
    assert put == Command(0, 0, 0)
    # The visitor pauses at 37; the page repeats its old step, then takes the new one over.
    told = (37, 0)
    put = command(put, 0, told)
    assert (put.serial, standing(put, told)) == (0, 37)
    put = command(put, 37, told)
    assert (put.serial, standing(put, told)) == (0, 37)
    # Back in the browser's history asks for 0 again: a command, although 0 was put there before.
    put = command(put, 0, told)
    assert (put.step, put.serial, standing(put, told)) == (0, 1, 0)
    # An old report does not outlive the command; a fresh one of the same step does count.
    assert standing(put, (37, 0)) == 0
    assert standing(put, (37, 1)) == 37


def test_a_component_that_was_away_is_put_where_the_page_stands() -> None:
    put = command(Command(0, 0, 0), 37, (37, 0))
    put = command(put, 37, None)
    assert (put.step, put.serial) == (37, 1)


@pytest.mark.parametrize(
    "told",
    [None, 3, "3", [], {}, {"step": "1"}, {"step": 1}, {"step": np.nan, "serial": 0}],
    ids=repr,
)
def test_what_a_browser_cannot_have_meant_is_no_report(told: object) -> None:
    assert report(told, 50) is None


def test_a_report_is_held_to_the_steps_there_are() -> None:
    assert report({"step": 10**9, "serial": 2}, 50) == (50, 2)
    assert report({"step": -1, "serial": 2}, 50) == (0, 2)


def asked_window(sent: object) -> tuple[tuple[float, float], ...] | None:
    """Return what a page learns of the window that a browser sent."""
    with patch.dict(st.session_state, {"player": {"window": sent}}, clear=False):
        return zoomed_window("player")


@pytest.mark.parametrize(
    ("sent", "window"),
    [
        ([[-1.23456789, 2.3456789]], ((-1.235, 2.346),)),
        ([[-1.0, 2.0], [0.1, 0.3]], ((-1.0, 2.0), (0.1, 0.3))),
        ([[123456.7, 987654.3]], ((123400.0, 987700.0),)),
        ([[2.0, 1.0]], None),
        ([[1.0, 2.0, 3.0]], None),
        ([[float("nan"), 2.0]], None),
        ([["1", 2.0]], None),
        ([], None),
        ([[1.0, 2.0]] * 3, None),
        ("everything", None),
        (None, None),
    ],
)
def test_the_zoomed_axes_come_rounded_or_not_at_all(
    sent: object, window: tuple[tuple[float, float], ...] | None
) -> None:
    assert asked_window(sent) == window


CHOSEN = {"speed": 2, "loop": True, "hidden": [2, 0], "change": 3}


@pytest.mark.parametrize(
    ("sent", "means"),
    [
        (CHOSEN, Played(2.0, True, (2, 0))),
        (CHOSEN | {"speed": 0.25, "hidden": []}, Played(0.25, True, ())),
        (CHOSEN | {"speed": "2"}, None),
        (CHOSEN | {"speed": float("nan")}, None),
        (CHOSEN | {"loop": 1}, None),
        (CHOSEN | {"hidden": [0.5]}, None),
        (CHOSEN | {"hidden": [True]}, None),
        (CHOSEN | {"hidden": [-1]}, None),
        (CHOSEN | {"hidden": "01"}, None),
        ({"speed": 2}, None),
        ("everything", None),
        (None, None),
    ],
)
def test_what_was_chosen_in_the_player_comes_checked_or_not_at_all(
    sent: object, means: Played | None
) -> None:
    with patch.dict(st.session_state, {"player": {"playback": sent}}, clear=False):
        assert played("player") == means


@pytest.mark.parametrize(
    ("sent", "number"), [(CHOSEN, 3), (None, 0), ({"change": "3"}, 0), ([], 0)]
)
def test_the_browser_is_told_which_of_its_changes_was_heard(sent: object, number: int) -> None:
    assert heard(sent) == number


def test_every_speed_of_the_menu_is_one_that_a_link_can_carry() -> None:
    menu = re.findall(r'<option value="([\d.]+)"', assets.text("player.html"))
    assert tuple(map(float, menu)) == SPEEDS


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        ({"p": {"step": {"step": 3, "serial": 0}}}, 3),
        ({"p": {"step": {"step": 3, "serial": 0}}, "p ear": {"step": None}}, 3),
        ({"p": {}, "p ear": {"step": {"step": 4, "serial": 0}}}, 4),
        (
            {"p": {"step": {"step": 3, "serial": 0}}, "p ear": {"step": {"step": 4, "serial": 0}}},
            4,
        ),
        ({"p": {"step": {"step": 3, "serial": 0}}, "p ear": {"step": "far"}}, None),
    ],
)
def test_the_playhead_is_where_the_ear_says_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], stands: int | None
) -> None:
    monkeypatch.setattr(st, "session_state", state | {"p command": Command(0, 0, 0)})
    assert whereabouts("p", 10) == stands
