"""What holds of the engine whatever the rule."""

import re

import numpy as np
import pytest
from hand_losses import LOSSES, HandLoss
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from losses import parse_loss
from optimizers import RULES, SCHEDULES, Lane, finish, race, simulate

ROSENBROCK = LOSSES["rosenbrock"]
START = (-1.2, 1.0)
WAVY = parse_loss("sin(3x)exp(-y^2/9) + (x^2+y^2)/20 + |y|^1.5")
FIELDS = ("points", "losses", "gradients", "rates")


def lane(name, lr=0.01, start=START, schedule=None, **dials):
    return Lane(RULES[name], start, {"lr": lr, **dials}, schedule)


def assert_same(one, other):
    """Two records of one run are the same bits."""
    for field in FIELDS:
        assert_array_equal(getattr(one, field), getattr(other, field))
    assert one.internals.keys() == other.internals.keys()
    for name, store in one.internals.items():
        assert_array_equal(store, other.internals[name])
    assert (one.kept, one.ended) == (other.kept, other.ended)


def random_lanes(seed, count):
    """Lanes of any rules with any dials, schedules and starts."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        rule = RULES[rng.choice(list(RULES))]
        dials = {"lr": float(10.0 ** rng.uniform(-3, 0))}
        for dial in rule.dials[1:]:
            if dial.kind == "number" and dial.high <= 1 and rng.random() < 0.5:
                dials[dial.name] = float(rng.uniform(dial.low, min(dial.high, 0.99)))
            if dial.name == "weight_decay" and rng.random() < 0.3:
                dials[dial.name] = 0.1
            if dial.kind == "choice" and rng.random() < 0.3:
                dials[dial.name] = str(rng.choice(dial.choices))
        if dials.get("form") == "moving_mean":
            dials["dampening"] = 0.0
        schedule = ("cosine", {"decay_steps": 15}) if rng.random() < 0.3 else None
        yield Lane(rule, tuple(rng.uniform(-2, 2, 2)), dials, schedule)


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 17, 64, 130])
def test_a_lanes_record_is_the_same_bits_whatever_runs_beside_it(count):
    lanes = list(random_lanes(count, count))
    together = race(WAVY, lanes, steps=40)
    for alone, beside in zip(lanes, together, strict=True):
        assert_same(race(WAVY, [alone], steps=40)[0], beside)


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("count", [2, 7, 300])
def test_a_field_of_starts_holds_the_same_bits_as_each_start_alone(name, count):
    starts = np.random.default_rng(count).uniform(-2, 2, (count, 2))
    rates = 10.0 ** np.random.default_rng(1).uniform(-3, -1, count)
    field = simulate(name, WAVY, starts, steps=25, dials={"lr": rates})
    for i in (0, count // 2, count - 1):
        alone = simulate(name, WAVY, starts[i], steps=25, dials={"lr": rates[i]})
        assert_array_equal(field.points[:, i], alone.points)
        assert_array_equal(field.rates[:, i], alone.rates)
        for part, store in alone.internals.items():
            assert_array_equal(field.internals[part][:, i], store)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(0, 40))
def test_more_steps_keep_the_earlier_rows(seed, few, more):
    (one,) = lanes = list(random_lanes(seed, 1))
    short = race(WAVY, lanes, steps=few, noise=0.1, seed=seed)[0]
    long = race(WAVY, [one], steps=few + more, noise=0.1, seed=seed)[0]
    for field in FIELDS:
        assert_array_equal(getattr(short, field), getattr(long, field)[: few + 1])


@pytest.mark.parametrize("name", RULES)
def test_a_run_is_repeatable_and_leaves_its_inputs_alone(name):
    starts, dials = np.full((3, 2), 0.7), {"lr": np.array([0.1, 0.2, 0.3])}
    first, second = (simulate(name, ROSENBROCK, starts, steps=20, dials=dials) for _ in "ab")
    assert_array_equal(first.points, second.points)
    assert_array_equal(starts, np.full((3, 2), 0.7))
    assert_array_equal(dials["lr"], [0.1, 0.2, 0.3])


def test_a_record_has_the_leading_shape_of_its_starts():
    record = simulate("adam", ROSENBROCK, np.zeros((4, 3, 2)), steps=6)
    assert record.points.shape == record.gradients.shape == record.rates.shape == (7, 4, 3, 2)
    assert record.internals["v"].shape == (7, 4, 3, 2)
    assert record.losses.shape == (7, 4, 3)
    assert record.kept.shape == record.ended.shape == (4, 3)


def test_dials_broadcast_against_the_starts():
    momentum = np.array([[0.0], [0.9]])
    record = simulate(
        "rmsprop", ROSENBROCK, np.zeros((2, 3, 2)), steps=9, dials={"momentum": momentum}
    )
    for i, value in enumerate((0.0, 0.9)):
        alone = simulate("rmsprop", ROSENBROCK, (0, 0), steps=9, dials={"momentum": value})
        assert_array_equal(record.points[:, i, 2], alone.points)
    assert np.isnan(record.internals["b"][:, 0]).all()
    assert np.isfinite(record.internals["b"][:, 1]).all()


def test_all_lanes_share_one_call_of_the_loss_a_step():
    loss = HandLoss(ROSENBROCK.function)
    race(loss, [lane(name) for name in RULES], steps=10)
    assert loss.calls == 11


def test_a_loss_with_value_and_gradient_alone_will_do():
    class Plain:
        def value(self, points):
            return WAVY.value(points)

        def gradient(self, points):
            return WAVY.gradient(points)

    lanes = [lane("adam"), lane("gd")]
    for one, other in zip(race(Plain(), lanes, steps=9), race(WAVY, lanes, steps=9), strict=True):
        assert_same(one, other)


def test_no_lanes_make_no_records():
    assert race(ROSENBROCK, [], steps=10) == ()


@pytest.mark.parametrize("name", RULES)
def test_row_k_belongs_to_one_point(name):
    (record,) = race(ROSENBROCK, [lane(name, 0.001)], steps=12)
    values, gradients = ROSENBROCK.value_and_gradient(record.points.T)
    assert_array_equal(record.losses, values)
    assert_array_equal(record.gradients, gradients.T)


@pytest.mark.parametrize(
    ("name", "step"),
    [
        ("gd", lambda r, k: r.rates[k] * r.gradients[k]),
        ("momentum", lambda r, k: r.rates[k] * r.internals["v"][k + 1]),
        ("adagrad", lambda r, k: r.rates[k] * r.gradients[k]),
        ("rmsprop", lambda r, k: r.rates[k] * r.gradients[k]),
        ("adam", lambda r, k: r.rates[k] * r.internals["m"][k + 1]),
        ("adamax", lambda r, k: r.rates[k] * r.internals["m"][k + 1]),
        ("yogi", lambda r, k: r.rates[k] * r.internals["m"][k + 1]),
        ("adadelta", lambda r, k: r.rates[k] * r.gradients[k]),
    ],
)
def test_the_effective_rate_of_row_k_is_that_of_the_update_that_leaves_it(name, step):
    (record,) = race(ROSENBROCK, [lane(name, 0.001)], steps=12)
    for k in range(12):
        expected = record.points[k] - step(record, k)
        np.testing.assert_allclose(record.points[k + 1], expected, rtol=1e-14)


def test_the_state_of_row_0_is_as_initialised():
    lanes = [lane("adagrad", initial_accumulator=0.5), lane("yogi"), lane("adam")]
    adagrad, yogi, adam = race(ROSENBROCK, lanes, steps=3)
    assert_array_equal(adagrad.internals["s"][0], [0.5, 0.5])
    assert_array_equal(yogi.internals["m"][0], [1e-6, 1e-6])
    assert_array_equal(adam.internals["v"][0], [0.0, 0.0])


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_schedule_multiplies_the_learning_rate_and_the_first_update_sees_step_0(name):
    dials = {dial.name: dial.default for dial in SCHEDULES[name].dials if dial.required}
    (record,) = race(ROSENBROCK, [lane("gd", 1e-5, schedule=(name, dials))], steps=30)
    factors = SCHEDULES[name].factor(np.arange(31), **dials)
    assert_array_equal(record.rates, np.repeat(1e-5 * factors[:, None], 2, axis=1))
    assert_array_equal(record.points[1], record.points[0] - record.rates[0] * record.gradients[0])


def test_steps_must_be_a_whole_number():
    sentence = "The number of steps is -1, but it must be a whole number from 0."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        simulate("gd", ROSENBROCK, START, steps=-1)


def test_a_start_must_fit_the_loss():
    sentence = "Every start must have 2 coordinates, one a variable of the loss."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        race(ROSENBROCK, [lane("gd", start=(1.0,))], steps=3)


def test_finish_is_where_the_record_ends():
    starts = np.random.default_rng(3).uniform(-2, 2, (5, 7, 2))
    for name in RULES:
        rates = np.linspace(0.001, 0.9, 7)
        whole = simulate(name, WAVY, starts, steps=40, dials={"lr": rates})
        ends = finish(name, WAVY, starts, steps=40, dials={"lr": rates})
        assert_array_equal(ends.kept, whole.kept)
        assert_array_equal(ends.ended, whole.ended)
        last = np.take_along_axis(whole.losses, whole.kept[None] - 1, axis=0)[0]
        assert_array_equal(ends.losses, last)
        assert_array_equal(ends.best, np.nanmin(whole.losses, axis=0))
        point = np.take_along_axis(whole.points, whole.kept[None, ..., None] - 1, axis=0)[0]
        assert_array_equal(ends.points, point)
