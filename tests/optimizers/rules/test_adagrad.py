"""Adagrad: all squares seen so far."""

import numpy as np
from numpy.testing import assert_allclose

from tests.optimizers.rules.walks import Slope, by_hand, walked


def test_with_a_constant_gradient_the_steps_shrink_as_roots_do():
    record = walked("adagrad", Slope(), (0.0, 0.0), 50, lr=1.0, eps=0.0)
    assert_allclose(-np.diff(record.points[:, 0]), 1 / np.sqrt(np.arange(1, 51)), rtol=1e-13)


def test_the_sum_starts_at_its_dial_and_adds_squares():
    record = by_hand("adagrad", (3.0, -4.0, 0.0), initial_accumulator=11.0, eps=0.0, lr=1.0)
    assert_allclose(record.internals["s"][:, 0], [11.0, 20.0, 36.0])
    assert_allclose(record.points[:, 0], [0.0, -3 / 20**0.5, -3 / 20**0.5 + 4 / 6])


def test_lr_decay_divides_the_rate_by_the_steps_before():
    plain, decayed = (walked("adagrad", steps=9, lr_decay=decay) for decay in (0.0, 0.5))
    assert_allclose(decayed.rates[0], plain.rates[0])
    slope = walked("adagrad", Slope(), (0.0, 0.0), 9, lr=1.0, eps=0.0, lr_decay=0.5)
    k = np.arange(9)
    assert_allclose(slope.rates[:9, 0], 1 / (1 + 0.5 * k) / np.sqrt(k + 1), rtol=1e-13)


def test_eps_stands_outside_or_inside_the_root():
    outside, inside = (
        by_hand("adagrad", (2.0, 0.0), lr=1.0, eps=0.5, eps_place=place)
        for place in ("outside", "inside")
    )
    assert_allclose(outside.points[1], -2 / 2.5)
    assert_allclose(inside.points[1], -2 / 4.5**0.5)
