"""ADOPT: the square that divides a gradient is older than it."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from tests.optimizers.rules.walks import by_hand


def test_the_first_update_fills_the_square_and_moves_nothing() -> None:
    record = by_hand("adopt", (3.0, 1.0, 0.0), lr=1.0, beta1=0.5, beta2=0.5)
    assert_array_equal(record.points[:2, 0], 0.0)
    assert_array_equal(record.internals["v"][:, 0], [0.0, 9.0, 5.0])
    assert_allclose(record.points[2, 0], -0.5 / 3, rtol=1e-14)


def test_scaled_gradients_count_up_to_the_fourth_root_of_the_step() -> None:
    slopes = (0.1, 100.0, 1e4, -1e9, 0.0)
    record = by_hand("adopt", slopes, lr=1.0, beta1=0.0, beta2=0.5)
    assert_allclose(np.diff(record.points[:, 0]), [0.0, -1.0, -(2**0.25), 3**0.25], rtol=1e-14)


def test_without_clipping_they_count_in_full() -> None:
    record = by_hand("adopt", (0.1, 100.0, 0.0), lr=1.0, beta1=0.0, clipping=False)
    assert_allclose(record.points[2, 0], -1000.0, rtol=1e-12)
