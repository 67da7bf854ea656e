"""Runs that come to rest, and runs that are only slow."""

import numpy as np
import pytest

from landscape import look_at
from tests.experiment.verdicts.judged import verdict


@pytest.mark.parametrize("rate", [0.013, 0.05, 0.07, 0.3, 0.9])
@pytest.mark.parametrize("start", [1.0, -2.345, 3.0])
def test_the_absolute_value_never_converges_at_a_fixed_rate(rate: float, start: float) -> None:
    assert verdict(f"loss=|x|&run=gd+lr+{rate}+at+{start}&steps=500").kind != "converged"


@pytest.mark.parametrize("decay", ["coupled", "decoupled"])
def test_weight_decay_holds_a_run_beside_the_minimum_and_says_so(decay: str) -> None:
    # 2 (x - 1) + x / 2 is 0 at 0.8, and so is what both kinds of decay make of a step.
    link = f"loss=(x-1)^2&run=gd+lr+0.1+weight_decay+0.5+decay+{decay}+at+3"
    found = verdict(f"{link}&window=-5+5")
    assert (found.kind, found.step, found.minimum) == ("stationary", 27, None)
    assert found.sentence == (
        "At rest at x = 0.8, 0.2 from the minimum at x = 1, from step 27 on: the pull of weight "
        "decay balances the gradient there."
    )


@pytest.mark.parametrize(
    "link",
    [
        # Slow all the time, slow beside a saddle, slow because a schedule says so; and where the
        # balance itself moves, for AdamW's effective rate still grows.
        "loss=(x-1)^2&run=gd+lr+1e-7+weight_decay+0.5+at+3",
        "loss=(x-1)^2-y^2&window=-3+3+-3+3&run=gd+lr+0.1+weight_decay+0.5+at+2+1e-12&steps=100",
        "loss=(x-1)^2&run=gd+lr+0.1+weight_decay+0.5+schedule+exponential+decay_rate+0.5"
        "+decay_steps+2+at+3",
        "loss=himmelblau&run=adamw+lr+1+at+-0.15+0.67",
    ],
)
def test_a_run_that_is_only_slow_is_not_held_by_its_weight_decay(link: str) -> None:
    assert verdict(link).kind == "moving"


def test_walking_downhill_off_a_maximum_is_no_divergence() -> None:
    assert verdict("loss=cos(x)&window=-4+4&run=gd+lr+0.5+at+0.001").kind == "converged"


def test_passing_a_saddle_slowly_is_not_resting_there() -> None:
    found = verdict("loss=x^2-y^2&window=-3+3+-3+3&run=gd+lr+0.1+at+1+1e-12&steps=100")
    assert found.kind == "moving"


def test_a_minimum_off_the_list_is_found_where_the_run_ends() -> None:
    found = verdict("loss=(x-40)^2&window=-3+3&run=gd+lr+0.2+at+0")
    assert found.sentence == "Reached the minimum at x = 40 after 22 steps."
    assert found.minimum is not None
    assert found.minimum.origin == "found"
    np.testing.assert_allclose(found.minimum.point, 40.0)


def test_a_valley_of_minima_is_a_place_to_converge() -> None:
    assert verdict("loss=(x*y-1)^2&run=gd+lr+0.05+at+2+1").kind == "converged"


def test_a_local_minimum_is_called_local() -> None:
    found = verdict("loss=quartic&run=gd+lr+0.1+at+0.5")
    assert found.sentence == "Reached the local minimum at x = 0.8376 after 15 steps."


def test_a_minimum_found_above_a_known_one_is_a_local_one() -> None:
    found = verdict("loss=rastrigin&run=gd+lr+0.003+at+-2.3+3.4&steps=60")
    assert found.sentence == "Reached the local minimum at (−1.99, 2.985) after 5 steps."


@pytest.mark.parametrize(
    ("loss", "start", "what"),
    [  # the Hessian is zero, or zero one way: only the loss around tells
        ("-x^4", "0", "a maximum, x = 0"),
        ("-x^2-y^4", "0+0", "a maximum, (0, 0)"),
        ("x^3-3x*y^2", "0+0", "a saddle, (0, 0)"),
        ("x^4-y^4", "0+0", "a saddle, (0, 0)"),
        ("x^5", "0", "a flat point, x = 0"),
        ("floor(x)", "0.5", "a flat point, x = 0.5"),
        ("x^2-y^4", "1+0", "a saddle, (0, 0)"),  # come along the ridge, where one way is level
        ("x^2%2By^3", "1+0", "a saddle, (0, 0)"),
    ],
)
def test_a_point_of_zero_gradient_is_named_by_the_loss_around_it(
    loss: str, start: str, what: str
) -> None:
    found = verdict(f"loss={loss}&run=gd+lr+0.1+at+{start}&window=-3+3{'+-3+3' * ('y' in loss)}")
    assert found.kind == "stationary"
    assert found.sentence.startswith(f"Stationary at {what}, from step ")


@pytest.mark.parametrize(
    ("loss", "run", "what", "step"),
    [
        ("min(x^2,(x-2)^2)", "gd+lr+0.1+at+1", "maximum), x = 1", 0),
        ("min(x^2,(x-2)^2)", "adam+lr+0.1+at+1", "maximum), x = 1", 0),
        ("1-|x-1|", "gd+lr+0.1+at+1", "maximum), x = 1", 0),
        ("-|sin(x)|", "momentum+lr+0.1+at+0", "maximum), x = 0", 0),
        ("-|x|-|y|", "gd+lr+0.1+at+0+0", "maximum), (0, 0)", 0),
        ("|x|-|y|", "gd+lr+0.1+at+0+0", "saddle), (0, 0)", 0),
        ("|x|-y^2", "gd+lr+0.1+at+0+0", "saddle), (0, 0)", 0),
        # On a ridge of kinks to its lowest point, where one way bends and the other does not.
        ("x^2-|y|", "gd+lr+0.1+at+2+0", "saddle), (0, 0)", 35),
        ("y^2-|x|", "rmsprop+lr+0.01+at+0+1", "saddle), (0, 0)", 132),
        ("min(x^2%2By^2,(x-2)^2%2By^2)", "gd+lr+0.1+at+1+1", "saddle), (1, 0)", 34),
        ("min((x-1)^2%2By^2,(x%2B1)^2%2By^2)", "adam+lr+0.1+at+0+2", "saddle), (0, 0)", 148),
        ("-|x-y|%2B(x%2By-1)^2", "gd+lr+0.1+at+2+2", "saddle), (0.5, 0.5)", 15),
        ("cos(y)-|x|", "gd+lr+0.1+at+0+1", "saddle), (0, 3.142)", 81),
        ("-|x|%2B0y", "gd+lr+0.1+at+0+2", "maximum), (0, 2)", 0),
        # The ridge is bent: it rises from the point between the ways of a ring.
        ("(1-x)^2-|y-x^2|", "gd+lr+0.05+at+1+1", "saddle), (1, 1)", 0),
    ],
)
def test_a_kink_is_no_flat_point(loss: str, run: str, what: str, step: int) -> None:
    found = verdict(f"loss={loss}&run={run}")
    why = "the loss has no gradient there, and its slope is taken as 0"
    sentence = f"Stationary at a kink (a {what}, from step {step} on: {why}."
    assert (found.kind, found.step, found.sentence) == ("stationary", step, sentence)


@pytest.mark.parametrize(
    ("loss", "start", "what"),
    [
        ("-|x|^1.5", "0", "a maximum, x = 0"),  # has a gradient, and no second derivative
        ("-|x|^3", "0", "a maximum, x = 0"),
        ("|x^2-1|", "0", "a maximum, x = 0"),
        ("x*|x|", "0", "a flat point, x = 0"),
    ],
)
def test_a_smooth_point_of_a_loss_with_absolute_values_is_no_kink(
    loss: str, start: str, what: str
) -> None:
    sentence = f"Stationary at {what}, from step 0 on: the gradient there is zero."
    assert verdict(f"loss={loss}&run=gd+lr+0.1+at+{start}").sentence == sentence


def test_a_jump_is_called_a_jump() -> None:
    assert verdict("loss=sign(x)&run=gd+lr+0.1+at+0").sentence == (
        "Stationary at a jump of the loss, x = 0, from step 0 on: the loss has no gradient there, "
        "and its slope is taken as 0."
    )


@pytest.mark.parametrize(
    ("loss", "run", "step"),
    [
        ("|x|", "gd+lr+0.25+at+1", 4),
        ("|x|", "gd+lr+0.125+at+1", 8),
        ("max(x,-x)", "gd+lr+0.5+at+2", 4),
        ("|x|%2B|y|", "gd+lr+0.5+at+1+2", 4),
        ("|x|%2By^2", "gd+lr+0.5+at+1+1", 2),
        ("max(|x|,|y|)", "gd+lr+0.25+at+1+0", 4),
        ("x^2%2B2|x-1|", "gd+lr+0.1+at+1", 29),
        ("max(x^2,(x-2)^2)", "gd+lr+0.1+at+1", 0),
    ],
)
def test_a_run_that_lands_on_the_very_tip_of_a_kink_stays_and_has_converged(
    loss: str, run: str, step: int
) -> None:
    # The slope at the tip is taken as 0. Next to it no step is short enough: see the first test.
    found = verdict(f"loss={loss}&run={run}")
    assert (found.kind, found.step) == ("converged", step)


@pytest.mark.parametrize("loss", ["exp(-1/x^2)", "exp(-1/|x|)", "exp(-1/x^4)", "x^2*exp(-1/x^2)"])
def test_ground_that_is_flat_to_every_digit_is_crossed_for_ever(loss: str) -> None:
    # The minimum is at 0, however small the loss is beside it.
    for run in ("gd+lr+0.1+at+1", "gd+lr+0.5+at+0.8"):
        assert verdict(f"loss={loss}&run={run}").kind == "moving"
    (minimum,) = look_at((loss, {})).minima
    assert minimum.point == (0.0,)


def test_a_rule_without_memory_rests_at_once_where_the_gradient_is_zero() -> None:
    # 1 - lr 2 = 0: the first step lands on the minimum. A velocity would carry the run past it.
    found = verdict("loss=x^2&window=-5+5&run=gd+lr+0.5+at+1&steps=1")
    assert found.sentence == "Reached the minimum at x = 0 after 1 step."
    assert verdict("loss=x^2&window=-5+5&run=momentum+lr+0.5+at+1&steps=1").kind == "moving"


def test_level_ground_that_nothing_undercuts_is_a_minimum() -> None:
    found = verdict("loss=max(0,1-x)&window=-3+3&run=gd+lr+0.3+at+-1")
    assert found.sentence == "Reached the minimum at x = 1.1 after 7 steps."
    assert found.minimum is not None
    assert found.minimum.lowest


@pytest.mark.parametrize(
    ("loss", "start", "what"),
    [
        ("double_well_1d", "1.6", "a maximum, x = 0"),
        ("double_well_2d", "1.3+-1.1", "a saddle, (0, 0)"),
        ("two_layer_linear", "2.6+0.1", "a saddle, (0, 0)"),
    ],
)
def test_weight_decay_can_hold_a_run_where_it_could_go_down(
    loss: str, start: str, what: str
) -> None:
    # A step takes lr weight_decay = 0.3 of the place away, more than the slope adds.
    found = verdict(f"loss={loss}&run=adamw+lr+30+at+{start}")
    assert found.sentence.startswith(f"Stationary at {what}, from step ")


def test_weight_decay_moves_a_run_over_level_ground() -> None:
    assert verdict("loss=floor(x)&window=-3+3&run=adamw+lr+0.001+at+1.8").kind == "plateau"
    assert verdict("loss=floor(x)&window=-3+3&run=adam+lr+0.001+at+1.8").kind == "stationary"


def test_a_basin_outside_the_window_is_where_a_run_comes_to_rest() -> None:
    # cos(2t) = -1/2 has a solution in every period of McCormick's valley, each lower by pi.
    found = verdict("loss=mccormick&run=gd+lr+0.1+at+-4+-4")
    assert (found.kind, found.minimum and found.minimum.origin) == ("converged", "found")
    assert found.sentence == (
        "Reached a lower minimum outside the window, at (−3.689, −4.689) after 30 steps."
    )


@pytest.mark.parametrize(
    ("loss", "start", "place"),
    [
        ("x^3-3x", "0", "x = 1"),
        ("sin(x)%2B0.1x&window=-25+8", "-13", "x = −14.24"),
        ("x^2-x^3", "0.1", "x = 0"),
        ("x%2B1/x", "2", "x = 1"),
        ("x^2%2By^2-x^2*y", "0.1+0.1", "(0, 0)"),
    ],
)
def test_a_minimum_above_what_was_seen_elsewhere_is_local(
    loss: str, start: str, place: str
) -> None:
    found = verdict(f"loss={loss}&run=gd+lr+0.2+at+{start}")
    assert found.sentence.startswith(f"Reached the local minimum at {place} after ")


@pytest.mark.parametrize("loss", ["x^2*y%2By^2", "(y-x^2)(y-3x^2)", "y^2-3x^2*y%2B2x^4"])
def test_a_saddle_with_a_thin_bent_way_down_is_no_minimum(loss: str) -> None:
    sentence = "Stationary at a saddle, (0, 0), from step 0 on: the gradient there is zero."
    assert verdict(f"loss={loss}&run=gd+lr+0.1+at+0+0").sentence == sentence


def test_nothing_is_reached_on_a_tail_that_falls_for_ever() -> None:
    assert verdict("loss=exp(x)%2B(y-1)^2&run=gd+lr+0.3+at+1+2").kind == "moving"
    assert verdict("loss=x^7%2By^2&run=gd+lr+0.1+at+0.01+1").kind != "converged"


@pytest.mark.parametrize("run", ["adamw+lr+0.1", "gd+lr+0.1+weight_decay+0.001"])
def test_sliding_along_a_valley_by_weight_decay_is_not_arriving(run: str) -> None:
    found = verdict(f"loss=(x-y)^2&run={run}+at+2+-1.5")
    assert found.kind == "moving"
    assert verdict("loss=(x-y)^2&run=gd+lr+0.1+at+2+-1.5").kind == "converged"


def test_a_run_held_by_weight_decay_is_not_lost_to_rounding() -> None:
    found = verdict("loss=(x-1)^2&run=adam+lr+0.1+weight_decay+0.5+at+3&steps=2000")
    assert (found.kind, found.sentence[:17]) == ("stationary", "At rest at x = 0.")


def test_above_the_stability_limit_a_minimum_is_no_place_to_stay() -> None:
    # The limit is 2 / 16: across the diagonal the distance grows by 0.48 % a step.
    for rate, kind in ((0.1244, "converged"), (0.1256, "moving")):
        link = f"loss=x^4%2By^4-4x*y&run=gd+lr+{rate}+at+1.91+0.46"
        assert verdict(link).kind == kind
    assert verdict("loss=x^2&run=gd+lr+1.1+at+0.0001&steps=5").kind == "diverging"
    assert verdict("loss=x^2&run=gd+lr+1.1+at+0&steps=5").kind == "converged"
