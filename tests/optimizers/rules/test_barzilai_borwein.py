"""Barzilai and Borwein's rates."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

BOWL = parse_loss("(x^2 + 25 y^2)/2")
START = (8.0, 1.5)


def walked(form: str, steps: int = 12) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    dials = {"lr": 0.02, "form": form}
    record = simulate("barzilai_borwein", BOWL, START, steps=steps, dials=dials)
    return record.points, record.gradients, record.rates[:, 0]


@pytest.mark.parametrize("form", ["long", "short", "alternating"])
def test_a_rate_is_the_papers_quotient_of_the_last_step(form: str) -> None:
    x, g, rates = walked(form)
    assert rates[0] == 0.02
    for k in range(1, 8):  # later the short form has arrived
        s, y = x[k] - x[k - 1], g[k] - g[k - 1]
        short = form == "short" or (form == "alternating" and k % 2 == 0)
        assert_allclose(rates[k], s @ y / (y @ y) if short else s @ s / (s @ y), rtol=1e-12)


def test_on_one_coordinate_it_is_the_secant_method_and_meets_a_parabola_at_once() -> None:
    record = simulate("barzilai_borwein", parse_loss("3x^2"), (4.0,), steps=2, dials={"lr": 0.01})
    assert_allclose(record.points[2], 0.0, atol=1e-14)


def test_the_loss_may_rise_and_yet_it_comes_down_faster_than_gradient_descent() -> None:
    record = simulate("barzilai_borwein", BOWL, START, steps=40, dials={"lr": 0.02})
    plain = simulate("gd", BOWL, START, steps=40, dials={"lr": 2 / 26})
    assert (np.diff(record.losses) > 0).any()
    assert record.losses[40] < 1e-6 * plain.losses[40]


def test_where_the_curvature_met_is_not_upward_the_first_rate_comes_back() -> None:
    record = simulate("barzilai_borwein", parse_loss("-x^2"), (1.0,), steps=5, dials={"lr": 0.1})
    assert_allclose(record.rates, 0.1)
