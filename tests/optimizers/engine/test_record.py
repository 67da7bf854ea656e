"""How runs end, and what is kept of them."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from losses import parse_loss
from optimizers import RULES, Lane, finish, race, simulate
from optimizers.engine.record import arranged, cause
from tests.optimizers.hand_losses import LOSSES

QUARTIC = LOSSES["quartic"]


def test_the_articles_orange_dot_overflows_at_step_7():
    record = simulate("gd", QUARTIC, (0.1,), steps=8, dials={"lr": 0.8})
    assert (record.kept, record.ended) == (7, "loss")
    assert record.stop_loss == np.inf
    assert np.isfinite(record.stop_point).all()
    assert np.isnan(record.points[7:]).all()
    assert np.isnan(record.losses[7:]).all()


def test_a_race_cuts_each_record_to_its_kept_rows():
    lanes = [Lane(RULES["gd"], (0.1,), {"lr": lr}) for lr in (0.8, 0.1)]
    lost, good = race(QUARTIC, lanes, steps=40)
    assert lost.points.shape == (7, 1)
    assert lost.losses.shape == (7,)
    assert (good.points.shape, good.ended) == ((41, 1), "")
    assert np.isnan(good.stop_point).all()


def test_a_point_outside_the_domain_ends_a_run_by_its_loss():
    record = simulate("gd", parse_loss("x + 0.001 ln(x)"), (0.5,), steps=9, dials={"lr": 0.3})
    assert (record.kept, record.ended) == (2, "loss")
    assert record.stop_point[0] < 0
    assert np.isnan(record.stop_loss)


def test_a_start_outside_the_domain_keeps_no_row():
    record = simulate("adam", parse_loss("ln(x)"), (-1.0,), steps=9)
    assert (record.kept, record.ended) == (0, "loss")
    ends = finish("adam", parse_loss("ln(x)"), (-1.0,), steps=9)
    assert (ends.kept, ends.ended, ends.settled) == (0, "loss", -1)
    assert np.isnan(ends.points).all()


def test_a_kink_without_a_gradient_ends_a_run_there():
    class Kink:
        def value_and_gradient(self, x):
            return np.abs(x[0]), x / np.abs(x)

    record = simulate("gd", Kink(), (0.5,), steps=9, dials={"lr": 0.25})
    assert (record.kept, record.ended) == (3, "gradient")
    assert record.points[2] == 0.0
    assert np.isnan(record.gradients[2]).all()


def test_a_point_that_overflows_under_a_finite_loss_ends_a_run():
    class Hill:
        def value_and_gradient(self, x):
            return np.exp(-np.abs(x[0])), np.full_like(x, -1e306)

    record = simulate("gd", Hill(), (0.0,), steps=9, dials={"lr": 100.0})
    assert (record.kept, record.ended) == (2, "point")
    assert record.stop_point == np.inf


@pytest.mark.parametrize("name", RULES)
def test_stopped_lanes_raise_nothing_and_leave_the_others_alone(name):
    loss = parse_loss("x^4 - 2x^2 + x + y^2")
    good = Lane(RULES[name], (0.1, 0.3), {"lr": 0.01})
    bad = Lane(RULES["gd"], (50.0, 1.0), {"lr": 10.0})
    beside, lost = race(loss, [good, bad], steps=60)
    assert lost.kept < 10
    assert_array_equal(beside.points, race(loss, [good], steps=60)[0].points)


def test_rows_that_are_not_kept_are_nan_in_a_batch_and_the_others_as_alone():
    rates = np.array([0.8, 0.1, 0.8])
    whole = simulate(
        "adam", QUARTIC, np.array([[0.1], [0.1], [1e80]]), steps=9, dials={"lr": rates}
    )
    assert (whole.kept.tolist(), whole.ended.tolist()) == ([10, 10, 0], ["", "", "loss"])
    for part in (whole.points, whole.gradients, whole.rates, *whole.internals.values()):
        assert np.isnan(part[:, 2]).all()
        assert np.isfinite(part[:, :2]).all()
    alone = simulate("adam", QUARTIC, (0.1,), steps=9, dials={"lr": 0.1})
    assert_array_equal(whole.points[:, 1], alone.points)


def test_a_state_that_a_lane_does_not_have_is_nan_there():
    momentum = np.array([0.0, 0.5])
    record = simulate("rmsprop", QUARTIC, [(0.1,), (0.1,)], steps=3, dials={"momentum": momentum})
    assert np.isnan(record.internals["b"][:, 0]).all()
    assert np.isfinite(record.internals["b"][:, 1]).all()
    assert np.isfinite(record.internals["s"]).all()


@pytest.mark.parametrize(
    ("point", "gradient", "what"),
    [([1.0, 2.0], [np.nan, 1.0], "loss"), ([np.inf, 2.0], [3.0, 1.0], "point"),
     ([np.nan, 2.0], [np.inf, 1.0], "gradient")],
)  # fmt: skip
def test_the_first_failure_is_named(point, gradient, what):
    assert cause(np.array(point), np.array(gradient)) == what


def test_lanes_come_back_in_the_order_of_their_starts():
    first, second = np.zeros((2, 1, 2)), np.ones((2, 1, 1))  # three lanes in two tapes
    order = np.argsort([2, 0, 1])
    assert arranged([first, second], order, (3,), 1)[0, :, 0].tolist() == [0.0, 1.0, 0.0]
    assert np.shares_memory(arranged([first], np.arange(2), (2,), 1), first)
