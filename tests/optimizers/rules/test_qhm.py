"""QHM: between gradient descent and momentum."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from optimizers import RULES
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.rules.walks import by_hand, walked


def test_a_step_is_part_gradient_and_part_mean() -> None:
    record = by_hand("qhm", (2.0, -1.0, 0.0), lr=1.0, momentum=0.5, nu=0.25)
    assert_allclose(record.internals["m"][:, 0], [0.0, 1.0, 0.0])
    assert_allclose(record.points[:, 0], [0.0, -(0.75 * 2 + 0.25), -1.75 + 0.75])


def test_at_its_ends_it_is_gradient_descent_and_momentum_as_a_moving_mean() -> None:
    assert_array_equal(walked("qhm", nu=0.0).points, walked("gd").points)
    mean = walked("momentum", form="moving_mean")
    assert_allclose(walked("qhm", nu=1.0).points, mean.points, rtol=1e-12)


def test_below_its_limit_it_comes_to_rest_and_above_it_does_not() -> None:
    dials = {"momentum": 0.8, "nu": 0.6}
    limit = RULES["qhm"].rate_limit(RULES["qhm"].complete(dials), 25.0)
    assert limit is not None
    ends = [
        walked("qhm", LOSSES["ravine"], (0.0, 1.0), 800, **{**dials, "lr": limit * share})
        for share in (0.98, 1.02)
    ]
    inside, outside = (np.abs(one.points[-1, 1]) for one in ends)
    assert inside < 1e-3
    assert outside > 1e3
