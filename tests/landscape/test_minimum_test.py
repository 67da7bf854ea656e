"""Which points are minima, one by one: valleys, ledges, poles and points that are the same."""

import numpy as np
import pytest

from landscape.minimum_test import apart, bends, distinct, joined, level, lowered, minimal, ring
from losses import parse_loss

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # as under a search


@pytest.mark.parametrize(
    ("text", "point", "is_one"),
    [
        ("x^2 + y^2", (0.0, 0.0), True), ("x^2 + y^2", (0.1, 0.0), False),
        ("|x| + |y|", (0.0, 0.0), True), ("x^2 - y^2", (0.0, 0.0), False),
        ("-1/(x^2+y^2)", (0.0, 0.0), False), ("(x+y)^2", (5.0, -5.0), True),
        ("x^2 y + y^2", (0.0, 0.0), False), ("(y-x^2)(y-3x^2)", (0.0, 0.0), False),
        ("floor(x) + y^2", (0.0, 0.0), False), ("x^4 + y^4", (0.0, 0.0), True),
    ],
)  # fmt: skip
def test_a_point_is_a_minimum_where_nothing_about_it_is_lower(text, point, is_one) -> None:
    assert minimal(parse_loss(text), np.array([point])).tolist() == [is_one]


def test_points_that_are_almost_the_same_are_one() -> None:
    points = np.array([[1.0], [1.0001], [-1e-12], [2.0]])
    assert distinct(points).tolist() == [[1.0], [0.0], [2.0]]


def test_minima_with_a_hill_between_them_are_two() -> None:
    loss = parse_loss("(x^2-1)^2")
    assert joined(loss, np.array([[-1.0], [1.0], [1.00001]])).tolist() == [[-1.0], [1.0]]
    plain = parse_loss("max(0, |x|-3)")
    assert joined(plain, np.array([[0.0], [2.0]])).tolist() == [[0.0]]


def test_a_valley_is_level_along_and_bent_across() -> None:
    valley, bowl = parse_loss("(x-y)^2"), parse_loss("x^2 + 2y^2")
    points = np.array([[0.0, 0.0], [3.0, 3.0]])
    assert level(valley, points).tolist() == [True, True]
    assert level(bowl, points).tolist() == [False, False]
    assert level(parse_loss("x^2"), np.zeros((1, 1))).tolist() == [False]
    assert level(bowl, np.zeros((0, 2))).tolist() == []
    assert apart(np.array([[0.0, 0.0], [0.5, 0.5], [3.0, 3.0]])).tolist() == [[0, 0], [3, 3]]


def test_a_point_is_lowered_to_the_bent_floor_of_its_valley() -> None:
    loss = parse_loss("(y-x^2)^2")
    there = lowered(loss, np.array([[0.5, 0.0], [-1.0, 3.0]]), np.array([1.0, 0.0]))
    np.testing.assert_allclose(there, [[0.5, 0.25], [-1.0, 1.0]])
    points = np.array([[2.0]])
    assert lowered(parse_loss("x^2"), points, np.array([1.0])) is points


def test_directions_are_unit_vectors_that_leave_no_gap() -> None:
    assert ring(1).tolist() == [[-1.0], [1.0]]
    ways = ring(2, 64)
    np.testing.assert_allclose(np.linalg.norm(ways, axis=1), 1.0)
    np.testing.assert_allclose(ways.sum(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose((ways * np.roll(ways, 1, axis=0)).sum(axis=1), np.cos(np.pi / 32))


def test_curvatures_and_their_directions_are_those_of_the_hessian() -> None:
    curvatures, axes = bends(parse_loss("x^2 + 3x y"), np.zeros((1, 2)))
    np.testing.assert_allclose(
        axes[0] @ np.diag(curvatures[0]) @ axes[0].T, [[2, 3], [3, 0]], atol=1e-12
    )
