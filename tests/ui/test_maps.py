"""What the controls of a map and the reports of its component change."""

import pytest

from experiment import Experiment, decode, encode
from experiment.maps.axes import axes
from experiment.maps.choice import Map, Span
from ui import maps

LINK = "loss=himmelblau&run=gd+lr+0.01+at+0+0&run=adam+lr+0.1+at+1+1&steps=50"


def read(more: str = "") -> Experiment:
    e, problems = decode(LINK + more)
    assert problems == ()
    return e


def test_zooming_ends_in_the_link_and_back_at_the_usual_axes() -> None:
    e = maps.zoomed(read("&map=starts"), [(-1.0, 2.0), (0.5, 0.75)])
    assert "map=starts+x+-1+2+y+0.5+0.75" in encode(e)
    assert [(axis.low, axis.high) for axis in axes(e)] == [(-1, 2), (0.5, 0.75)]
    back = maps.zoomed(e, [])
    assert back == read("&map=starts")


def test_the_axes_of_settings_keep_their_names_when_their_ends_go() -> None:
    e = maps.zoomed(read("&map=dials+of+2+beta1+lr"), [(0.5, 0.9), (0.01, 1.0)])
    assert e.map == Map("dials", 1, (Span("beta1", (0.5, 0.9)), Span("lr", (0.01, 1.0))))
    assert maps.zoomed(e, []).map == Map("dials", 1, (Span("beta1"), Span("lr")))


@pytest.mark.parametrize(
    "ends", [[(0.0, 1.0)], [(0.0, 1.0)] * 3, [(0.0, 1.0), (1e300, 1e301)], [(0.0, 1e-30)] * 2]
)
def test_ends_that_an_axis_cannot_have_change_nothing(ends: list[tuple[float, float]]) -> None:
    e = read("&map=starts")
    assert maps.zoomed(e, ends) == e


def test_a_pixel_opens_what_it_stands_for() -> None:
    starts = maps.at_pixel(read("&map=starts"), 1, [0.5, -2.0])
    assert [run.start for run in starts.runs] == [(0.5, -2.0)] * 2
    rates = maps.at_pixel(read(), 1, [0.3])
    assert [run.rate for run in rates.runs] == [0.01, 0.3]
    assert rates.map == Map()  # the way back leads to it


def test_a_pixel_that_there_is_not_opens_nothing() -> None:
    e = read("&map=starts")
    assert maps.at_pixel(e, 7, [0.5, -2.0]) == e
    assert maps.at_pixel(e, 0, [0.5]) == e


def test_rates_are_those_of_the_runs_that_are_named() -> None:
    e = maps.at_rates(read(), [(0, 0.02), (1, 0.5), (9, 1.0)])
    assert [run.rate for run in e.runs] == [0.02, 0.5]


def test_the_link_is_that_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        url = "http://127.0.0.1:8501/maps"

    monkeypatch.setattr(maps.st, "context", Context())
    e = read("&map=starts")
    assert maps.link(e).startswith("http://127.0.0.1:8501/maps?loss=himmelblau")
    assert maps.link(e).endswith("map=starts")
