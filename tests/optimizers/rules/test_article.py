"""The article's Adam: its slip, shown exactly."""

import numpy as np
from numpy.testing import assert_allclose

from optimizers import RULES
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.rules.walks import by_hand, walked


def test_the_articles_adam_is_adams_step_times_the_gradient():
    one = walked("article_adam", LOSSES["quartic"], (0.5,), 1, lr=0.05)
    right = walked("adam", LOSSES["quartic"], (0.5,), 1, lr=0.05, eps_place="inside")
    slope = right.gradients[0]
    assert_allclose(one.points[1] - 0.5, (right.points[1] - 0.5) * slope, rtol=1e-12)


def test_it_moves_towards_smaller_x_whatever_the_slope():
    for slope in (2.0, -2.0):
        record = by_hand("article_adam", [slope] * 5, lr=0.1)
        assert (np.diff(record.points[:, 0]) < 0).all()


def test_it_says_that_it_is_not_adam():
    rule = RULES["article_adam"]
    assert not rule.listed
    assert rule.convention.startswith("Not Adam:")
