"""The charts: a line a run by step, one chart or two."""

import numpy as np
import plotly.graph_objects as go
import pytest

from experiment import decode, minima, run
from tests.figures.pictures import drawn, traces


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


def test_steps_by_decades_keep_their_numbers_and_begin_at_one() -> None:
    figure = drawn("loss=beale&run=gd+lr+0.001&steps=100&view=overlay+logsteps")
    (curve,) = traces(figure, "curve", "loss")
    np.testing.assert_array_equal(curve.x, np.arange(101))
    assert figure.layout.xaxis2.type == "log"
    assert figure.layout.xaxis2.range == (0, 2)


def test_over_evaluations_every_run_stands_at_its_own_count() -> None:
    link = (
        "loss=beale&run=gd+lr+0.01&run=gd+lr+0.01+sam_radius+0.05&run=armijo&steps=40&view=overlay"
    )
    seen = run(decode(link)[0])
    figure = drawn(link.replace("overlay", "overlay+evaluations"))
    assert figure.layout.xaxis2.title.text == "gradient evaluations"
    assert figure.layout.xaxis2.range == (0, max(int(one.evaluations[-1]) for one in seen))
    for curve, one, each in zip(traces(figure, "curve", "loss"), seen, (1, 2, None), strict=True):
        np.testing.assert_array_equal(curve.x, one.evaluations)
        if each:
            np.testing.assert_array_equal(curve.x, each * np.arange(41))
        np.testing.assert_array_equal(curve.customdata[:, curve.meta["steps"]], np.arange(41))
        assert "step %{customdata[4]:.0f}, %{x:.0f} evaluations<br>" in curve.hovertemplate
    assert [panel["curve"]["evaluations"] for panel in figure.layout.meta["panels"][1:]] == [True]
    assert np.all(np.diff(seen[2].evaluations) >= 2)  # a gradient and one trial at least


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


def test_a_second_chart_shows_the_numbers_of_the_run() -> None:
    e, _ = decode(TWO)
    (minimum,) = minima(e)
    steep, away = (traces(second(curve), "curve", "second") for curve in ("gradient", "distance"))
    for place, seen in enumerate(run(e)):
        norms = np.linalg.norm(seen.gradients, axis=1)
        gaps = np.linalg.norm(seen.points - np.array(minimum.point), axis=1)
        assert len(norms) == 81
        np.testing.assert_allclose(steep[place].y, norms, rtol=1e-6)
        np.testing.assert_allclose(away[place].y, gaps, rtol=1e-6)


def test_hover_tells_what_the_second_chart_measures() -> None:
    line = traces(second("rate2"), "curve", "second")[0]
    assert "effective learning rate, y %{y:.5g}<br>" in line.hovertemplate
    assert "effective" not in traces(second("rate2"), "curve", "loss")[0].hovertemplate
