import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from experiment import Experiment, load, minima
from figures.traces import levels
from figures.views.parts import Scene
from losses import CATALOGUE


def mantissa(values: np.ndarray) -> np.ndarray:
    """Return the values divided by their power of ten; rounding does not make a 1 of 9.99...."""
    return values / 10 ** np.floor(np.log10(values) + 1e-4)


@example(0.3, 0.001953125)
@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_even_levels_are_multiples_of_a_round_step_strictly_inside(low: float, span: float) -> None:
    found = levels.even(low, low + span)
    step = found[1] - found[0]
    assert min(abs(mantissa(step) / m - 1) for m in (1, 2, 2.5, 5)) < 1e-3
    assert 4 <= len(found) <= levels.COUNT + 1
    assert low < found[0] < found[-1] < low + span


def test_a_flat_landscape_has_levels_around_its_one_value() -> None:
    assert_array_equal(levels.even(3.0, 3.0), [2.5, 3.5])


@pytest.mark.parametrize(("top", "first"), [(1e2, 1.0), (1e6, 1e2), (1e12, 1e8)])
def test_decades_are_round_above_the_floor_and_never_too_many(top: float, first: float) -> None:
    values = np.geomspace(top * 1e-4, top, 2_000) - 7.0
    found = levels.decades(values, -7.0) + 7.0
    assert np.all(np.min(np.abs(mantissa(found)[:, None] - [1, 2, 3, 5]), axis=1) < 1e-4)
    assert found[0] <= 2 * first
    assert 6 <= len(found) <= levels.COUNT + 6


def test_two_hundred_decades_still_give_a_quiet_picture() -> None:
    found = levels.decades(np.geomspace(1e-100, 1e100, 5_000), 0.0)
    assert 4 <= len(found) <= levels.COUNT + 6


@pytest.mark.parametrize("key", [k for k, entry in CATALOGUE.items() if len(entry.window) == 2])
def test_a_loss_has_the_same_levels_typed_as_picked(key: str) -> None:
    picked, typed = Experiment(key), Experiment(CATALOGUE[key].text)
    of_picked, of_typed = (Scene(e, load(e), (), minima(e)).levels for e in (picked, typed))
    assert_array_equal(of_picked, of_typed)


def test_levels_lie_at_whole_numbers_and_order_is_kept() -> None:
    marks = np.array([1.0, 2.0, 5.0, 10.0])
    assert_allclose(levels.place(marks, marks), [1, 2, 3, 4])
    values = np.linspace(-3, 30, 500)
    assert np.all(np.diff(levels.place(values, marks)) >= 0)


def test_what_is_not_finite_has_no_place() -> None:
    marks = np.array([1.0, 2.0])
    found = levels.place(np.array([np.nan, np.inf, -np.inf, 1.5]), marks)
    assert_array_equal(np.isnan(found), [True, True, True, False])
