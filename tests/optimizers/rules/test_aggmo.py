"""AggMo: the average of three velocities."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from optimizers import RULES
from tests.optimizers.hand_losses import LOSSES
from tests.optimizers.rules.walks import by_hand, walked


def test_the_step_is_the_average_of_the_velocities() -> None:
    record = by_hand("aggmo", (1.0, 2.0, 0.0), lr=3.0, beta1=0.0, beta2=0.5, beta3=0.75)
    velocities = [record.internals[f"v{i}"][2, 0] for i in (1, 2, 3)]
    assert velocities == [2.0, 2.5, 2.75]
    assert_allclose(record.points[:, 0], [0.0, -3.0, -3.0 - sum(velocities)])


def test_with_equal_shares_it_is_momentum() -> None:
    one = walked("aggmo", lr=0.001, beta1=0.9, beta2=0.9, beta3=0.9)
    assert_allclose(one.points, walked("momentum", lr=0.001, momentum=0.9).points, rtol=1e-12)


def test_below_its_limit_it_comes_to_rest_and_above_it_does_not() -> None:
    dials = {"beta1": 0.0, "beta2": 0.5, "beta3": 0.9}
    limit = RULES["aggmo"].rate_limit(RULES["aggmo"].complete(dials), 25.0)
    assert limit is not None
    ends = [
        walked("aggmo", LOSSES["ravine"], (0.0, 1.0), 800, **{**dials, "lr": limit * share})
        for share in (0.98, 1.02)
    ]
    inside, outside = (np.abs(one.points[-1, 1]) for one in ends)
    assert inside < 1e-3
    assert outside > 1e3


def test_its_three_shares_may_stand_in_any_order() -> None:
    one = walked("aggmo", lr=0.001, beta1=0.2, beta2=0.5, beta3=0.9)
    other = walked("aggmo", lr=0.001, beta1=0.9, beta2=0.2, beta3=0.5)
    assert_array_equal(one.points[0], other.points[0])
    assert_allclose(one.points, other.points, rtol=1e-10)
