from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import streamlit as st

from player.contract import Lifted, Moved, Played, Rated, Rest
from player.reports import (
    Command,
    chosen_rate,
    command,
    heard,
    lifted_row,
    moved_start,
    played,
    report,
    standing,
    whereabouts,
    zoomed_window,
)


def test_pausing_and_going_back_and_forth_moves_the_playhead_only_when_asked() -> None:
    put = command(None, 0, None)
    assert put == Command(0, 0, 0)
    # The visitor pauses at 37; the page repeats its old step, then takes the new one over.
    told = Rest(37, 0)
    put = command(put, 0, told)
    assert (put.serial, standing(put, told)) == (0, 37)
    put = command(put, 37, told)
    assert (put.serial, standing(put, told)) == (0, 37)
    # Back in the browser's history asks for 0 again: a command, although 0 was put there before.
    put = command(put, 0, told)
    assert (put.step, put.serial, standing(put, told)) == (0, 1, 0)
    # An old report does not outlive the command; a fresh one of the same step does count.
    assert standing(put, Rest(37, 0)) == 0
    assert standing(put, Rest(37, 1)) == 37


def test_a_component_that_was_away_is_put_where_the_page_stands() -> None:
    put = command(Command(0, 0, 0), 37, Rest(37, 0))
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
    ("sent", "means"),
    [
        ({"old": [1, 2], "new": [3, 4.5]}, Moved((1.0, 2.0), (3.0, 4.5))),
        ({"old": None, "new": [3]}, Moved(None, (3.0,))),
        ({"old": [], "new": [3]}, None),
        ({"old": None, "new": [float("inf")]}, None),
        ({"old": None, "new": [True]}, None),
        ({"old": None, "new": [1, 2, 3]}, None),
        ({"new": [1]}, None),
        ("there", None),
        (None, None),
    ],
)
def test_a_moved_start_comes_checked_or_not_at_all(sent: object, means: Moved | None) -> None:
    with patch.dict(st.session_state, {"player": {"start": sent}}, clear=False):
        assert moved_start("player") == means


@pytest.mark.parametrize(
    ("sent", "number"), [(CHOSEN, 3), (None, 0), ({"change": "3"}, 0), ([], 0)]
)
def test_the_browser_is_told_which_of_its_changes_was_heard(sent: object, number: int) -> None:
    assert heard(sent) == number


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        ({"p": {"step": {"step": 3, "serial": 0}}}, 3),
        ({"p": {"step": {"step": 3, "serial": 0}}, "p relay": {"step": None}}, 3),
        ({"p": {}, "p relay": {"step": {"step": 4, "serial": 0}}}, 4),
        (
            {
                "p": {"step": {"step": 3, "serial": 0}},
                "p relay": {"step": {"step": 4, "serial": 0}},
            },
            4,
        ),
        ({"p": {"step": {"step": 3, "serial": 0}}, "p relay": {"step": "far"}}, None),
    ],
)
def test_the_playhead_is_where_the_relay_says_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], stands: int | None
) -> None:
    monkeypatch.setattr(st, "session_state", state | {"p command": Command(0, 0, 0)})
    assert whereabouts("p", 10) == stands


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({"run": 1, "rate": 0.5}, Rated(1, 0.5)),
        ({"run": 0, "rate": 2}, Rated(0, 2.0)),
        ({"run": -1, "rate": 0.5}, None),
        ({"run": 1, "rate": "0.5"}, None),
        ({"run": 1, "rate": np.inf}, None),
        ({"run": 1}, None),
        (None, None),
    ],
)
def test_a_learning_rate_is_read_only_where_it_is_one(told: object, read: Rated | None) -> None:
    with patch.dict(st.session_state, {"player": {"rate": told}}, clear=False):
        assert chosen_rate("player") == read


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ({"row": 3, "value": 2}, Lifted(3, 2.0)),
        ({"row": 0, "value": -0.5}, Lifted(0, -0.5)),
        ({"row": -1, "value": 1}, None),
        ({"row": 1.5, "value": 1}, None),
        ({"row": 1, "value": "1"}, None),
        ({"row": 1, "value": float("inf")}, None),
        ({"value": 1}, None),
        ([1, 2], None),
        (None, None),
    ],
)
def test_a_moved_row_is_read_only_where_it_is_one(told: object, read: Lifted | None) -> None:
    with patch.dict(st.session_state, {"player": {"row": told}}, clear=False):
        assert lifted_row("player") == read
