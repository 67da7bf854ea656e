"""NAdam: its growing look ahead and its running product."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import Slope, walked


def test_nadam_without_its_schedule_looks_a_whole_step_ahead():
    record = walked("nadam", Slope(), (0.0, 0.0), 20, momentum_schedule=False, eps=0.0)
    # With gradient 1 both corrected means are 1, so every step is lr (beta1 + 1 - beta1 + ...).
    t = np.arange(1, 21)
    bar = 0.1 / (1 - 0.9**t) + 0.9 * (1 - 0.9**t) / (1 - 0.9 ** (t + 1))
    assert_allclose(-np.diff(record.points[:, 0]), 0.01 * bar, rtol=1e-12)


def test_the_running_product_is_a_state_of_its_own():
    record = walked("nadam", steps=30)
    t = np.arange(1, 31)
    shares = 0.9 * (1 - 0.5 * 0.96 ** (0.004 * t))
    assert_allclose(record.internals["product"][1:, 0], np.cumprod(shares), rtol=1e-12)
    assert record.internals["product"][0].tolist() == [1.0, 1.0]


def test_with_a_constant_gradient_its_steps_are_those_of_the_paper():
    record = walked("nadam", Slope(), (0.0, 0.0), 20, eps=0.0)
    t = np.arange(1, 21)
    shares = 0.9 * (1 - 0.5 * 0.96 ** (0.004 * np.arange(1, 22)))
    product, now, later = np.cumprod(shares)[:-1], shares[:-1], shares[1:]
    bar = (1 - now) / (1 - product) + later / (1 - product * later) * (1 - 0.9**t)
    assert_allclose(-np.diff(record.points[:, 0]), 0.01 * bar, rtol=1e-12)
