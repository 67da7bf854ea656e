"""Gradient descent: closed forms on a ravine."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.rules.walks import by_hand, walked


def test_gradient_descent_on_a_ravine_shrinks_geometrically():
    k = np.arange(41)
    record = walked("gd", LOSSES["ravine"], (3.0, -1.0), 40, lr=0.02)
    assert_allclose(record.points, np.stack([3 * 0.98**k, -(0.5**k)], axis=-1), rtol=1e-12)


def test_gradient_descent_at_twice_the_inverse_curvature_cycles():
    record = walked("gd", LOSSES["ravine"], (0.0, 1.0), 9, lr=2 / 25)
    assert_allclose(record.points[:, 1], (-1.0) ** np.arange(10))


def test_weight_decay_pulls_through_the_gradient_or_on_the_point_alike_for_a_constant_rate():
    coupled = walked("gd", LOSSES["ravine"], (3.0, -1.0), 30, weight_decay=0.5)
    apart = walked("gd", LOSSES["ravine"], (3.0, -1.0), 30, weight_decay=0.5, decay="decoupled")
    k = np.arange(31)
    assert_allclose(coupled.points[:, 0], 3 * (1 - 0.01 * 1.5) ** k, rtol=1e-12)
    assert_allclose(apart.points, coupled.points, rtol=1e-11)


def test_a_step_is_the_rate_times_the_gradient():
    assert_allclose(by_hand("gd", (1.0, -3.0, 2.0), lr=0.5).points[:, 0], [0.0, -0.5, 1.0])
