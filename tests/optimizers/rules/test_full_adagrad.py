"""Adagrad with the whole matrix, against NumPy's eigenvalues, and turned with its landscape."""

import numpy as np
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

RAVINE = "(u^2 + 25 v^2)/2"


def turned(angle: float) -> str:
    """A ravine along another direction."""
    c, s = np.cos(angle), np.sin(angle)
    return RAVINE.replace("u", f"({c} x + {s} y)").replace("v", f"({c} y - {s} x)")


def test_a_step_is_the_inverse_root_of_the_sum_of_products() -> None:
    dials = {"lr": 0.5, "eps": 1e-3}
    record = simulate("full_adagrad", parse_loss(turned(0.7)), (3.0, 1.0), steps=25, dials=dials)
    total = np.zeros((2, 2))
    for k in range(25):
        total += np.outer(record.gradients[k], record.gradients[k])
        values, vectors = np.linalg.eigh(total)
        root = vectors @ np.diag(np.sqrt(np.maximum(values, 0)) + 1e-3) @ vectors.T
        step = np.linalg.solve(root, record.gradients[k])
        assert_allclose(record.points[k + 1], record.points[k] - 0.5 * step, atol=1e-6)


def test_with_one_variable_it_is_adagrad() -> None:
    loss, dials = parse_loss("x^4 - 2x^2 + x"), {"lr": 0.1, "eps": 1e-8}
    one, other = (
        simulate(rule, loss, (0.1,), steps=50, dials=dials).points
        for rule in ("full_adagrad", "adagrad")
    )
    assert_allclose(one, other, rtol=1e-10)


def test_its_path_turns_with_the_landscape_and_adagrads_does_not() -> None:
    angle, start = 0.7, np.array([3.0, 1.0])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    for rule, alike in (("full_adagrad", True), ("adagrad", False)):
        plain, other = (
            simulate(rule, parse_loss(turned(by)), at, steps=60, dials={"lr": 0.5}).points
            for by, at in ((0.0, start), (angle, turn @ start))
        )
        assert np.allclose(plain @ turn.T, other, atol=1e-5) is alike


def test_where_all_gradients_are_zero_it_stays() -> None:
    record = simulate("full_adagrad", parse_loss("x^2 + y^2"), (0.0, 0.0), steps=3)
    assert (record.points == 0).all()
