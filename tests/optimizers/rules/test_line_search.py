"""Steepest descent with exact line search, and backtracking, against what is known of them."""

import numpy as np
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

CONDITION = 25.0
BOWL = parse_loss(f"(x^2 + {CONDITION} y^2)/2")


def test_from_the_worst_start_the_loss_falls_by_the_rate_of_kantorovich() -> None:
    record = simulate("steepest", BOWL, (CONDITION, 1.0), steps=20)
    ratio = ((CONDITION - 1) / (CONDITION + 1)) ** 2
    assert_allclose(record.losses[1:] / record.losses[:-1], ratio, rtol=1e-12)


def test_each_gradient_is_at_right_angles_to_the_one_before() -> None:
    rosenbrock = parse_loss("(1 - x)^2 + 100(y - x^2)^2")
    g = simulate("steepest", rosenbrock, (-1.2, 1.0), steps=30).gradients
    lengths = np.linalg.norm(g, axis=1)
    cosines = (g[1:] * g[:-1]).sum(axis=1) / (lengths[1:] * lengths[:-1])
    assert_allclose(cosines, 0.0, atol=1e-8)


def test_half_of_an_exact_step_goes_half_as_far() -> None:
    whole, half = (
        simulate("steepest", BOWL, (3.0, 1.0), steps=1, dials={"lr": lr}) for lr in (1.0, 0.5)
    )
    assert_allclose(half.points[1] - half.points[0], (whole.points[1] - whole.points[0]) / 2)


def test_backtracking_takes_the_first_half_that_falls_enough() -> None:
    record = simulate("armijo", BOWL, (3.0, 1.0), steps=40, dials={"lr": 1.0})
    values, g = record.losses, record.gradients
    for k, rate in enumerate(record.rates[:40, 0]):
        squared, point = (g[k] ** 2).sum(), record.points[k]

        def falls(a: float, k: int = k, squared: float = squared) -> bool:
            return bool(BOWL.value(record.points[k] - a * g[k]) <= values[k] - 1e-4 * a * squared)

        assert np.log2(rate) % 1 == 0
        assert falls(rate)
        assert rate == 1.0 or not falls(2 * rate)
        assert_allclose(record.points[k + 1], point - rate * g[k], rtol=1e-15)
