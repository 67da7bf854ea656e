"""Adam, AMSGrad, AdamW: equivalences and closed forms."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from tests.optimizers.rules.walks import Slope, by_hand, walked


@pytest.mark.parametrize("steps", [1, 30])
def test_a_constant_gradient_of_1_makes_every_step_of_adam_its_learning_rate(steps):
    record = walked("adam", Slope(), (0.0, 5.0), steps, lr=0.1, eps=0.0)
    assert_allclose(np.diff(record.points, axis=0), -0.1, rtol=1e-12)


def test_adam_without_memory_or_correction_is_rmsprop():
    adam = walked("adam", beta1=0.0, beta2=0.9, bias_correction=False)
    assert_array_equal(adam.points, walked("rmsprop", rho=0.9, eps=1e-8).points)


def test_adamw_is_adam_with_decoupled_decay():
    adam = walked("adam", weight_decay=0.01, decay="decoupled")
    assert_array_equal(walked("adamw").points, adam.points)


def test_eps_inside_the_root_is_eps_root_alone():
    inside = walked("adam", eps=0.1, eps_place="inside")
    assert_array_equal(inside.points, walked("adam", eps=0.0, eps_root=0.1).points)


def test_two_steps_are_those_of_the_papers_algorithm():
    record = by_hand("adam", (1.0, 3.0, 0.0), lr=1.0, beta1=0.5, beta2=0.5, eps=0.0)
    # m = 0.5, then 1.75, over 1 - 0.5^2; v = 0.5, then 4.75, over the same
    assert_allclose(record.points[1], -1.0)
    assert_allclose(record.points[2] - record.points[1], -(1.75 / 0.75) / (4.75 / 0.75) ** 0.5)


def test_the_first_step_has_the_length_of_the_rate_whatever_the_gradient():
    for slope in (1e-3, -5.0, 1e6):
        record = by_hand("adam", (slope, 0.0), lr=0.1, eps=0.0)
        assert_allclose(record.points[1], -0.1 * np.sign(slope), rtol=1e-12)


def test_amsgrad_remembers_the_largest_mean_square():
    slopes = (10.0, 0.0, 0.0, 0.0)
    record = by_hand("adam", slopes, amsgrad=True, beta2=0.5)
    assert_allclose(record.internals["v"][:, 0], [0.0, 50.0, 25.0, 12.5])
    assert_allclose(record.internals["v_max"][:, 0], [0.0, 50.0, 50.0, 50.0])


def test_the_maximum_is_taken_of_the_corrected_square_in_optax():
    record = by_hand("adam", (10.0, 0.0, 0.0), amsgrad=True, amsgrad_max="after", beta2=0.5)
    assert_allclose(record.internals["v_max"][:, 0], [0.0, 100.0, 100.0])


@pytest.mark.parametrize(
    ("place", "below"),
    [("outside", 2 + 0.5), ("inside", (4 + 0.5) ** 0.5), ("hat", 2 + 0.5 / 0.5**0.5)],
)
def test_eps_has_its_place(place, below):
    record = by_hand("adam", (2.0, 0.0), lr=1.0, beta2=0.5, eps=0.5, eps_place=place)
    assert_allclose(record.points[1], -2 / below, rtol=1e-14)
