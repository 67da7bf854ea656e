import json

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose

from player import pack
from tests.figures.pictures import drawn, traces

BOWL = "loss=x^2%2B3y^2&window=-4+4+-2+2&steps=20&view=side"
FOUR = f"{BOWL}&run=gd+lr+0.1&run=adagrad+lr+0.5&run=rmsprop+lr+0.1&run=adam+lr+0.2"


@pytest.fixture(scope="module")
def four() -> go.Figure:
    return drawn(FOUR)


def test_every_run_has_a_panel_of_its_own_with_its_path_and_start(four: go.Figure) -> None:
    for run in range(4):
        for role in ("trail", "end"):
            (trace,) = traces(four, role, f"run {run}")
            assert trace.meta["run"] == run
        (start,) = traces(four, "start", f"run {run}")
        assert start.meta["runs"] == [run]
    assert [t.meta["run"] for t in traces(four, "curve", "loss")] == [0, 1, 2, 3]


def test_all_panels_share_axes_levels_and_colours(four: go.Figure) -> None:
    grounds = [traces(four, "landscape", f"run {run}")[0] for run in range(4)]
    for ground in grounds[1:]:
        assert ground.meta["levels"] == grounds[0].meta["levels"]
        assert ground.colorscale == grounds[0].colorscale
        assert np.array_equal(ground.z, grounds[0].z)
    suffixes = ("3", "4", "5")
    assert [four.layout[f"xaxis{s}"].matches for s in suffixes] == ["x"] * 3
    assert [four.layout[f"yaxis{s}"].matches for s in suffixes] == ["y"] * 3
    assert {four.layout[f"xaxis{s}"].range for s in ("", *suffixes)} == {(-4, 4)}


def test_a_colour_means_the_same_run_as_in_the_overlay(four: go.Figure) -> None:
    overlaid = traces(drawn(FOUR.replace("&view=side", "")), "trail")
    for run, trail in enumerate(overlaid):
        (own,) = traces(four, "trail", f"run {run}")
        assert own.line == trail.line
        assert_allclose(own.x, trail.x)


@pytest.mark.parametrize("count", [2, 3, 4, 6, 9, 12])
def test_panels_stand_side_by_side_without_touching(count: int) -> None:
    figure = drawn(BOWL + "&run=gd+lr+0.1" * count)
    areas = [p for p in figure.layout.meta["panels"] if p["area"] == "picture"]
    assert len(areas) == count
    boxes = [(*figure.layout[p["x"]].domain, *figure.layout[p["y"]].domain) for p in areas]
    for k, (left, right, low, high) in enumerate(boxes):
        assert 0 <= left < right <= 0.62
        assert 0 <= low < high <= 1
        for a, b, c, d in boxes[:k]:
            assert right <= a or b <= left or high <= c or d <= low


def test_plotly_accepts_every_property_of_the_panels(four: go.Figure) -> None:
    go.Figure(four.to_plotly_json())


def test_one_run_alone_needs_no_second_panel() -> None:
    figure = drawn(f"{BOWL}&run=gd+lr+0.1")
    assert [p["name"] for p in figure.layout.meta["panels"]] == ["landscape", "loss"]


def test_the_landscape_travels_once_for_all_panels(four: go.Figure) -> None:
    sent = json.loads(pack(four))["data"]
    grounds = [trace for trace in sent if trace["meta"]["role"] == "landscape"]
    assert "z" in grounds[0]
    assert len({trace["meta"]["stamp"] for trace in grounds}) == 1
    for trace in grounds[1:]:
        assert not {"x", "y", "z"} & set(trace)
        assert sent[trace["meta"]["like"]] is grounds[0]


def test_four_runs_of_a_thousand_steps_stay_small_on_the_wire() -> None:
    assert len(pack(drawn(FOUR.replace("steps=20", "steps=1000")))) < 600_000
