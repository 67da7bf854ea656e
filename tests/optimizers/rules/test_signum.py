"""Signum: steps of one length, by the sign of a mean."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import by_hand, walked


def test_every_step_is_as_long_as_the_learning_rate() -> None:
    assert_allclose(np.abs(np.diff(walked("signum").points, axis=0)), 0.01, rtol=1e-12)


def test_the_sign_is_that_of_the_mean() -> None:
    record = by_hand("signum", (1.0, -0.5, -2.0, 0.0), lr=1.0, momentum=0.75)
    assert_allclose(record.internals["m"][:, 0], [0.0, 0.25, 0.0625, 0.75 * 0.0625 - 0.5])
    assert_allclose(record.points[:, 0], [0.0, -1.0, -2.0, -1.0])


def test_without_momentum_it_is_sign_sgd_and_keeps_nothing() -> None:
    record = by_hand("signum", (1.0, -0.5, 0.0, 0.0), lr=1.0, momentum=0.0)
    assert_allclose(record.points[:, 0], [0.0, -1.0, 0.0, 0.0])
    assert record.internals == {}
