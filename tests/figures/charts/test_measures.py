"""What a chart can show of a run, against closed forms and the run itself."""

import numpy as np
import plotly.graph_objects as go
import pytest

from experiment import CURVES, SECOND_CURVES, decode, minima, run
from figures.charts.measures import QUANTITIES, measured, state
from optimizers import RULES
from tests.figures.pictures import drawn, traces

MODES = "loss=beale&run=gd+lr+0.001&run=adam+lr+0.1&steps=60&view=overlay+curve+"


def chart(link: str, curve: str) -> list[go.Scatter]:
    return traces(drawn(f"{link}&view=overlay+curve+{curve}"), "curve", "loss")


SLIDE = "loss=x%2B0y&window=-40+1+-1+1&run=adagrad+lr+0.5+at+0+0&run=adam+lr+0.5+at+0+0&steps=30"


def test_the_gradient_norm_is_that_of_the_runs() -> None:
    link = f"{MODES}gradient"
    for curve, seen in zip(traces(drawn(link), "curve", "loss"), run(decode(link)[0]), strict=True):
        np.testing.assert_allclose(curve.y, np.linalg.norm(seen.gradients, axis=1), rtol=1e-5)


def test_adagrads_rate_shrinks_as_one_over_the_root_under_a_constant_gradient() -> None:
    adagrad, adam = chart(SLIDE, "rate")
    np.testing.assert_allclose(adagrad.y, 0.5 / np.sqrt(np.arange(1, 32)), rtol=1e-6)
    # Adam's rate times m^ is its step; both means are 1 once they are corrected.
    np.testing.assert_allclose(adam.y, 0.5, rtol=1e-6)


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


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize(
    "link",
    [
        "loss=log(x)&run=gd+at+-1",
        "loss=x^3&run=adam+lr+1000+at+-5",
        "loss=sin(x)%2By&run=lion&steps=1",
    ],
)
def test_every_curve_of_every_end_can_be_drawn(link: str, curve: str) -> None:
    assert chart(link, curve)


def test_the_distance_is_also_that_to_the_minimum_found_where_a_run_ended() -> None:
    e, _ = decode("loss=rastrigin&run=gd+lr+0.003+at+-2.3+3.4&steps=60")
    (path,) = run(e)
    assert path.verdict.minimum is not None
    assert path.verdict.minimum not in minima(e)
    shown = measured(path, CURVES["distance"], tuple(m.point for m in minima(e)))
    gap = np.linalg.norm(path.points[-1] - np.array(path.verdict.minimum.point))
    assert shown[-1] == pytest.approx(gap)
    known = [np.linalg.norm(path.points[-1] - np.array(m.point)) for m in minima(e)]
    assert gap < min(known)


# A run's rule with its switches, and the states that charts show as the mean of its gradients and
# as that of their squares. What a rule divides by or steps with besides these has no role.
STATES = {
    "gd": ("", ""),
    "momentum": ("v", ""),
    "nesterov": ("v", ""),
    "adagrad": ("", "s"),
    "rmsprop": ("", "s"),
    "rmsprop momentum 0.5": ("", "s"),
    "rmsprop centered on": ("m", "s"),
    "rmsprop centered on momentum 0.5": ("m", "s"),
    "adam": ("m", "v"),
    "adam amsgrad on": ("m", "v"),
    "adam amsgrad on amsgrad_max after": ("m", "v"),
    "adam bias_correction off": ("m", "v"),
    "adamw": ("m", "v"),
    "adamw amsgrad on": ("m", "v"),
    "nadam": ("m", "v"),
    "nadam momentum_schedule off": ("m", "v"),
    "radam": ("m", "v"),
    "adamax": ("m", ""),
    "adadelta": ("", "s"),
    "lion": ("m", ""),
    "signum": ("m", ""),
    "signum momentum 0": ("", ""),
    "rprop": ("", ""),
    "qhm": ("m", ""),
    "aggmo": ("", ""),
    "qhadam": ("m", "v"),
    "adan": ("m", "n"),
    "adopt": ("", "v"),
    "ademamix": ("m", "v"),
    "ademamix mix_steps 9": ("m", "v"),
    "adabelief": ("m", "s"),
    "yogi": ("m", "v"),
    "yogi initial_mean zero": ("m", "v"),
    **dict.fromkeys(("dog", "prodigy", "averaged_sgd", "schedule_free"), ("", "")),
    "d_adaptation": ("", "v"),
    "schedule_free_adamw": ("", "v"),
    **dict.fromkeys(("steepest", "armijo", "polyak", "barzilai_borwein"), ("", "")),
    **dict.fromkeys(("conjugate_gradients", "newton", "saddle_free_newton", "bfgs"), ("", "")),
    "sophia": ("m", ""),
    "full_adagrad": ("", ""),
    "article_adam": ("m", "v"),
}


@pytest.mark.parametrize("setting", STATES)
def test_charts_of_means_show_these_states(setting: str) -> None:
    link = f"loss=x^2%2By^2&run={setting.replace(' ', '+')}&steps=3"
    (one,) = run(decode(link)[0])
    for role, name in zip(("mean", "mean_square"), STATES[setting], strict=True):
        wanted = one.internals[name] if name else np.full_like(one.points, np.nan)
        np.testing.assert_array_equal(state(one, role), wanted)


def test_every_rule_says_which_of_its_states_charts_show() -> None:
    assert {setting.partition(" ")[0] for setting in STATES} == set(RULES)


def test_every_curve_measures_something() -> None:
    roles = {term.role for rule in RULES.values() for term in rule.terms.values()} - {""}
    assert roles == {"mean", "mean_square"}
    measures = {curve.quantity for curve in CURVES.values()}
    assert measures == set(QUANTITIES) - {"batch"} | roles  # batches have a line beside the loss
    assert measures >= {curve.quantity for curve in SECOND_CURVES.values()} - {""}


def test_one_variable_has_its_rate_for_the_second_coordinate_too() -> None:
    (one,) = run(decode("loss=x^2&run=adam+lr+0.1+at+1&steps=5")[0])
    first, second = (measured(one, CURVES[name], ()) for name in ("rate", "rate2"))
    np.testing.assert_array_equal(first, second)
