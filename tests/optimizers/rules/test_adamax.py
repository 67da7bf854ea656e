"""AdaMax: the largest recent gradient."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import Slope, by_hand, walked


def test_the_largest_gradient_fades_until_a_larger_one_comes():
    record = by_hand("adamax", (4.0, 1.0, -3.0, 0.0), beta2=0.5, eps=0.0)
    assert_allclose(record.internals["u"][:, 0], [0.0, 4.0, 2.0, 3.0])


def test_a_constant_gradient_makes_every_step_its_learning_rate():
    record = walked("adamax", Slope(), (0.0, 5.0), 30, lr=0.1, eps=0.0)
    assert_allclose(np.diff(record.points, axis=0), -0.1, rtol=1e-12)


def test_eps_is_in_the_maximum_or_beside_it():
    inside, outside = (
        by_hand("adamax", (2.0, 0.0), lr=1.0, eps=0.5, eps_place=place)
        for place in ("inside", "outside")
    )
    assert_allclose(inside.internals["u"][1], 2.5)
    assert_allclose(outside.internals["u"][1], 2.0)
    assert_allclose(inside.points, outside.points)
