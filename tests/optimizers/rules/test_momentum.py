"""Velocity: the heavy ball and its relatives."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from optimizers import simulate
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.lanes_tried import ROSENBROCK, START
from tests.optimizers.rules.walks import by_hand, walked


def test_nesterov_and_momentum_without_momentum_are_gradient_descent():
    plain = walked("gd", lr=1e-3)
    assert_array_equal(walked("nesterov", lr=1e-3, momentum=0.0).points, plain.points)
    assert_array_equal(walked("momentum", lr=1e-3, momentum=0.0).points, plain.points)


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


def test_the_velocity_of_a_heavy_ball_adds_decayed_gradients():
    record = by_hand("momentum", (1.0, 2.0, -1.0, 0.0), lr=1.0, momentum=0.5)
    assert_allclose(record.internals["v"][:, 0], [0.0, 1.0, 2.5, 0.25])
    assert_allclose(record.points[:, 0], [0.0, -1.0, -3.5, -3.75])


def test_the_first_gradient_is_taken_whole_and_the_others_are_dampened():
    record = by_hand("momentum", (1.0, 2.0, 4.0), lr=1.0, momentum=0.5, dampening=0.25)
    assert_allclose(record.internals["v"][:, 0], [0.0, 1.0, 0.5 + 0.75 * 2.0])


def test_a_moving_mean_and_dampening_contradict_each_other():
    with pytest.raises(ValueError, match=r"^`dampening` is 0.5, but with `form` moving_mean"):
        walked("momentum", form="moving_mean", dampening=0.5)


def test_nesterovs_first_step_is_longer_by_the_momentum():
    record = by_hand("nesterov", (2.0, 0.0), lr=0.5, momentum=0.9)
    assert_allclose(record.points[1], -0.5 * 2.0 * 1.9)
