"""Rules that find their rate: the references are in test_references.py."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

BOWL = parse_loss("x^2 + 3y^2")
START = (3.0, -2.0)


def test_dogs_rate_is_distance_over_gradients() -> None:
    record = simulate("dog", BOWL, START, steps=40, dials={"first_step": 0.01, "eps": 0.0})
    reach = np.maximum.accumulate(np.linalg.norm(record.points - START, axis=1))
    total = np.cumsum((record.gradients**2).sum(axis=1))
    assert_allclose(record.rates[:, 0], np.maximum(reach, 0.01) / np.sqrt(total), rtol=1e-12)


@pytest.mark.parametrize(("rule", "steps"), [("dog", 400), ("prodigy", 400), ("d_adaptation", 400)])
def test_far_and_near_starts_are_reached_without_another_rate(rule: str, steps: int) -> None:
    for far in (1.0, 100.0):
        start = np.multiply(START, far)
        record = simulate(rule, BOWL, start, steps=steps)
        assert record.losses[-1] < 0.05 * record.losses[0]


@pytest.mark.parametrize("rule", ["prodigy", "d_adaptation"])
def test_the_guess_of_the_distance_only_grows_and_stays_below_it(rule: str) -> None:
    record = simulate(rule, BOWL, START, steps=300)
    d = record.internals["d"][1:, 0]
    assert (np.diff(d) >= 0).all()
    assert d[-1] < np.abs(START).sum()
