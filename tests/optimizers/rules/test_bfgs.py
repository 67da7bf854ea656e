"""BFGS, kept as two columns, against the formula in matrices."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

ROSENBROCK = parse_loss("(1 - x)^2 + 100(y - x^2)^2")


def matrices(points: np.ndarray, gradients: np.ndarray) -> list[np.ndarray]:
    """The inverse Hessians by the textbook: (I - s y'/y's) H (I - y s'/y's) + s s'/y's."""
    unit = np.eye(points.shape[1])
    found = [unit]
    for s, y in zip(np.diff(points, axis=0), np.diff(gradients, axis=0), strict=True):
        if s @ y > 0:
            left = unit - np.outer(s, y) / (s @ y)
            found.append(left @ found[-1] @ left.T + np.outer(s, s) / (s @ y))
        else:
            found.append(found[-1])
    return found


@pytest.mark.parametrize("search", ["armijo", "exact"])
def test_its_columns_are_those_of_the_matrix_in_the_book(search: str) -> None:
    dials = {"search": search}
    record = simulate("bfgs", ROSENBROCK, (-1.2, 1.0), steps=15, dials=dials)
    wanted = matrices(record.points, record.gradients)
    for k in range(1, 15):  # a state is what the update leaves
        columns = np.stack([record.internals[name][k + 1] for name in ("h1", "h2")], axis=1)
        assert_allclose(columns, wanted[k], rtol=1e-8, atol=1e-10)


def test_on_a_quadratic_exact_searches_end_in_two_steps_with_the_inverse_hessian() -> None:
    bowl = parse_loss("x^2 + 5y^2 + x y")
    record = simulate("bfgs", bowl, (3.0, -2.0), steps=3, dials={"search": "exact"})
    assert np.abs(record.gradients[2]).max() < 1e-12
    columns = np.stack([record.internals[name][3] for name in ("h1", "h2")], axis=1)
    assert_allclose(columns, np.linalg.inv(bowl.hessian(np.zeros(2))), rtol=1e-6)


@pytest.mark.parametrize("search", ["armijo", "exact"])
def test_it_ends_where_scipy_ends_and_stays_there(search: str) -> None:
    dials = {"search": search}
    record = simulate("bfgs", ROSENBROCK, (-1.2, 1.0), steps=100, dials=dials)
    assert_allclose(record.points[-1], 1.0, atol=1e-9)


def test_with_one_variable_it_is_the_secant_method() -> None:
    record = simulate("bfgs", parse_loss("x - log(x)"), (0.5,), steps=4)
    x, g = record.points[:, 0], record.gradients[:, 0]
    for k in range(1, 4):
        secant = g[k] * (x[k] - x[k - 1]) / (g[k] - g[k - 1])
        assert_allclose(x[k + 1], x[k] - secant, rtol=1e-9)
