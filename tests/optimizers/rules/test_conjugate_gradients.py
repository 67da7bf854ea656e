"""Conjugate gradients, and what exact line searches make of them."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

FORMS = ("fletcher_reeves", "polak_ribiere")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("loss", ["x^2 + 5y^2 + x y", "100x^2 + y^2/100 + x/3 - y"])
def test_on_a_quadratic_of_two_variables_two_steps_are_enough(form: str, loss: str) -> None:
    bowl = parse_loss(loss)
    record = simulate("conjugate_gradients", bowl, (3.0, -2.0), steps=2, dials={"form": form})
    g = np.linalg.norm(record.gradients, axis=1)
    assert g[1] > 1e-3 * g[0]
    assert g[2] < 1e-12 * g[0]


def test_directions_are_conjugate() -> None:
    bowl = parse_loss("x^2 + 5y^2 + x y")
    record = simulate("conjugate_gradients", bowl, (3.0, -2.0), steps=2)
    first, second = np.diff(record.points, axis=0)
    hessian = bowl.hessian(np.zeros(2))
    assert_allclose(first @ hessian @ second, 0.0, atol=1e-12)


def test_it_reaches_the_end_of_rosenbrocks_valley_and_never_goes_up() -> None:
    rosenbrock = parse_loss("(1 - x)^2 + 100(y - x^2)^2")
    record = simulate("conjugate_gradients", rosenbrock, (-1.2, 1.0), steps=60)
    assert_allclose(record.points[-1], 1.0, atol=1e-6)
    assert (np.diff(record.losses) <= 1e-20).all()
