"""Sophia: the references are in test_references.py."""

import numpy as np
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate


def test_with_whole_steps_of_gamma_it_is_newtons_step_on_a_parabola() -> None:
    loss = parse_loss("2x^2 + 9y^2")
    dials = {"lr": 0.5, "beta1": 0.0, "beta2": 0.0, "gamma": 1.0, "interval": 1}
    record = simulate("sophia", loss, (0.8, -0.6), steps=10, dials=dials)
    assert_allclose(record.points, np.outer(0.5 ** np.arange(11), (0.8, -0.6)), rtol=1e-14)


def test_no_step_is_longer_than_the_rate_and_against_curvature_it_is_as_long() -> None:
    dials = {"lr": 0.1, "beta1": 0.0, "gamma": 1.0, "interval": 1}
    record = simulate("sophia", parse_loss("x^4 - 8x^2"), (0.5,), steps=12, dials=dials)
    steps = np.diff(record.points[:, 0])
    assert np.abs(steps).max() <= 0.1 + 1e-15
    assert_allclose(steps[:6], 0.1)


def test_the_curvature_is_measured_every_few_updates() -> None:
    dials = {"lr": 0.05, "interval": 4}
    record = simulate("sophia", parse_loss("x^4"), (1.0,), steps=12, dials=dials)
    changed = np.flatnonzero(np.diff(record.internals["h"][:, 0])) + 1
    assert changed.tolist() == [1, 5, 9]
