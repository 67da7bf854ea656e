"""What both still pictures draw stands where it is, and as high as it is."""

import numpy as np

from experiment import decode, load
from figures.still import MAX_VERTICES, curve_of, placed, relief, shares, visible
from figures.traces import landscape

RANGES = (-2.0, 2.0), (-1.0, 1.0)


def test_points_are_placed_from_the_upper_left_corner() -> None:
    points = np.array([[-2.0, 1.0], [2.0, -1.0], [0.0, 0.5]])
    np.testing.assert_array_equal(placed(points, RANGES, (80, 40)), [[0, 0], [80, 40], [40, 10]])


def test_a_path_is_thinned_and_ends_just_beyond_the_edge() -> None:
    out = np.column_stack([np.linspace(0, 8, 2001), np.zeros(2001)])
    seen = visible(out, RANGES)
    assert len(seen) < MAX_VERTICES
    np.testing.assert_allclose(seen[[0, -1]], [[0, 0], [2.4, 0]])


def test_a_relief_is_lowest_at_the_minimum_and_has_the_holes_of_the_loss() -> None:
    e, _ = decode("loss=ln(x)^2%2By^2&window=-1+3+-2+2")
    found = relief(e, landscape.sample(load(e), e.window, (41, 41), 0), ())
    np.testing.assert_array_equal(
        found.holes, np.broadcast_to(np.linspace(-1, 3, 41) <= 0, (41, 41))
    )
    assert (found.heights[found.holes] == 0).all()
    down, across = np.unravel_index(np.where(found.holes, np.inf, found.heights).argmin(), (41, 41))
    assert (down, across) == (20, 20)  # (1, 0)


def test_a_share_is_even_between_two_levels_and_a_line_on_one() -> None:
    heights = np.tile(np.linspace(0.5, 2.5, 41), (3, 1))
    share = shares(heights, 3, np.zeros(heights.shape, bool))[1]
    assert (share[[2, 20, 38]] == np.rint(0.6 * np.array([0, 1, 2]) / 3 * 40) / 40).all()
    assert share[10] > share[5]
    assert share[10] > share[15]


def test_a_curve_ends_outside_the_picture_at_a_pole() -> None:
    e, _ = decode("loss=1/x&window=-1+1")
    field = landscape.sample(load(e), e.window, (0, 0), 101)
    ranges = e.window[0], (-5.0, 5.0)
    points = curve_of(field, ranges)
    assert np.nanmin(points[:, 1]) == -15
    assert np.nanmax(points[:, 1]) == 15
