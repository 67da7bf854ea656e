import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal

from figures import clip

BOX = ((-1.0, 1.0), (-2.0, 2.0))
ANYWHERE = st.floats(allow_nan=False, allow_infinity=False)
NEAR = st.floats(-4, 4)
PATHS = st.integers(1, 12).flatmap(
    lambda n: arrays(float, (n, 2), elements=st.one_of(NEAR, ANYWHERE))
)


def path(*points: tuple[float, float]) -> np.ndarray:
    return np.array(points, dtype=float)


def test_a_segment_through_the_box_keeps_the_part_inside_and_its_fractions_of_the_step() -> None:
    found = clip.cut(path((-3, 0), (1, 0.5), (5, 0.5)), BOX)
    assert_allclose(found.points, [(-1, 0.25), (1, 0.5)])
    assert_allclose(found.steps, [0.5, 1])


def test_a_path_that_leaves_and_returns_is_parted_by_a_gap() -> None:
    found = clip.cut(path((0, 0), (2, 0), (2, 1), (0, 1)), BOX)
    assert_array_equal(found.points, path((0, 0), (1, 0), (np.nan, np.nan), (1, 1), (0, 1)))
    assert_allclose(found.steps, [0, 0.5, 0.5, 2.5, 3])


def test_a_point_at_1e177_cuts_its_segment_in_the_right_direction() -> None:
    found = clip.cut(path((0, 0), (1e177, 1e177)), BOX)
    assert_allclose(found.points, [(0, 0), (1, 1)])
    found = clip.cut(path((0, 0), (1e308, -1e308), (-1e308, 1e308)), BOX)
    assert_allclose(found.points[:2], [(0, 0), (1, -1)])


def test_a_path_of_one_point_and_a_path_outside_are_no_trouble() -> None:
    assert_array_equal(clip.cut(path((0, 1)), BOX).points, [(0, 1)])
    assert clip.cut(path((0, 3)), BOX).points.shape == (0, 2)
    assert clip.cut(path((5, 5), (6, 6)), BOX).points.shape == (0, 2)


@given(PATHS)
def test_what_is_drawn_lies_in_the_box_and_steps_never_go_back(points: np.ndarray) -> None:
    found = clip.cut(points, BOX)
    drawn = found.points[~np.isnan(found.points[:, 0])]
    assert np.all(np.abs(drawn) <= np.array([1, 2]) * (1 + 1e-9))
    assert np.all(np.diff(found.steps) >= 0)
    assert np.all(np.isfinite(found.steps))


@given(PATHS)
def test_every_point_inside_the_box_is_drawn_exactly_where_it_is(points: np.ndarray) -> None:
    found = clip.cut(points, BOX)
    for k in np.flatnonzero(clip.inside(points, BOX)):
        at = np.flatnonzero(found.steps == k)
        assert any(np.array_equal(found.points[j], points[k]) for j in at)


def test_the_exit_is_the_last_crossing_of_a_path_that_does_not_come_back() -> None:
    gone = clip.exit_of(path((0, 0), (3, 0), (0, 0), (0, 8)), BOX)
    assert gone is not None
    assert_allclose(gone.point, (0, 2), atol=1e-6)
    assert gone.point[1] < 2  # a hair inside, where Plotly still shows it
    assert gone.direction[0] == 0 < gone.direction[1]
    assert gone.step == 2


def test_a_path_that_ends_inside_or_never_enters_has_no_exit() -> None:
    assert clip.exit_of(path((0, 0), (3, 0), (0, 0)), BOX) is None
    assert clip.exit_of(path((3, 3), (4, 4)), BOX) is None


def strays(whole: clip.Cut, thinned: clip.Cut) -> np.ndarray:
    """Return how far each vertex lies from where the thinned path is at its step, in pixels."""
    even = [np.interp(whole.steps, thinned.steps, thinned.points[:, k]) for k in (0, 1)]
    return np.abs(np.stack(even, axis=1) - whole.points) / (np.array([2, 4]) / clip.AXIS_PARTS)


@pytest.mark.parametrize("turns", [1, 30])
def test_a_thinned_path_is_at_every_step_where_the_run_was(turns: int) -> None:
    turn = np.linspace(0, 2 * np.pi * turns, 20_001)
    whole = clip.cut(np.column_stack([np.cos(turn), np.sin(turn)]) * 0.9, BOX)
    thinned = clip.thin(whole, BOX)
    assert len(thinned.steps) < 10_000
    assert strays(whole, thinned).max() <= 1 + 1e-9


def test_a_run_that_slows_down_on_a_straight_line_slows_down_when_thinned() -> None:
    slow = 0.9 * 0.999 ** np.arange(10_001)
    whole = clip.cut(np.column_stack([slow, slow]), BOX)
    thinned = clip.thin(whole, BOX)
    assert 10 < len(thinned.steps) < 1_000
    assert strays(whole, thinned).max() <= 1 + 1e-9


def test_a_zigzag_keeps_every_corner() -> None:
    side = np.where(np.arange(5_001) % 2, 1.0, -1.0) * np.linspace(0.9, 0.5, 5_001)
    whole = clip.cut(np.column_stack([side, np.linspace(-1.9, 1.9, 5_001)]), BOX)
    assert_array_equal(clip.thin(whole, BOX).steps, whole.steps)


def test_a_short_path_is_left_alone_and_gaps_survive() -> None:
    walk = np.zeros((9_001, 2))
    walk[4_000] = (50, 0)
    whole = clip.cut(walk, BOX)
    assert clip.thin(whole, BOX, most=10_000) is whole
    thinned = clip.thin(whole, BOX)
    assert len(thinned.steps) < 200
    assert np.isnan(thinned.points[:, 0]).sum() == 1


def test_a_path_that_stands_still_for_long_keeps_its_ends() -> None:
    still = clip.cut(np.zeros((10_000, 2)), BOX)
    thinned = clip.thin(still, BOX).steps
    assert (thinned[0], thinned[-1]) == (0, 9_999)
    assert len(thinned) < 200


def test_what_is_drawn_reaches_as_many_windows_beyond_the_axes_as_asked_for() -> None:
    walk = path((0, 0), (100, 0))
    assert_allclose(clip.visible_path(walk, BOX).points[-1], (1, 0))
    assert_allclose(clip.visible_path(walk, BOX, room=10).points[-1], (21, 0))


def test_each_vertex_knows_the_nearest_row_of_its_run() -> None:
    found = clip.cut(path((0, 0), (3, 0), (0, 0), (0, 0)), BOX)
    assert_allclose(found.steps, [0, 1 / 3, 1 / 3, 5 / 3, 2, 3])
    assert found.rows(4).tolist() == [0, 0, 0, 2, 2, 3]
    assert found.rows(3).tolist() == [0, 0, 0, 2, 2, 2]


@pytest.mark.parametrize("far", [1e-40, 1e40])
def test_numbers_that_float32_cannot_hold_stay_as_they_are(far: float) -> None:
    assert clip.single(np.array([0.0, np.nan, 0.1])).dtype == np.float32
    assert_array_equal(clip.single(np.array([0.1, far])), [0.1, far])


def test_a_short_axis_far_from_zero_keeps_every_digit() -> None:
    values = np.array([1e6, 1e6 + 1e-3])
    assert_array_equal(clip.compact(values, (1e6, 1e6 + 1)), values)
    assert clip.compact(values, (0.0, 2e6)).dtype == np.float32
