"""Polyak's step."""

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from losses import parse_loss
from optimizers import simulate


def test_on_a_parabola_it_goes_half_the_way() -> None:
    record = simulate("polyak", parse_loss("3x^2"), (4.0,), steps=10)
    assert_allclose(record.points[:, 0], 4.0 / 2.0 ** np.arange(11), rtol=1e-14)


def test_on_a_cone_one_step_is_enough() -> None:
    record = simulate("polyak", parse_loss("sqrt(x^2 + y^2)"), (0.3, 0.4), steps=1)
    assert_allclose(record.points[1], 0.0, atol=1e-15)


def test_it_stays_where_the_loss_is_below_its_lowest_value_and_steps_no_longer_than_lr() -> None:
    loss = parse_loss("3x^2")
    assert_array_equal(simulate("polyak", loss, (1.0,), steps=3, dials={"f_min": 4.0}).points, 1.0)
    record = simulate("polyak", loss, (1.0,), steps=3, dials={"lr": 0.01})
    assert_allclose(record.rates, 0.01)
