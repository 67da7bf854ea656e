"""AdaBelief: how far gradients stray from their mean."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import by_hand


def test_the_square_is_of_the_surprise():
    record = by_hand("adabelief", (1.0, 3.0, 0.0), beta1=0.5, beta2=0.5, eps_root=0.25)
    assert_allclose(record.internals["m"][:, 0], [0.0, 0.5, 1.75])
    first = 0.5 * (1 - 0.5) ** 2 + 0.25
    assert_allclose(
        record.internals["s"][:, 0], [0.0, first, first / 2 + (3 - 1.75) ** 2 / 2 + 0.25]
    )


def test_one_step_is_that_of_the_paper():
    record = by_hand("adabelief", (1.0, 0.0), lr=1.0, beta1=0.5, beta2=0.5, eps=0.5, eps_root=0.0)
    assert_allclose(record.points[1], -1 / (0.25**0.5 + 0.5), rtol=1e-14)


def test_as_beliefs_settle_steps_grow():
    record = by_hand("adabelief", np.ones(200), eps=1e-3, eps_root=0.0)
    steps = -np.diff(record.points[:, 0])
    assert steps[-1] > 2 * steps[0]
