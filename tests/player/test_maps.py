"""The component of the maps: its text, and what its reports may be."""

import json
import math
from typing import Any

import pytest
import streamlit as st

from player import assets, chosen_rates, maps, opened_pixel, zoomed_axes
from tests.player.node import node


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the component of the key `maps` has sent, by its names."""
    said: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", {"maps": said})
    return said


def test_the_worker_is_a_text_within_the_text_and_both_are_programs() -> None:
    first, _, rest = maps.script().partition(";\n")
    worker = json.loads(first.removeprefix("const WORKER = "))
    assert worker == assets.script(maps.WORKER)
    assert "import " not in worker
    assert rest.count("export default") == 1
    node(["--check", "-"], worker)


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ([[0, 1.5], [-2.0, 3]], ((0.0, 1.5), (-2.0, 3.0))),
        ([[1e-5, 10]], ((1e-5, 10.0),)),
        ([], ()),
        ([[1, 0]], None),
        ([[0, 1, 2]], None),
        ([[0]], None),
        ([[0, math.inf]], None),
        ([[0, math.nan]], None),
        ([[0, True]], None),
        ([[0, "1"]], None),
        ([[0, 1]] * 3, None),
        ({"a": 1}, None),
        (None, None),
    ],
)
def test_axes_are_taken_only_as_finite_ends_low_first(
    told: dict[str, Any], sent: Any, taken: Any
) -> None:
    told["view"] = sent
    assert zoomed_axes("maps") == taken


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ({"panel": 1, "values": [0.5, 2]}, {"panel": 1, "values": [0.5, 2.0]}),
        ({"panel": 0, "values": [3]}, {"panel": 0, "values": [3.0]}),
        ({"panel": -1, "values": [3]}, None),
        ({"panel": True, "values": [3]}, None),
        ({"panel": 10**9, "values": [3]}, None),
        ({"panel": 0, "values": []}, None),
        ({"panel": 0, "values": [1, 2, 3]}, None),
        ({"panel": 0, "values": [math.inf]}, None),
        ({"panel": 0, "values": "12"}, None),
        ({"panel": 0}, None),
        ("0", None),
    ],
)
def test_a_pixel_is_taken_only_with_its_panel_and_finite_values(
    told: dict[str, Any], sent: Any, taken: Any
) -> None:
    told["open"] = sent
    assert opened_pixel("maps") == taken


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ([{"run": 0, "rate": 0.1}, {"run": 2, "rate": 1}], 2),
        ([], 0),
        ([{"run": 0, "rate": 0.1}, {"run": -1, "rate": 1}], 0),
        ([{"run": 0, "rate": math.nan}], 0),
        ([{"run": 0, "rate": True}], 0),
        ([{"run": False, "rate": 0.1}], 0),
        ([{"run": 0, "rate": 0.1}] * 101, 0),
        ("all", 0),
        (None, 0),
    ],
)
def test_rates_are_taken_all_or_none(told: dict[str, Any], sent: Any, taken: int) -> None:
    told["rates"] = sent
    assert len(chosen_rates("maps")) == taken
