"""Means of paths: the references are in test_references.py, here what their formulas say."""

import numpy as np
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

BOWL = parse_loss("x^2 + 3y^2")
START = (3.0, -2.0)


def test_averaged_sgd_is_the_mean_of_gradient_descents_points() -> None:
    plain = simulate("gd", BOWL, START, steps=30, dials={"lr": 0.1}).points
    for burn_in in (0, 5):
        dials = {"lr": 0.1, "burn_in": burn_in}
        mean = simulate("averaged_sgd", BOWL, START, steps=30, dials=dials).points
        wanted = [plain[max(1, min(burn_in + 1, k)) : k + 1].mean(axis=0) for k in range(1, 31)]
        assert_allclose(mean[1:], wanted, atol=1e-12)


def test_schedule_free_without_interpolation_is_averaged_sgd() -> None:
    one = simulate("schedule_free", BOWL, START, steps=30, dials={"lr": 0.1, "beta1": 0.0})
    other = simulate("averaged_sgd", BOWL, START, steps=30, dials={"lr": 0.1})
    assert_allclose(one.points, other.points, atol=1e-12)


def test_points_weigh_by_the_square_of_the_largest_rate_so_far() -> None:
    schedule = ("constant", {"warmup_steps": 4})
    record = simulate("schedule_free", BOWL, START, steps=8, dials={"lr": 0.1}, schedule=schedule)
    rates = np.minimum(np.arange(8) / 4, 1) * 0.1
    weights = rates**2
    z = record.internals["z"][1:]
    assert np.isfinite(record.points).all()  # though the first rate, and so its weight, is 0
    assert_allclose(record.points[3], (weights[1:3] @ z[1:3]) / weights[1:3].sum(), atol=1e-12)


def test_under_noise_a_mean_lies_below_the_floor_of_its_walker() -> None:
    options = {"steps": 2000, "noise": 2.0, "seed": 1}
    plain = simulate("gd", BOWL, START, dials={"lr": 0.1}, **options)
    free = simulate("schedule_free", BOWL, START, dials={"lr": 0.1}, **options)
    assert free.losses[-500:].mean() < plain.losses[-500:].mean() / 10
