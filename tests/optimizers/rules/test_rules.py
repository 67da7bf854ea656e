"""What each rule is by itself: equivalences, closed forms, dials that all do something."""

import numpy as np
import pytest
from hand_losses import LOSSES
from numpy.testing import assert_allclose, assert_array_equal

from optimizers import RULES, simulate

ROSENBROCK = LOSSES["rosenbrock"]
START = (-1.2, 1.0)


class Slope:
    """A loss with gradient 1 everywhere."""

    def value_and_gradient(self, x):
        return x.sum(axis=0), np.ones_like(x)


def walked(name, loss=ROSENBROCK, start=START, steps=60, **dials):
    return simulate(name, loss, start, steps=steps, dials={"lr": 0.01, **dials})


def test_the_menu_is_in_its_order_and_the_article_is_not_in_it():
    assert [name for name, rule in RULES.items() if rule.listed] == [
        "gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "nadam", "radam",
        "adamax", "adadelta", "lion", "adabelief", "yogi",
    ]  # fmt: skip
    assert [name for name, rule in RULES.items() if not rule.listed] == ["article_adam"]


def test_gradient_descent_on_a_ravine_shrinks_geometrically():
    k = np.arange(41)
    record = walked("gd", LOSSES["ravine"], (3.0, -1.0), 40, lr=0.02)
    assert_allclose(record.points, np.stack([3 * 0.98**k, -(0.5**k)], axis=-1), rtol=1e-12)


def test_gradient_descent_at_twice_the_inverse_curvature_cycles():
    record = walked("gd", LOSSES["ravine"], (0.0, 1.0), 9, lr=2 / 25)
    assert_allclose(record.points[:, 1], (-1.0) ** np.arange(10))


@pytest.mark.parametrize("steps", [1, 30])
def test_a_constant_gradient_of_1_makes_every_step_of_adam_its_learning_rate(steps):
    record = walked("adam", Slope(), (0.0, 5.0), steps, lr=0.1, eps=0.0)
    assert_allclose(np.diff(record.points, axis=0), -0.1, rtol=1e-12)


def test_adam_without_memory_or_correction_is_rmsprop():
    adam = walked("adam", beta1=0.0, beta2=0.9, bias_correction=False)
    assert_array_equal(adam.points, walked("rmsprop", rho=0.9, eps=1e-8).points)


def test_adam_without_memory_is_corrected_rmsprop():
    adam = walked("adam", beta1=0.0, beta2=0.9)
    rmsprop = walked("rmsprop", rho=0.9, bias_correction=True)
    assert_allclose(adam.points, rmsprop.points, rtol=1e-11)


def test_nesterov_and_momentum_without_momentum_are_gradient_descent():
    plain = walked("gd", lr=1e-3)
    assert_array_equal(walked("nesterov", lr=1e-3, momentum=0.0).points, plain.points)
    assert_array_equal(walked("momentum", lr=1e-3, momentum=0.0).points, plain.points)


def test_lion_steps_by_its_learning_rate_in_every_coordinate():
    steps = np.diff(walked("lion").points, axis=0)
    assert_allclose(np.abs(steps), 0.01, rtol=1e-12)


def test_a_moving_mean_is_a_heavy_ball_with_a_smaller_rate():
    mean = walked("momentum", lr=0.01, form="moving_mean")
    ball = walked("momentum", lr=0.001)
    assert_allclose(mean.points, ball.points, rtol=1e-9)


@pytest.mark.parametrize("name", ["momentum", "nesterov"])
def test_the_place_of_the_learning_rate_shows_only_under_a_schedule(name):
    def both(schedule):
        return [
            simulate(name, ROSENBROCK, START, steps=40, schedule=schedule,
                     dials={"lr": 1e-4, "lr_place": place}).points
            for place in ("inside", "outside")
        ]  # fmt: skip

    assert_allclose(*both(None), rtol=1e-12)
    inside, outside = both(("step", {"step_size": 10, "gamma": 0.1}))
    assert np.abs(inside - outside).max() > 1e-3


def test_nesterov_is_the_lookahead_form_in_shifted_points():
    shown = walked("nesterov", LOSSES["ravine"], (3.0, -1.0), 40, lr=0.02)
    x, v, ahead = np.array([3.0, -1.0]), np.zeros(2), []
    for _ in range(41):
        ahead.append(x - 0.02 * 0.9 * v)  # where the gradient is taken
        v = 0.9 * v + ahead[-1] * np.array([1.0, 25.0])
        x = x - 0.02 * v
    assert_allclose(shown.points, ahead, atol=1e-12)


def test_adamw_is_adam_with_decoupled_decay():
    adam = walked("adam", weight_decay=0.01, decay="decoupled")
    assert_array_equal(walked("adamw").points, adam.points)


def test_eps_inside_the_root_is_eps_root_alone():
    inside = walked("adam", eps=0.1, eps_place="inside")
    assert_array_equal(inside.points, walked("adam", eps=0.0, eps_root=0.1).points)


def test_nadam_without_its_schedule_looks_a_whole_step_ahead():
    record = walked("nadam", Slope(), (0.0, 0.0), 20, momentum_schedule=False, eps=0.0)
    # With gradient 1 both corrected means are 1, so every step is lr (beta1 + 1 - beta1 + ...).
    t = np.arange(1, 21)
    bar = 0.1 / (1 - 0.9**t) + 0.9 * (1 - 0.9**t) / (1 - 0.9 ** (t + 1))
    assert_allclose(-np.diff(record.points[:, 0]), 0.01 * bar, rtol=1e-12)


def test_radam_waits_with_dividing_until_rho_passes_the_threshold():
    record = walked("radam", steps=8)
    assert_allclose(record.rates[:5, 0], 0.01 / (1 - 0.9 ** np.arange(1, 6)), rtol=1e-12)
    assert record.rates[5, 0] < 1e-3


def test_the_articles_adam_is_adams_step_times_the_gradient():
    one = walked("article_adam", LOSSES["quartic"], (0.5,), 1, lr=0.05)
    right = walked("adam", LOSSES["quartic"], (0.5,), 1, lr=0.05, eps_place="inside")
    slope = right.gradients[0]
    assert_allclose(one.points[1] - 0.5, (right.points[1] - 0.5) * slope, rtol=1e-12)


def test_centered_rmsprop_never_takes_the_root_of_less_than_nothing():
    record = walked("rmsprop", Slope(), (0.0, 0.0), 200, centered=True, bias_correction=True)
    # A constant gradient has no spread: what is left under the root is rounding, or 0.
    assert record.kept == 201
    assert record.rates.min() > 0.01 / 1e-6


SCENES = {  # what must be on for a dial to matter
    "momentum": {"momentum": 0.9},
    "weight_decay": {"weight_decay": 0.1},
    "amsgrad": {"amsgrad": True},
    "momentum_schedule": {"momentum_schedule": True},
    "": {},
}
DIALS = [(rule.name, dial.name) for rule in RULES.values() for dial in rule.dials]


def other(dial):
    """Another allowed value of a dial."""
    if dial.kind == "switch":
        return not dial.default
    if dial.kind == "choice":
        return next(choice for choice in dial.choices if choice != dial.default)
    return {"beta1": 0.1, "eps": 0.01, "eps_root": 0.01, "threshold": 50.0}.get(
        dial.name, dial.default / 2 + 0.1
    )


@pytest.mark.parametrize(("name", "dial_name"), DIALS)
def test_no_dial_is_without_effect(name, dial_name):
    rule = RULES[name]
    dial = rule.dial(dial_name)
    scene = {**SCENES[dial.needs], **({"momentum": 0.9} if dial_name == "nesterov" else {})}
    if dial_name == "form":
        scene = {"momentum": 0.5}
    settings = {"steps": 300, "schedule": ("exponential", {"decay_rate": 0.9, "decay_steps": 50})}
    lr = {} if dial_name == "lr" else {"lr": 0.01}
    runs = [
        simulate(rule, LOSSES["rastrigin"], (0.3, -0.7), dials={**lr, **scene, **more}, **settings)
        for more in ({}, {dial_name: other(dial)})
    ]
    assert not np.array_equal(runs[0].points, runs[1].points)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_describes_itself(rule):
    assert rule.dials[0].name == "lr"
    assert all(dial.check(dial.default) == dial.default for dial in rule.dials)
    assert rule.complete({}) == rule.defaults
    assert rule.equation.startswith(r"\begin{aligned}")
    assert rule.source
    assert rule.convention.endswith(".")
    assert all(dial.meaning for dial in rule.dials)
    assert all(dial.needs in {"", *rule.defaults} for dial in rule.dials)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_preset_sets_known_dials_and_is_recognised(rule):
    for label, preset in rule.presets.items():
        dials = rule.complete(preset)
        assert label in rule.follows(dials)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_every_choice_has_balanced_equations(rule):
    for dial in rule.dials:
        for choice in dial.choices or (True, False) if dial.kind != "number" else (0.0, 0.5):
            if dial.name in ("lr", "threshold"):
                continue
            lines = rule.equations({**rule.defaults, "momentum": 0.9, dial.name: choice})
            for line in lines:
                assert line.count("{") == line.count("}")
                assert line.count("(") == line.count(")")
                assert "=" in line


def test_the_equation_follows_the_dials():
    adam = RULES["adam"]
    assert adam.equations(adam.defaults)[-1] == (
        r"x = x - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}"
    )
    inside = adam.complete({"eps_place": "inside", "bias_correction": False, "weight_decay": 0.1})
    assert adam.equations(inside) == (
        r"g = g + \lambda x",
        r"m = \beta_1 m + (1 - \beta_1)\, g",
        r"v = \beta_2 v + (1 - \beta_2)\, g^2",
        r"x = x - \eta\, \frac{m}{\sqrt{v + \epsilon}}",
    )


def test_a_run_says_which_convention_it_follows():
    adam, rmsprop = RULES["adam"], RULES["rmsprop"]
    assert adam.convention_sentence(adam.defaults) == "As in PyTorch, Optax and the paper."
    assert adam.convention_sentence(adam.complete({"eps_place": "hat"})) == "As in Keras."
    amsgrad = adam.complete({"amsgrad": True, "amsgrad_max": "after"})
    assert adam.convention_sentence(amsgrad) == "As in Optax."
    assert rmsprop.convention_sentence(rmsprop.complete({"eps_place": "inside"})) == (
        "As in Keras, Optax and the article."
    )
    mixed = rmsprop.complete({"momentum": 0.9, "lr_place": "inside"})
    assert rmsprop.convention_sentence(mixed) == "A mixture of conventions that no library offers."


def test_a_convention_that_is_not_in_play_does_not_count():
    gd = RULES["gd"]
    assert gd.follows(gd.complete({"decay": "decoupled"})) == tuple(gd.presets)
    assert gd.follows(gd.complete({"decay": "decoupled", "weight_decay": 0.1})) == ("As in Keras",)
