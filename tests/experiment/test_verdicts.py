"""How runs end. Each case has an ending that can be told without running anything."""

import numpy as np
import pytest

from experiment import DEFAULT, Verdict, decode, minima, outlook, run


def verdict(link: str) -> Verdict:
    e, problems = decode(link)
    assert problems == ()
    (trajectory,) = run(e)
    return trajectory.verdict


@pytest.mark.parametrize(
    ("link", "kind", "step", "sentence"),
    [
        (  # 1 - 2 lr lambda: each step leaves 0.2 of the distance
            "loss=x^2&window=-5+5&run=gd+lr+0.4+at+1",
            "converged",
            5,
            "Reached the minimum at x = 0 after 5 steps.",
        ),
        (
            "loss=(x-3)^2+%2B+4(y-2)^2&run=gd+lr+0.1+at+3+2&steps=9",
            "converged",
            0,
            "Starts at the minimum at (3, 2) and stays there.",
        ),
        (  # 1 - lr 2 = -1: the point jumps across for ever
            "loss=(x-1)^2&run=gd+lr+1+at+2",
            "cycling",
            0,
            "Cycles with period 2 around the minimum at x = 1 from step 0 on, 2 across.",
        ),
        (
            "loss=(x^2-1)^2&run=gd+lr+0.2+at+0.1",
            "converged",
            15,
            "Reached the minimum at x = 1 after 15 steps.",
        ),
        (
            "loss=(x^2-1)^2&run=gd+lr+0.3+at+0.1",
            "cycling",
            22,
            "Cycles with period 2 around the minimum at x = 1 from step 22 on, 0.4082 across.",
        ),
        (
            "loss=(x^2-1)^2&run=gd+lr+0.4+at+0.1",
            "moving",
            200,
            "Still moving after 200 steps: the loss is 0.189.",
        ),
        (
            "loss=x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=8",
            "diverged",
            7,
            "Diverged: the loss overflows at step 7.",
        ),
        (
            "loss=exp(x^2)&run=gd+lr+1+at+3",
            "diverged",
            1,
            "Diverged: the loss overflows at step 1.",
        ),
        (
            "loss=ln(x)&run=gd+lr+10+at+1",
            "left_domain",
            1,
            "Left the domain at step 1: the loss is not finite at x = −9.",
        ),
        (
            "loss=sqrt(x)+%2B+y^2&run=gd+lr+0.1+at+-1+2",
            "left_domain",
            0,
            "The loss is not finite at the start, (−1, 2).",
        ),
        (
            "loss=1/x&window=-2+2&run=gd+lr+1+at+0",
            "left_domain",
            0,
            "The loss is not finite at the start, x = 0.",
        ),
        (
            "loss=sqrt(x^2%2By^2)&run=gd+lr+0.5+at+0.5+0",
            "stationary",
            1,
            "Stopped at step 1: the loss has no gradient at (0, 0), its minimum.",
        ),
        (
            "loss=x^2-y^2&run=gd+lr+0.1+at+1+0",
            "stationary",
            32,
            "Stationary at a saddle, (0, 0), from step 32 on: the gradient there is zero.",
        ),
        (
            "loss=cos(x)&window=-4+4&run=adam+lr+0.1+at+0",
            "stationary",
            0,
            "Stationary at a maximum, x = 0, from step 0 on: the gradient there is zero.",
        ),
        (
            "loss=x^3&window=-2+2&run=gd+lr+0.1+at+0",
            "stationary",
            0,
            "Stationary at a flat point, x = 0, from step 0 on: the gradient there is zero.",
        ),
        (
            "loss=x^3&window=-2+2&run=gd+lr+0.1+at+-1",
            "unbounded",
            13,
            "Unbounded below: past −1.8e308 at step 13, and falling.",
        ),
        (
            "loss=x^2-y^2&window=-3+3+-3+3&run=adam+lr+0.1+at+1+0.1",
            "unbounded",
            200,
            "Unbounded below: outside the window the loss goes on falling, without a minimum.",
        ),
        (  # falls ever more slowly, and yet for ever
            "loss=-ln(x)&window=0.1+5&run=adam+lr+0.1+at+1",
            "unbounded",
            200,
            "Unbounded below: outside the window the loss goes on falling, without a minimum.",
        ),
        (
            "loss=1/(1%2Be^-x)&window=-8+8&run=gd+lr+0.1+at+-7.5",
            "plateau",
            200,
            "Crawling on a plateau after 200 steps: the gradient is only 0.0005464.",
        ),
        (  # the usual slope is that of the plateau itself: the height above the minimum tells
            "loss=saturating_neuron_1d&run=gd+lr+1+at+-7",
            "plateau",
            200,
            "Crawling on a plateau after 200 steps: the gradient is only 0.002048.",
        ),
        (  # a step below the top of a hill, which is close and no plateau
            "loss=(x^2-1)^2&window=-2+2&run=gd+lr+0.0001+at+0.01",
            "moving",
            200,
            "Still moving after 200 steps: the loss is 0.9998.",
        ),
        (  # the loss levels off at 0: outside the window, and not unbounded
            "loss=1/(1%2Be^x)&window=-2+2&run=adam+lr+0.2+at+0",
            "moving",
            200,
            "Still moving after 200 steps, outside the window: the loss is 0.001355.",
        ),
        (  # three rounds and more, alike to the last digit, are enough for a short run
            "loss=(x-1)^2&run=gd+lr+1+at+2&steps=8",
            "cycling",
            0,
            "Cycles with period 2 around the minimum at x = 1 from step 0 on, 2 across.",
        ),
        (  # squares of gradients of 1e154 and more
            "loss=styblinski_tang&run=radam+lr+1",
            "diverged",
            6,
            "Diverged: v overflows at step 6.",
        ),
        (
            "loss=rosenbrock_mild&run=radam+lr+0.3",
            "moving",
            200,
            "Stuck (its steps are lost to rounding) after 200 steps, outside the window: "
            "the loss is 3.465e135, more than at the start.",
        ),
        (
            "loss=|x|&window=-5+5&run=gd+lr+0.07+at+1",
            "cycling",
            14,
            "Cycles with period 2 around the minimum at x = 0 from step 14 on, 0.07 across.",
        ),
    ],
)
def test_a_run_gets_its_verdict(link: str, kind: str, step: int, sentence: str) -> None:
    found = verdict(link)
    assert (found.kind, found.step, found.sentence) == (kind, step, sentence)


@pytest.mark.parametrize("rate", [0.013, 0.05, 0.07, 0.3, 0.9])
@pytest.mark.parametrize("start", [1.0, -2.345, 3.0])
def test_the_absolute_value_never_converges_at_a_fixed_rate(rate: float, start: float) -> None:
    assert verdict(f"loss=|x|&run=gd+lr+{rate}+at+{start}&steps=500").kind != "converged"


def test_the_articles_rmsprop_reaches_the_minimum_and_leaves_it_again() -> None:
    article = "rmsprop+lr+0.1+eps_place+inside+at+0.1"
    e, _ = decode(f"loss=x^4-2x^2%2Bx&window=-3+3&run={article}&run=gd+lr+0.1+at+0.1&steps=25")
    paths = run(e)
    assert (paths[0].verdict.kind, paths[0].verdict.step) == ("converged", 7)
    assert outlook(e, paths) == (42, None)
    assert verdict(f"loss=x^4-2x^2%2Bx&window=-3+3&run={article}&steps=400").kind == "cycling"


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


def test_a_run_whose_learning_rate_has_fallen_to_zero_says_so() -> None:
    found = verdict("loss=(x-1)^2&run=gd+lr+0.1+schedule+cosine+decay_steps+20+at+3&window=-5+5")
    assert found.sentence.startswith("Stuck (its learning rate is 0) after 200 steps, ")


def test_a_growing_gradient_is_not_a_divergence() -> None:
    # On 50 x^2 at 0.0201 each step multiplies the distance by -1.01.
    found = verdict("loss=50x^2&window=-5+5&run=gd+lr+0.0201+at+1")
    sentence = "Still moving after 200 steps, outside the window: the loss is 2676, "
    assert (found.kind, found.sentence) == ("moving", sentence + "more than at the start.")


def test_walking_downhill_off_a_maximum_is_no_divergence() -> None:
    assert verdict("loss=cos(x)&window=-4+4&run=gd+lr+0.5+at+0.001").kind == "converged"


def test_passing_a_saddle_slowly_is_not_resting_there() -> None:
    found = verdict("loss=x^2-y^2&window=-3+3+-3+3&run=gd+lr+0.1+at+1+1e-12&steps=100")
    assert found.kind == "moving"


def test_a_run_without_a_gradient_has_not_converged() -> None:
    found = verdict("loss=ackley&run=gd+lr+0.01+at+0+0")
    assert (found.kind, found.sentence) == (
        "stationary",
        "Stopped at step 0: the loss has no gradient at (0, 0), its minimum.",
    )


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


def test_the_opening_page_reaches_its_minimum_with_every_rule_at_its_own_pace() -> None:
    verdicts = [trajectory.verdict for trajectory in run(DEFAULT)]
    assert [v.kind for v in verdicts] == ["converged", "converged", "moving", "converged"]
    assert [v.step for v in verdicts] == [38, 47, 200, 147]


def test_minima_of_a_typed_loss_are_found_and_those_of_the_catalogue_are_known() -> None:
    typed = minima(decode("loss=(x^2-1)^2+%2B+0.1x+%2B+y^2")[0])
    assert [m.origin for m in typed] == ["found"] * len(typed)
    roots = np.sort(np.roots([4, 0, -4, 0.1]))  # of the derivative 4x(x^2-1) + 0.1
    np.testing.assert_allclose(sorted(m.point[0] for m in typed), roots[[0, 2]], atol=1e-8)
    assert [m.lowest for m in typed] == [True, False]
    assert {m.origin for m in minima(decode("loss=himmelblau")[0])} == {"catalogued"}


def test_arrays_of_a_trajectory_cannot_be_written_to() -> None:
    (trajectory,) = run(decode("loss=x^2&run=momentum+lr+0.1+at+1")[0])
    for array in (trajectory.points, trajectory.losses, trajectory.internals["v"]):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0


def test_a_minimum_found_above_a_known_one_is_a_local_one() -> None:
    found = verdict("loss=rastrigin&run=gd+lr+0.003+at+-2.3+3.4&steps=60")
    assert found.sentence == "Reached the local minimum at (−1.99, 2.985) after 5 steps."


def test_ground_that_is_flat_only_beside_steep_walls_is_no_plateau() -> None:
    # The gradient is 1.3, and the loss 1.2 above its minimum: far from flat.
    assert verdict("loss=beale&run=adam+lr+0.1+at+-3.4+3.1&steps=200").kind == "moving"


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


def test_an_overflow_is_told_from_a_border_however_long_the_step() -> None:
    # e^(x y) is finite everywhere, and large only in a hair's breadth of a step of 1e63.
    found = verdict("loss=e^(x*y)&run=gd+lr+0.05+at+-12.16+-12.16")
    assert found.sentence == "Diverged: the loss overflows at step 1."


def test_a_loss_that_falls_for_ever_does_not_take_a_run_along_that_weight_decay_holds() -> None:
    # It ends where lr and lr weight_decay |x| are alike, at 100: soon for the large rate.
    link = "loss=x^2-y^2&window=-3+3+-3+3&run=adamw+at+1+0.1+lr"
    assert verdict(f"{link}+0.1&steps=1000").kind == "moving"
    assert verdict(f"{link}+0.1&steps=100").kind == "unbounded"


def test_a_valley_that_leads_down_for_ever_need_not_be_met_in_line() -> None:
    # Along x = y McCormick's loss is t + 1 + sin(2t); a run down there is a little askew.
    found = verdict("loss=mccormick&run=momentum+lr+0.475+at+3.5+-2")
    assert found.kind == "unbounded"


def test_a_basin_outside_the_window_is_where_a_run_comes_to_rest() -> None:
    # cos(2t) = -1/2 has a solution in every period of McCormick's valley.
    found = verdict("loss=mccormick&run=gd+lr+0.1+at+-4+-4")
    assert (found.kind, found.minimum and found.minimum.origin) == ("converged", "found")


@pytest.mark.parametrize("rate", [0.9999, 0.99999, 1.00001, 1.0001])
def test_a_round_that_shrinks_or_grows_for_ever_is_no_cycle(rate: float) -> None:
    # On x^2 every step multiplies the distance by 1 - 2 lr.
    assert verdict(f"loss=x^2&window=-5+5&run=gd+lr+{rate}+at+1").kind == "moving"


def test_the_level_floor_of_a_valley_high_up_is_a_plateau() -> None:
    # Steep across, and along the floor a slope that leads nowhere within the window.
    found = verdict("loss=michalewicz&run=gd+lr+0.0123+at+1.366+1.659")
    assert found.kind == "plateau"
    # Down to the floor, where the next minimum lies a long way along it.
    assert verdict("loss=michalewicz&run=gd+lr+0.015+at+2.6+0.7").kind == "plateau"
    assert verdict("loss=rosenbrock&run=gd+lr+0.001+at+-1.2+1").kind == "moving"


@pytest.mark.parametrize(
    ("link", "step"),
    [
        # e^4106 overflows, though only in a thin part of the long last step.
        ("loss=exp(-x)%2Bx^2&window=-5+5&run=gd+lr+1+at+2", 5),
        ("loss=exp(-x)%2Bexp(-y)%2Bx^2%2By^2&run=gd+lr+5+at+2+1", 3),
    ],
)
def test_an_exponential_overflows_and_has_no_border(link: str, step: int) -> None:
    found = verdict(link)
    assert (found.kind, found.sentence) == (
        "diverged",
        f"Diverged: the loss overflows at step {step}.",
    )


@pytest.mark.parametrize(("loss", "start"), [("ln(x)", 0.5), ("sqrt(x)", 0.3), ("asin(x)", -0.9)])
def test_a_border_is_told_from_an_overflow(loss: str, start: float) -> None:
    assert verdict(f"loss={loss}&run=gd+lr+0.6+at+{start}").kind == "left_domain"


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


@pytest.mark.parametrize(
    ("loss", "run"),
    [
        ("(x^2-1)^2", "lion+lr+3+at+1.5"),
        ("|x^2-1|", "gd+lr+1+at+1.7"),
        ("x^2%2By^4-y^2", "gd+lr+1+at+1+0"),
    ],
)
def test_a_round_about_two_minima_or_none_is_named_after_none(loss: str, run: str) -> None:
    found = verdict(f"loss={loss}&run={run}")
    assert (found.kind, found.minimum, found.period) == ("cycling", None, 2)


def test_above_the_stability_limit_a_minimum_is_no_place_to_stay() -> None:
    # The limit is 2 / 16: across the diagonal the distance grows by 0.48 % a step.
    for rate, kind in ((0.1244, "converged"), (0.1256, "moving")):
        link = f"loss=x^4%2By^4-4x*y&run=gd+lr+{rate}+at+1.91+0.46"
        assert verdict(link).kind == kind
    assert verdict("loss=x^2&run=gd+lr+1.1+at+0.0001&steps=5").kind == "moving"
    assert verdict("loss=x^2&run=gd+lr+1.1+at+0&steps=5").kind == "converged"


def test_one_long_step_is_no_crawling() -> None:
    sentence = "Still moving after 1 step: the loss is −8e−6."
    assert verdict("loss=x^3&run=gd+lr+0.34+at+1&steps=1").sentence == sentence


def test_a_loss_that_levels_off_slowly_is_not_unbounded() -> None:
    for loss in ("1/ln(x)", "x^(-0.1)", "(1%2Bx^2)^(-0.05)"):
        assert verdict(f"loss={loss}&run=gd+lr+1+at+2&steps=2000").kind == "moving"
