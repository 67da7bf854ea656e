"""Runs side by side: no lane sees another, noise is the same for all, arguments are checked."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from optimizers import RULES, Lane, race, simulate
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.lanes_tried import (
    FIELDS,
    ROSENBROCK,
    START,
    WAVY,
    assert_same,
    lane,
    random_lanes,
)

QUARTIC = LOSSES["quartic"]


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


def test_no_lanes_make_no_records():
    assert race(ROSENBROCK, [], steps=10) == ()


def test_steps_must_be_a_whole_number():
    sentence = "The number of steps is -1, but it must be a whole number from 0."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        simulate("gd", ROSENBROCK, START, steps=-1)


def test_a_start_must_fit_the_loss():
    sentence = "Every start must have 2 coordinates, one a variable of the loss."
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        race(ROSENBROCK, [lane("gd", start=(1.0,))], steps=3)


def test_noise_is_the_same_sequence_for_every_run():
    class Flat:
        def value_and_gradient(self, x):
            return 0 * x[0], 0 * x

    flat = Flat()
    lanes = [
        Lane(RULES["gd"], (0.0, 0.0), {"lr": 1.0}),
        Lane(RULES["adam"], (1.0, 2.0), {"lr": 1.0}),
    ]
    one, other = race(flat, lanes, steps=50, noise=0.5, seed=7)
    assert_array_equal(one.gradients, other.gradients)
    assert_array_equal(
        one.gradients, race(flat, lanes[:1], steps=50, noise=0.5, seed=7)[0].gradients
    )
    drawn = 0.5 * np.random.default_rng(7).standard_normal((51, 2))
    assert_array_equal(one.gradients, drawn)


def test_another_seed_is_another_sequence_and_no_noise_is_none():
    runs = [
        simulate("gd", QUARTIC, (0.3,), steps=20, dials={"lr": 0.01}, noise=noise, seed=seed)
        for noise, seed in ((0.0, 1), (0.0, 2), (0.1, 1), (0.1, 2))
    ]
    assert_array_equal(runs[0].points, runs[1].points)
    assert not np.array_equal(runs[2].points, runs[3].points)


def test_noise_moves_the_gradient_that_the_rule_meets_and_not_the_loss():
    record = simulate("gd", QUARTIC, (0.3,), steps=5, dials={"lr": 0.1}, noise=0.1, seed=3)
    values, _ = QUARTIC.value_and_gradient(record.points.T)
    assert_array_equal(record.losses, values)
    assert_array_equal(record.points[1:], record.points[:-1] - 0.1 * record.gradients[:-1])


@pytest.mark.parametrize("count", [1, 40])
def test_all_texts_of_a_rule_run_in_one_race(count):
    """Switches, choices and dials at 0 make many texts; each lane is as it is alone."""
    texts = [
        {},
        {"amsgrad": True},
        {"bias_correction": False},
        {"weight_decay": 0.1},
        {"eps_root": 0.1},
    ]
    lanes = [lane("adam", lr, **dials) for lr in np.linspace(0.01, 0.1, count) for dials in texts]
    lanes = [lanes[k] for k in np.random.default_rng(0).permutation(len(lanes))]
    for one, record in zip(lanes, race(WAVY, lanes, steps=12), strict=True):
        assert_same(record, race(WAVY, [one], steps=12)[0])
