"""Lion: steps of one length."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import by_hand, walked


def test_lion_steps_by_its_learning_rate_in_every_coordinate():
    steps = np.diff(walked("lion").points, axis=0)
    assert_allclose(np.abs(steps), 0.01, rtol=1e-12)


def test_the_sign_is_of_one_mean_and_another_is_remembered():
    record = by_hand("lion", (1.0, -0.5, 0.0), lr=1.0, beta1=0.5, beta2=0.25)
    assert_allclose(record.internals["m"][:, 0], [0.0, 0.75, 0.25 * 0.75 - 0.75 * 0.5])
    # 0.5 * 0.75 - 0.5 * 0.5 is above 0: the old gradients outweigh the new one
    assert_allclose(record.points[:, 0], [0.0, -1.0, -2.0])


def test_where_there_is_no_slope_it_stays():
    assert_allclose(by_hand("lion", (0.0, 0.0), lr=1.0).points[:, 0], [0.0, 0.0])
