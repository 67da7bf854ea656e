"""Adadelta: steps in the size of the steps before."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import by_hand


def test_two_steps_are_those_of_the_papers_algorithm():
    record = by_hand("adadelta", (2.0, -1.0, 0.0), lr=1.0, rho=0.5, eps=0.1)
    first = (0.1 / 2.1) ** 0.5 * 2.0
    mean = 0.5 * first**2
    second = ((mean + 0.1) / (1.5 + 0.1)) ** 0.5 * -1.0
    assert_allclose(record.points[:, 0], [0.0, -first, -first - second], rtol=1e-14)
    assert_allclose(record.internals["a"][:, 0], [0.0, mean, 0.5 * mean + 0.5 * second**2])


def test_a_loss_in_other_units_takes_the_same_steps():
    slopes = np.random.default_rng(0).normal(size=20)
    plain, scaled = (by_hand("adadelta", c * slopes, lr=1.0, eps=1e-30) for c in (1.0, 1000.0))
    assert_allclose(scaled.points, plain.points, rtol=1e-9, atol=1e-20)
