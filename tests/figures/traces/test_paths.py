"""The paths of runs: real points, and no more vertices than pixels show."""

import numpy as np
import plotly.graph_objects as go
import pytest
from numpy.testing import assert_allclose, assert_array_equal

import figures
from experiment import decode, load, run, with_runs
from figures import theme
from figures.thumbnail import thumbnail
from figures.traces import paths
from tests.figures.pictures import BOWL, FOUR, LOST, drawn, traces


def test_a_trail_passes_through_the_points_of_the_run(four: go.Figure) -> None:
    experiment, _ = decode(FOUR)
    for trail, seen in zip(traces(four, "trail"), run(experiment), strict=True):
        steps = trail.customdata[:, 0].astype(int)
        assert_array_equal(steps, np.arange(51))
        assert_allclose(np.column_stack([trail.x, trail.y]), seen.points, rtol=1e-7)
        assert_allclose(trail.customdata[:, 1], seen.losses, rtol=1e-7)
        size = np.linalg.norm(seen.gradients, axis=1)
        assert_allclose(trail.customdata[:, 2], size, rtol=1e-7)


def test_a_start_outside_the_domain_is_marked_and_has_no_trail() -> None:
    figure = drawn("loss=log(x)^2%2By^2&window=-1+3+-1+1&run=gd+lr+0.1+at+-0.5+0.5&steps=5")
    (trail,) = traces(figure, "trail")
    assert len(trail.x) == 0
    assert [(t.x[0], t.y[0]) for t in traces(figure, "start")] == [(-0.5, 0.5)]
    assert traces(figure, "end") == traces(figure, "exit") == []


def test_twelve_runs_of_ten_thousand_steps_are_thinned_to_what_pixels_show() -> None:
    figure = drawn(f"{BOWL}{'&run=gd+lr+0.0001+at+3+1' * 12}&steps=10000")
    assert max(len(t.x) for t in traces(figure, "trail")) <= 1_000
    assert len(figure.to_json()) < 4_000_000


def test_a_lost_run_says_the_step_that_its_verdict_says() -> None:
    trajectories = run(decode(LOST)[0])
    trails = traces(drawn(LOST), "trail")
    assert ["ended" in trail.meta for trail in trails] == [False, True]
    step = trails[1].meta["ended"]
    assert f"at step {step}." in trajectories[1].verdict.sentence


def test_a_length_that_overflows_is_the_largest_number() -> None:
    huge = 1.5e308
    assert paths.lengths(np.array([[huge, huge]]))[0] == np.finfo(float).max
    assert_allclose(paths.lengths(np.array([[3.0, -4.0], [1e200, 0.0]])), [5, 1e200])


@pytest.mark.parametrize(
    ("link", "fate"),
    [
        ("loss=x^2&run=gd+lr+0.3+at+1", "settled"),
        ("loss=x^2&run=gd+lr+3+at+1&steps=2000", "lost"),
        ("loss=x^2&run=gd+lr+0.001+at+1&steps=5", "moving"),
    ],
)
def test_the_fate_of_a_run_is_that_of_its_verdict(link: str, fate: str) -> None:
    (trail,) = traces(drawn(link), "trail")
    assert trail.meta["fate"] == fate


def test_hovering_a_path_names_its_variables() -> None:
    (trail,) = traces(drawn("loss=w1^2%2Bθ^2&run=gd+lr+0.1+at+1+1&steps=3"), "trail")
    assert "w<sub>1</sub> = %{x:.6g}<br>θ = %{y:.6g}<br>loss" in trail.hovertemplate
    (trail,) = traces(drawn("loss=x^2&run=gd+lr+0.1+at+1&steps=3"), "trail")
    assert "<br>x = %{x:.6g}<br>loss" in trail.hovertemplate


def test_a_run_keeps_its_looks_when_another_goes_and_has_the_name_that_it_was_given() -> None:
    e, _ = decode(FOUR.replace("at+-3+1", "at+-3+1+name+mine"))
    fewer = with_runs(e, [e.runs[3], e.runs[0]], [3, 0])
    drawing = figures.drawing(fewer, load(fewer), run(fewer))
    found = [
        (t["name"], t["line"]["color"], t["line"]["dash"], t["meta"]["symbol"], t["meta"]["run"])
        for t in drawing.data
        if t["meta"]["role"] == "trail"
    ]
    looks = [(theme.LIGHT.runs[k], theme.DASHES[k], theme.SYMBOLS[k]) for k in (3, 0)]
    assert found == [("mine", *looks[0], 0), ("Gradient descent 0.1", *looks[1], 1)]
    colours = [f"light-dark({theme.LIGHT.runs[k]},{theme.DARK.runs[k]})" for k in (3, 0)]
    small = thumbnail(fewer, load(fewer), run(fewer))
    assert all(colour in small for colour in colours)
    assert theme.LIGHT.runs[1] not in small
