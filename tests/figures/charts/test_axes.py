"""The upright axis: what it counts from, and what no divergence moves."""

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose

from experiment import CURVES
from figures.charts.axes import FLOORS, Scale, decades
from tests.figures.pictures import drawn, traces


def axis(figure: go.Figure) -> tuple[str | None, str]:
    chart = next(panel for panel in figure.layout.meta["panels"] if panel["name"] == "loss")
    return figure.layout.yaxis2.type, chart["title"]


def test_a_loss_that_falls_to_zero_is_drawn_on_a_logarithmic_axis() -> None:
    link = "loss=x^2&window=-2+2&run=gd+lr+0.3+at+1&steps=20"
    figure = drawn(link)
    assert axis(figure) == ("log", "loss")
    (curve,) = traces(figure, "curve", "loss")
    # Closed form: each step of gd on x^2 multiplies x by 1 - 2 lr.
    assert_allclose(curve.y, 0.4 ** (2 * np.arange(21)), rtol=1e-5)
    assert_allclose(curve.x, np.arange(21))


def test_a_minimum_below_zero_is_subtracted_and_the_title_says_so() -> None:
    figure = drawn("loss=x^2-5&window=-2+2&run=gd+lr+0.1+at+1&steps=40")
    assert axis(figure) == ("log", "loss above the minimum, −5")
    (curve,) = traces(figure, "curve", "loss")
    assert_allclose(curve.y, 0.8 ** (2 * np.arange(41)), rtol=1e-5)
    assert_allclose(curve.customdata[:, 0], 0.8 ** (2 * np.arange(41)) - 5, rtol=1e-7)


def test_a_loss_that_hardly_falls_keeps_an_even_axis() -> None:
    assert axis(drawn("loss=x^2&window=-2+2&run=gd+lr+0.001+at+1&steps=5")) == (None, "loss")


def test_a_loss_without_a_minimum_keeps_an_even_axis() -> None:
    assert axis(drawn("loss=x^3&window=-2+2&run=gd+lr+0.01+at+1&steps=30"))[0] is None


@pytest.mark.parametrize("lr", [1.5, 3, 100])
def test_a_divergence_leaves_the_axis_to_what_happens_inside_the_window(lr: float) -> None:
    figure = drawn(f"loss=x^2&window=-2+2&run=gd+lr+{lr}+at+1&run=gd+lr+0.3+at+1&steps=200")
    low, high = figure.layout.yaxis2.range
    assert figure.layout.yaxis2.type == "log"
    assert high < 1.5
    assert low > -14
    arrow = next(t for t in traces(figure, "exit", "loss") if t.meta["run"] == 0)
    assert np.log10(arrow.y[0]) == pytest.approx(high)


def test_losses_that_reach_the_minimum_exactly_run_off_the_lower_edge() -> None:
    figure = drawn("loss=x^2&window=-2+2&run=gd+lr+0.25+at+1&run=gd+lr+0.5+at+1&steps=9")
    exact = traces(figure, "curve", "loss")[1]
    assert np.all(exact.y[~np.isnan(exact.y)] > 0)
    assert np.log10(exact.y[1]) < figure.layout.yaxis2.range[0]


MODES = "loss=beale&run=gd+lr+0.001&run=adam+lr+0.1&steps=60&view=overlay+curve+"


NEGATIVE = "loss=x^2-7&window=-3+3&run=gd+lr+0.1+at+2&steps=30&view=overlay+curve+"


@pytest.mark.parametrize(
    ("link", "kind", "title"),
    [
        (f"{MODES}linear", "linear", "loss"),
        (f"{MODES}log", "log", "loss"),
        (f"{MODES}best", "log", "loss above the catalogue’s minimum, 0"),
        (f"{MODES}gradient", "log", "gradient norm"),
        (f"{NEGATIVE}linear", "linear", "loss"),
        (f"{NEGATIVE}log", "linear", "loss"),  # nothing here has a logarithm
        (f"{NEGATIVE}best", "log", "loss above the lowest found, −7"),
    ],
)
def test_the_chart_shows_what_is_asked_for_and_says_so(link: str, kind: str, title: str) -> None:
    how, words = axis(drawn(link))
    assert (how or "linear", words) == (kind, title)


def test_above_a_negative_minimum_the_curve_falls_as_the_square_of_the_distance() -> None:
    (curve,) = traces(drawn(f"{NEGATIVE}best"), "curve", "loss")
    steps = np.arange(31)
    np.testing.assert_allclose(curve.y, 4 * 0.64**steps, rtol=1e-5)
    np.testing.assert_allclose(curve.customdata[:, 0], 4 * 0.64**steps - 7, rtol=1e-6)


def test_a_run_below_every_known_minimum_is_what_the_axis_counts_from() -> None:
    link = "loss=x^3-3x&window=-4+3&run=gd+lr+0.01+at+-2.1&steps=5&view=overlay+curve+best"
    figure = drawn(link)
    assert axis(figure)[1].startswith("loss above the lowest reached, −")
    (curve,) = traces(figure, "curve", "loss")
    lowest = float(axis(figure)[1].rpartition("−")[2])
    assert_allclose(curve.customdata[:, 0].min(), -lowest, rtol=1e-3)


def test_only_curves_of_the_loss_count_from_something_else_than_zero() -> None:
    assert set(FLOORS) < {name for name, row in CURVES.items() if row.quantity == "loss"}


def test_an_axis_by_decades_writes_what_it_was_given_and_ends_a_little_beyond() -> None:
    scale = Scale(CURVES["log"], (), True, 0.0, "loss", 1e-3, 1e2)
    amounts = np.array([1e-3, 0.5, 1e2])
    assert_allclose(scale.amounts(scale.heights(amounts)), amounts)
    assert_allclose(scale.ends, (-3.25, 2.25))
    assert (scale.axis["type"], scale.axis["dtick"]) == ("log", 1)


def test_decades_reach_down_to_the_rounding_of_the_largest_and_no_further() -> None:
    assert decades(np.array([1e-30, 0.0, 5.0])) == (5e-12, 5.0)
    assert decades(np.array([-1.0, 0.0])) is None
