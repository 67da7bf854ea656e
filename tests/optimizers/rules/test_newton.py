"""Newton's method, and its form that leaves saddle points."""

import numpy as np
from numpy.testing import assert_allclose

from losses import parse_loss
from optimizers import simulate

SADDLE = parse_loss("x^2 - y^2 + y^4/4")


def test_on_a_quadratic_one_step_is_enough_and_a_damped_one_goes_its_share() -> None:
    bowl = parse_loss("x^2 + 5y^2 + x y - x")
    lowest = np.linalg.solve(bowl.hessian(np.zeros(2)), [1.0, 0.0])
    whole, half = (
        simulate("newton", bowl, (3.0, -2.0), steps=1, dials={"lr": lr}).points[1]
        for lr in (1.0, 0.5)
    )
    assert_allclose(whole, lowest, atol=1e-14)
    assert_allclose(half, np.add(lowest, (3.0, -2.0)) / 2, atol=1e-14)


def test_near_a_minimum_right_digits_double() -> None:
    record = simulate("newton", parse_loss("x - log(x)"), (0.5,), steps=5)
    # With f = x - log x an error e becomes -e^2 exactly.
    assert_allclose(record.points[:, 0] - 1, [-0.5, *(-(0.5**2**k) for k in range(1, 6))])


def test_newton_walks_to_the_saddle_and_its_other_form_away_from_it() -> None:
    start = (1.0, 0.1)
    trapped = simulate("newton", SADDLE, start, steps=30).points[-1]
    free = simulate("saddle_free_newton", SADDLE, start, steps=30).points[-1]
    assert_allclose(trapped, (0.0, 0.0), atol=1e-12)
    assert_allclose(free, (0.0, np.sqrt(2.0)), atol=1e-9)


def test_where_all_curvature_is_upward_both_are_the_same() -> None:
    bowl = parse_loss("exp(x + y) + exp(-x) + y^2")
    one, other = (
        simulate(rule, bowl, (1.0, 1.0), steps=8).points
        for rule in ("newton", "saddle_free_newton")
    )
    assert_allclose(one, other, rtol=1e-10, atol=1e-12)
