"""QHAdam: Adam with part of the newest gradient above and below the line."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tests.optimizers.rules.walks import by_hand, walked


def test_with_both_shares_at_1_it_is_adam() -> None:
    dials = {"nu1": 1.0, "nu2": 1.0}
    assert_allclose(walked("qhadam", **dials).points, walked("adam").points, rtol=1e-12)


def test_with_both_shares_at_0_it_steps_by_sign() -> None:
    steps = np.diff(walked("qhadam", nu1=0.0, nu2=0.0, eps=0.0).points, axis=0)
    assert_allclose(np.abs(steps), 0.01, rtol=1e-12)


def test_a_step_by_hand() -> None:
    record = by_hand(
        "qhadam", (2.0, 1.0, 0.0), lr=1.0, beta1=0.5, beta2=0.5, nu1=0.5, nu2=0.5, eps=0.0
    )
    first = -1.0  # both means are those of one gradient
    mean, square = (0.25 * 2 + 0.5) / 0.75, (0.25 * 4 + 0.5) / 0.75
    second = first - (0.5 + 0.5 * mean) / np.sqrt(0.5 + 0.5 * square)
    assert_array_equal(record.points[:2, 0], [0.0, first])
    assert_allclose(record.points[2, 0], second, rtol=1e-14)
