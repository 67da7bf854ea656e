"""Step lengths against closed forms and definitions, and one lane against many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from optimizers.engine.line_search import DOUBLINGS, MOST, armijo, ended, exact


def length(slope, grain=0.0):
    """Where the search for this slope of one variable ends, and the lengths that it tries."""
    return followed(exact(float(slope(np.zeros(1))[0]), grain), slope)


def followed(search, answer):
    tried = []

    def along(lengths, lanes):
        tried.extend(lengths.tolist())
        return np.asarray(answer(lengths), float)

    (found,), (used,) = ended([search], along)
    assert used == len(tried)
    return found, tried


@pytest.mark.parametrize("least", [0.1, 1 / 3, 1.0, 7.3, 1e5, 1e-7])
def test_the_secant_meets_the_minimum_of_a_quadratic_at_once(least):
    found, tried = length(lambda a: 6.0 * (a - least))
    assert found == pytest.approx(least, rel=4e-16)
    doublings = max(0, int(np.ceil(np.log2(least))))
    assert len(tried) <= 1 + doublings + 2  # the last one may only better the last bit


@pytest.mark.parametrize(
    ("slope", "least"),
    [
        (lambda a: a**3 - 8, 2.0),
        (lambda a: np.exp(a) - 20, np.log(20)),
        (lambda a: np.tanh(a - 30), 30.0),
        (lambda a: -np.cos(a), np.pi / 2),  # the first of many
        (lambda a: (a - 1e-3) * (1 + 1e12 * a**2), 1e-3),  # steep beyond the minimum
        (lambda a: np.sign(a - 0.3), 0.3),  # a kink
        (lambda a: np.where(a < 5, a - 3, np.nan), 3.0),  # the loss ends beyond 5
        (lambda a: np.where(a < 5, a - 3, np.inf), 3.0),
        (lambda a: a**9 - 1e-9, 0.1),
    ],
)
def test_the_slope_is_0_where_the_search_ends(slope, least):
    found, tried = length(slope)
    assert_allclose(found, least, rtol=1e-12)
    assert len(tried) <= MOST


def test_a_direction_that_does_not_lead_down_has_length_0_and_is_not_tried():
    for first in (0.0, 2.0, np.nan, np.inf):
        found, tried = length(lambda a, first=first: first + a)
        assert (found, tried) == (0.0, [])


def test_a_loss_that_falls_without_end_is_followed_to_the_last_bracket():
    found, tried = length(lambda a: -1.0 + 0 * a)
    assert found == 2.0**DOUBLINGS
    assert tried == [2.0**k for k in range(DOUBLINGS + 1)]


def test_work_is_bounded_whatever_the_slope_is():
    chance = np.random.default_rng(0)
    for _ in range(50):
        found, tried = length(lambda a: np.where(a == 0, -1.0, chance.normal(size=a.shape)))
        assert 0 < found <= 2.0**DOUBLINGS
        assert len(tried) <= MOST


def test_lengths_that_lead_to_the_same_point_are_not_told_apart():
    fine, tried = length(lambda a: np.sign(a - 0.3))
    coarse, fewer = length(lambda a: np.sign(a - 0.3), 1e-3)
    assert abs(coarse - fine) <= 1e-3
    assert len(fewer) < len(tried) / 2


@given(st.lists(st.tuples(st.floats(-3, 3), st.floats(-9, 9), st.floats(-2, 5)), max_size=20))
@settings(max_examples=60)
def test_a_lane_of_many_has_the_length_that_it_has_alone(lanes):
    a, b, c = np.array(lanes).reshape(-1, 3).T

    def slope(lengths, some):
        return np.array(a[some] * lengths**3 - b[some] + c[some] * lengths)

    def value(lengths, some):
        return np.array(a[some] * lengths**4 / 4 - b[some] * lengths + c[some] * lengths**2 / 2)

    everyone = range(len(a))
    for along, begin in (
        (slope, lambda k: exact(-b[k], 0.0)),
        (value, lambda k: armijo(0.0, -b[k])),
    ):
        found, used = ended([begin(k) for k in everyone], along)
        for k in everyone:
            own = ended([begin(k)], lambda s, _, k=k, along=along: along(s, np.full(1, k)))
            assert_array_equal(own, (found[[k]], used[[k]]))


@pytest.mark.parametrize(
    ("curvature", "wanted"), [(0.5, 1.0), (2.1, 0.5), (8.1, 0.125), (1e20, 0.0)]
)
def test_halving_ends_at_the_first_length_that_lowers_the_loss_enough(curvature, wanted):
    # f(a) = c a^2 / 2 - a falls enough where a <= 2 (1 - 1e-4) / c.
    found, tried = followed(armijo(0.0, -1.0), lambda a: curvature * a**2 / 2 - a)
    assert found == wanted
    assert tried == [2.0**-k for k in range(1 + (40 if not wanted else int(-np.log2(wanted))))]


def test_a_loss_that_is_no_number_is_never_low_enough():
    assert followed(armijo(0.0, -1.0), lambda a: np.where(a > 0.1, np.nan, -a))[0] == 0.0625
    assert followed(armijo(0.0, -1.0), lambda a: a * np.nan)[0] == 0.0
    for slope in (0.0, 1.0, np.nan):
        assert followed(armijo(0.0, slope), lambda a: -a) == (0.0, [])
