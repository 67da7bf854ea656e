import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose
from pictures import drawn, traces

from experiment import CURVES, decode, minima, run
from figures.charts.measures import MEASURES


def axis(figure: go.Figure) -> tuple[str | None, str]:
    return figure.layout.yaxis2.type, figure.layout.yaxis2.title.text


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


def test_a_curve_carries_loss_gradient_and_place_for_hover_to_seven_digits() -> None:
    link = "loss=rosenbrock&run=adam+lr+0.1&steps=100"
    experiment, _ = decode(link)
    (curve,) = traces(drawn(link), "curve", "loss")
    seen = run(experiment)[0]
    size = np.linalg.norm(seen.gradients, axis=1)
    wanted = np.column_stack([seen.losses, size, seen.points])
    np.testing.assert_allclose(curve.customdata, wanted, rtol=1e-7)


def test_the_marks_of_lost_and_settled_runs_stand_on_the_curve_too() -> None:
    figure = drawn("loss=x^2&window=-2+2&run=gd+lr+0.1+at+1&run=gd+lr+0.02+at+1&steps=60")
    ends = traces(figure, "end", "loss")
    assert [t.meta["run"] for t in ends] == [0, 1]
    assert [t.x[0] for t in ends] == [60, 60]
    assert ends[0].y[0] == pytest.approx(0.8**120, rel=1e-6)


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
    axis = drawn(link).layout.yaxis2
    assert (axis.type or "linear", axis.title.text) == (kind, title)


def test_above_a_negative_minimum_the_curve_falls_as_the_square_of_the_distance() -> None:
    (curve,) = traces(drawn(f"{NEGATIVE}best"), "curve", "loss")
    steps = np.arange(31)
    np.testing.assert_allclose(curve.y, 4 * 0.64**steps, rtol=1e-5)
    np.testing.assert_allclose(curve.customdata[:, 0], 4 * 0.64**steps - 7, rtol=1e-6)


def test_the_gradient_norm_is_that_of_the_runs() -> None:
    link = f"{MODES}gradient"
    for curve, seen in zip(traces(drawn(link), "curve", "loss"), run(decode(link)[0]), strict=True):
        np.testing.assert_allclose(curve.y, np.linalg.norm(seen.gradients, axis=1), rtol=1e-5)


def test_steps_by_decades_keep_their_numbers_and_begin_at_one() -> None:
    figure = drawn("loss=beale&run=gd+lr+0.001&steps=100&view=overlay+logsteps")
    (curve,) = traces(figure, "curve", "loss")
    np.testing.assert_array_equal(curve.x, np.arange(101))
    assert figure.layout.xaxis2.type == "log"
    assert figure.layout.xaxis2.range == (0, 2)


def chart(link: str, curve: str) -> list[go.Scatter]:
    return traces(drawn(f"{link}&view=overlay+curve+{curve}"), "curve", "loss")


SLIDE = "loss=x%2B0y&window=-40+1+-1+1&run=adagrad+lr+0.5+at+0+0&run=adam+lr+0.5+at+0+0&steps=30"


def test_adagrads_rate_shrinks_as_one_over_the_root_under_a_constant_gradient() -> None:
    adagrad, adam = chart(SLIDE, "rate")
    np.testing.assert_allclose(adagrad.y, 0.5 / np.sqrt(np.arange(1, 32)), rtol=1e-6)
    # Adam's rate times its m is the learning rate, and m^ is 1.
    np.testing.assert_allclose(adam.y, 0.5 / (1 - 0.9 ** np.arange(1, 32)), rtol=1e-6)


def test_adams_every_step_equals_its_learning_rate_under_a_constant_gradient() -> None:
    adam = chart(SLIDE, "step")[1]
    np.testing.assert_allclose(adam.y, 0.5, rtol=1e-6)
    assert len(adam.y) == 31  # the last is the one that would come next


def test_squares_add_up_for_adagrad_and_fade_for_rmsprop() -> None:
    link = SLIDE.replace("run=adam+lr+0.5", "run=rmsprop+lr+0.5")
    adagrad, rmsprop = chart(link, "square")
    np.testing.assert_allclose(adagrad.y[1:], np.arange(1, 31), rtol=1e-6)
    np.testing.assert_allclose(rmsprop.y[1:], 1 - 0.9 ** np.arange(1, 31), rtol=1e-6)


def test_the_mean_of_the_gradients_keeps_its_sign() -> None:
    link = "loss=x^2%2By^2&window=-5+5+-5+5&run=adam+lr+0.1+at+-3+2&run=gd+at+1+1&steps=20"
    first, second = (chart(link, curve)[0] for curve in ("mean", "mean2"))
    seen = run(decode(link)[0])[0]
    np.testing.assert_allclose(first.y, seen.internals["m"][:, 0], rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(second.y, seen.internals["m"][:, 1], rtol=1e-5, atol=1e-6)
    assert min(first.y) < 0 < max(second.y)
    assert len(chart(link, "mean")[1].y) == 0  # gd has no mean


def test_the_distance_to_the_minimum_is_that_of_the_points() -> None:
    link = "loss=x^2%2B3y^2%2Bx&run=gd+lr+0.1+at+2+1&steps=20"
    (curve,) = chart(link, "distance")
    away = run(decode(link)[0])[0].points - [-0.5, 0.0]
    np.testing.assert_allclose(curve.y, np.hypot(*away.T), rtol=1e-5, atol=1e-6)


TWO = "loss=beale&run=adagrad+lr+0.5+at+1+1.5&run=rmsprop+lr+0.05+at+1+1.5&steps=80"


def second(curve: str, view: str = "overlay") -> go.Figure:
    return drawn(f"{TWO}&view={view}+second+{curve}")


def test_no_second_chart_is_drawn_unless_it_is_asked_for() -> None:
    assert [p["name"] for p in drawn(TWO).layout.meta["panels"]] == ["landscape", "loss"]
    assert drawn(f"{TWO}&view=overlay+second+none") == drawn(TWO)


@pytest.mark.parametrize("view", ["overlay", "side", "surface"])
def test_a_second_chart_stands_below_the_first_over_the_same_steps(view: str) -> None:
    figure = second("square", view)
    layout = figure.layout
    assert [p["name"] for p in layout.meta["panels"] if p["area"] == "chart"] == ["loss", "second"]
    assert layout.yaxis14.domain[1] < layout.yaxis2.domain[0]
    assert layout.xaxis14.domain == layout.xaxis2.domain
    assert layout.xaxis14.range == layout.xaxis2.range == (0, 80)
    words = [a.text for a in layout.annotations]
    assert words[-2:] == ["loss", "accumulated squares, x"]
    go.Figure(figure.to_plotly_json())  # Plotly knows every property


def test_the_loss_above_a_second_chart_is_the_loss_alone() -> None:
    for both, alone in zip(
        traces(second("rate"), "curve", "loss"), traces(drawn(TWO), "curve", "loss"), strict=True
    ):
        assert both == alone


def test_adagrads_squares_only_grow_while_rmsprops_forget() -> None:
    adagrad, rmsprop = traces(second("square"), "curve", "second")
    exact = run(decode(TWO)[0])
    for curve, seen in zip((adagrad, rmsprop), exact, strict=True):
        assert (curve.xaxis, curve.yaxis) == ("x14", "y14")
        np.testing.assert_array_equal(curve.x, np.arange(81))
        squares = seen.gradients[:, 0] ** 2  # row k has met the gradients before it
        np.testing.assert_allclose(curve.y[1:], kept(squares, seen.run.rule)[:-1], rtol=1e-5)
    assert np.all(np.diff(adagrad.y) >= 0)
    assert rmsprop.y[-1] < rmsprop.y[1:].max() / 10


def kept(squares: np.ndarray, rule: str) -> list[float]:
    total, found = 0.0, []
    for square in squares.tolist():
        total = total + square if rule == "adagrad" else 0.9 * total + 0.1 * square
        found.append(total)
    return found


def test_a_second_chart_is_the_length_of_the_gradient_or_the_distance_to_a_minimum() -> None:
    e, _ = decode(TWO)
    places = np.array([m.point for m in minima(e)])
    gradients, distances = (traces(second(c), "curve", "second") for c in ("gradient", "distance"))
    for slope, away, seen in zip(gradients, distances, run(e), strict=True):
        assert len(slope.y) == len(away.y) == 81
        np.testing.assert_allclose(slope.y, np.linalg.norm(seen.gradients, axis=1), rtol=1e-6)
        gaps = np.linalg.norm(seen.points[:, None] - places, axis=-1).min(axis=1)
        np.testing.assert_allclose(away.y, gaps, rtol=1e-6)


def test_hover_tells_what_the_second_chart_measures() -> None:
    line = traces(second("rate2"), "curve", "second")[0]
    assert "effective learning rate, y %{y:.5g}<br>" in line.hovertemplate
    assert "effective" not in traces(second("rate2"), "curve", "loss")[0].hovertemplate


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize(
    "link",
    [
        "loss=log(x)&run=gd+at+-1",
        "loss=x^3&run=adam+lr+1000+at+-5",
        "loss=sin(x)+y&run=lion&steps=1",
    ],
)
def test_every_curve_of_every_end_can_be_drawn(link: str, curve: str) -> None:
    assert chart(link, curve)


def test_the_distance_is_also_that_to_the_minimum_found_where_a_run_ended() -> None:
    e, _ = decode("loss=rastrigin&run=gd+lr+0.003+at+-2.3+3.4&steps=60")
    (path,) = run(e)
    assert path.verdict.minimum is not None
    assert path.verdict.minimum not in minima(e)
    shown = MEASURES["distance"].of(path, [m.point for m in minima(e)])
    gap = np.linalg.norm(path.points[-1] - np.array(path.verdict.minimum.point))
    assert shown[-1] == pytest.approx(gap)
