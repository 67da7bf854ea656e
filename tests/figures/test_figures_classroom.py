"""The two pictures of a class: real places, every link once, and names as text."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from experiment import decode, run
from experiment.classroom.entries import read_class
from experiment.classroom.results import Result, results
from experiment.classroom.table import names
from figures import theme
from figures.classroom import landscape_figure, outcome, rates_figure

BOWL = "?loss=x^2%2By^2&window=-2+2+-1+1&run=gd+lr+{}+at+{}&steps=200&goal=loss+%3C+1e-3+in+20"


def of(*runs: tuple[float, str]) -> Result:
    rows = [f"N{k}: {BOWL.format(rate, start)}" for k, (rate, start) in enumerate(runs)]
    return results(read_class("\n".join(rows)))


# 0.8^16 < 0.0316 < 0.8^15: reached; 0.98^20: not; with 3 it grows fivefold a step.
CLASS = of((0.1, "1+0"), (0.25, "0+1"), (0.01, "1+1"), (3, "-1+-1"))


def traces(figure: go.Figure, role: str) -> list[dict[str, Any]]:
    found = (one.to_plotly_json() for one in figure.data)
    return [one for one in found if one["meta"]["role"] == role]


def points(found: list[dict[str, Any]]) -> set[tuple[float, float]]:
    return {(float(x), float(y)) for one in found for x, y in zip(one["x"], one["y"], strict=True)}


@pytest.fixture(scope="module")
def picture() -> go.Figure:
    return landscape_figure(CLASS, names(CLASS))


def test_every_start_is_there_and_every_link_counted(picture: go.Figure) -> None:
    assert points(traces(picture, "starts")) == {(1, 0), (0, 1), (1, 1), (-1, -1)}
    titles = {one["name"] for one in traces(picture, "ends")}
    assert titles == {"reached the goal (2)", "did not (1)", "diverged or unbounded (1)"}


def test_paths_run_through_the_points_of_the_runs(picture: go.Figure) -> None:
    drawn = points(traces(picture, "paths"))
    for k in range(20):
        assert any(abs(x - 0.8**k) < 1e-12 and abs(y) < 1e-12 for x, y in drawn)


def test_the_chart_has_each_rate_with_the_gap_at_the_end() -> None:
    chart = rates_figure(CLASS, names(CLASS))
    found = dict(points(traces(chart, "ends")))
    assert set(found) == {0.1, 0.25, 0.01, 3}
    assert found[0.01] == pytest.approx(2 * 0.98**400, rel=1e-6)  # the floor is at 1e-77 or so
    assert found[3] > found[0.01]  # what has no end stands above all others
    assert chart.layout.xaxis.type == chart.layout.yaxis.type == "log"


def test_without_a_minimum_the_loss_itself_is_shown() -> None:
    links = [f"loss=exp(x)&run=gd+lr+{rate}+at+1" for rate in (0.1, 0.2)]
    result = results(read_class("\n".join(links)))
    chart = rates_figure(result, names(result))
    losses = {t.run.rate: float(t.losses[-1]) for one in links for t in run(decode(one)[0])}
    assert dict(points(traces(chart, "ends"))) == losses
    assert chart.layout.yaxis.type != "log"


def test_a_curve_is_drawn_for_one_variable() -> None:
    result = results(read_class("?loss=x^2&run=gd+lr+0.5+at+1&steps=3"))
    figure = landscape_figure(result, ["Ada"])
    assert (1.0, 1.0) in points(traces(figure, "paths"))  # the start lies on the parabola
    assert outcome(result.rows[0], goal=False).title == "ended"


def test_a_strangers_name_stays_text() -> None:
    figure = landscape_figure(CLASS, ["<b>%{x}</b>"] * 4)
    said = [
        text for role in ("starts", "ends") for one in traces(figure, role) for text in one["text"]
    ]
    assert all("&lt;b&gt;%&#123;x}&lt;/b&gt;" in text for text in said)


def test_in_the_dark_every_colour_is_that_of_the_dark_and_no_word_is_changed() -> None:
    called = [theme.LIGHT.page] * 4
    light, dark = (
        landscape_figure(CLASS, called, dark=on).to_plotly_json() for on in (False, True)
    )
    assert theme.LIGHT.page in repr(light["layout"])
    assert theme.LIGHT.page not in repr(dark["layout"])
    assert dark["layout"]["paper_bgcolor"] == theme.DARK.page
    words = [one["text"] for one in dark["data"] if one["meta"]["role"] == "starts"]
    assert {text for some in words for text in some} == {theme.LIGHT.page}


def test_plotly_takes_every_property() -> None:
    for build in (landscape_figure, rates_figure):
        made = build(CLASS, names(CLASS)).to_plotly_json()
        go.Figure(made)
        assert np.isfinite(made["layout"]["height"])
