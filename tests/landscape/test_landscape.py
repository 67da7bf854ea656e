"""What a loss looks like through a window: measures of the window, minima, spacing of levels."""

from dataclasses import replace

import numpy as np
import pytest

from landscape import look_at
from landscape.landscape import catalogued, needs_decades, ranked, survey
from losses import CATALOGUE, parse_loss


def test_a_valley_below_steep_walls_asks_for_decades_and_a_bowl_does_not() -> None:
    x, y = np.meshgrid(np.linspace(-2, 2, 81), np.linspace(-1, 3, 81))
    wall = np.exp(4 * x)
    assert needs_decades(wall.ravel(), float(wall.min()))
    assert not needs_decades((x**2 + y**2).ravel(), 0.0)
    assert not needs_decades(np.zeros(5), 0.0)
    assert not needs_decades(np.zeros(0), 0.0)


def test_how_levels_are_spaced_depends_on_the_window_unless_the_catalogue_says_it() -> None:
    wall = survey(parse_loss("exp(4x) + 0y"))
    near = replace(wall, window=((-0.1, 0.1), (-1.0, 1.0)))
    far = replace(wall, window=((-2.0, 2.0), (-1.0, 1.0)))
    assert (near.log_colour, far.log_colour) == (False, True)
    known = look_at(("rosenbrock", {}))
    assert replace(known, window=((0.9, 1.1), (0.9, 1.1))).log_colour


def test_a_loss_of_one_variable_or_without_values_has_no_decades() -> None:
    assert not survey(parse_loss("exp(9x)")).log_colour
    nowhere = replace(survey(parse_loss("log(x) + y")), window=((-2.0, -1.0), (0.0, 1.0)))
    assert not nowhere.log_colour


def test_the_minima_of_the_catalogue_come_with_its_local_ones() -> None:
    known = CATALOGUE["quartic"]
    seen = catalogued(parse_loss(known.text), known)
    assert [m.point for m in seen.minima] == [known.minima[0].point, known.others[0].point]
    assert [m.lowest for m in seen.minima] == [True, False]
    assert {m.origin for m in seen.minima} == {"catalogued"}
    assert seen.lowest == seen.floor == known.minima[0].value


def test_a_loss_without_a_minimum_has_no_floor() -> None:
    cubic = CATALOGUE["cubic_1d"]
    seen = catalogued(parse_loss(cubic.text), cubic)
    assert (seen.lowest, seen.floor, seen.minima) == (-np.inf, np.inf, ())
    assert survey(parse_loss("x^3")).lowest == (-300.0) ** 3
    assert seen.nearest_minimum(np.zeros(1)) is seen.close_minimum(np.zeros(1)) is None


def test_values_that_differ_by_rounding_are_both_the_lowest() -> None:
    assert ranked((0.0,), 1e-12, 0.0).lowest
    assert not ranked((0.0,), 1e-3, 0.0).lowest
    assert ranked((0.0,), 1e6 + 1e-4, 1e6).lowest


def test_distances_are_measured_by_the_diagonal_of_the_window() -> None:
    seen = replace(survey(parse_loss("x^2 + y^2")), window=((-3.0, 3.0), (-4.0, 4.0)))
    assert seen.diagonal == 10.0
    assert seen.near == pytest.approx(1e-3)
    assert not seen.outside(np.array([3.0, -4.0]))
    assert seen.outside(np.array([3.1, 0.0]))
    assert seen.close_minimum(np.array([0.3, 0.3])) == seen.minima[0]
    assert seen.close_minimum(np.array([0.4, 0.4])) is None


def test_the_usual_slope_is_the_upper_quartile_of_the_window() -> None:
    seen = replace(survey(parse_loss("x^2")), window=((0.0, 4.0),))
    assert seen.slope == pytest.approx(6.0)  # of |2x| for x from 0 to 4


def test_curvatures_rise_and_are_none_at_a_kink() -> None:
    seen = look_at(("x^2 - 3y^2 + x y", {}))
    np.testing.assert_allclose(
        seen.curvatures(np.zeros(2)), np.linalg.eigvalsh([[2.0, 1.0], [1.0, -6.0]])
    )
    assert look_at(("ackley", {})).curvatures(np.zeros(2)) is None
