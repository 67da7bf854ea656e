"""RMSProp: a mean square that fades; centered, corrected, through a velocity."""

import pytest
from numpy.testing import assert_allclose

from optimizers import RULES
from tests.optimizers.rules.walks import Slope, by_hand, walked


def test_adam_without_memory_is_corrected_rmsprop():
    adam = walked("adam", beta1=0.0, beta2=0.9)
    rmsprop = walked("rmsprop", rho=0.9, bias_correction=True)
    assert_allclose(adam.points, rmsprop.points, rtol=1e-11)


def test_centered_rmsprop_never_takes_the_root_of_less_than_nothing():
    record = walked("rmsprop", Slope(), (0.0, 0.0), 200, centered=True, bias_correction=True)
    # A constant gradient has no spread: what is left under the root is rounding, or 0.
    assert record.kept == 201
    assert record.rates.min() > 0.01 / 1e-6


def test_the_mean_square_fades():
    record = by_hand("rmsprop", (2.0, 0.0, 1.0), rho=0.5, eps=0.0, lr=1.0)
    assert_allclose(record.internals["s"][:, 0], [0.0, 2.0, 1.0])
    assert_allclose(record.points[1], -(2.0**0.5))


def test_the_centered_form_divides_by_the_spread():
    record = by_hand("rmsprop", (1.0, 3.0, 0.0), rho=0.5, eps=0.0, lr=1.0, centered=True)
    # s and m after two gradients: 0.25 + 4.5 and 0.25 + 1.5
    spread = (4.75 - 1.75**2) ** 0.5
    assert_allclose(record.points[2] - record.points[1], -3 / spread)


def test_a_velocity_takes_in_scaled_gradients():
    record = by_hand("rmsprop", (2.0, 2.0, 0.0), rho=0.0, eps=0.0, lr=0.1, momentum=0.5)
    assert_allclose(record.internals["b"][:, 0], [0.0, 1.0, 1.5])
    assert_allclose(record.points[:, 0], [0.0, -0.1, -0.25])


def test_nesterovs_form_needs_a_velocity():
    with pytest.raises(ValueError, match=r"^`momentum` is 0, but with `nesterov` on"):
        RULES["rmsprop"].complete({"nesterov": True})
    record = by_hand("rmsprop", (2.0, 0.0), rho=0.0, eps=0.0, lr=0.1, momentum=0.5, nesterov=True)
    assert_allclose(record.points[1], -0.1 * (1 + 0.5))


@pytest.mark.parametrize(
    ("dials", "names"),
    [
        ({}, ["s", "rate", "x"]),
        ({"centered": True}, ["s", "m", "variance", "rate", "x"]),
        (
            {"centered": True, "bias_correction": True, "momentum": 0.5},
            ["s", "s_hat", "m", "m_hat", "variance", "rate", "b", "x"],
        ),
    ],
)
def test_the_lines_follow_the_switches(dials, names):
    rmsprop = RULES["rmsprop"]
    assert [line.name for line in rmsprop.program(rmsprop.complete(dials)).lines] == names
