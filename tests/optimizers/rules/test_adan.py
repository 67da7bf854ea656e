"""Adan: a mean of the changes of the gradient."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tests.optimizers.rules.walks import Slope, by_hand, walked


def test_with_a_constant_gradient_its_steps_are_as_long_as_the_learning_rate() -> None:
    record = walked("adan", Slope(), (0.0, 0.0), 20, eps=0.0)
    assert_allclose(-np.diff(record.points[:, 0]), 0.01, rtol=1e-12)
    assert_array_equal(record.internals["v"], 0.0)  # nothing changes, not even at the first step


def test_two_steps_by_hand() -> None:
    betas = {"beta1": 0.5, "beta2": 0.75, "beta3": 0.5}
    record = by_hand("adan", (2.0, 1.0, 0.0), lr=1.0, eps=0.0, **betas)
    assert_allclose(record.points[1, 0], -1.0)
    mean, change = (0.25 * 2 + 0.5) / 0.75, 0.25 * -1.0 / (1 - 0.75**2)
    square = (0.25 * 4 + 0.5 * (1 - 0.75) ** 2) / 0.75
    step = (mean + 0.75 * change) / np.sqrt(square)
    assert_allclose(record.points[2, 0], -1.0 - step, rtol=1e-14)


def test_without_memory_of_changes_it_is_adam_with_its_betas() -> None:
    adam = walked("adam", beta1=0.98, beta2=0.99)
    found = walked("adan", beta2=0.0, beta3=0.99)
    assert_allclose(found.points, adam.points, rtol=1e-12)
