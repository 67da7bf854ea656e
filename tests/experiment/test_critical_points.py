"""Points of zero gradient: those of the textbook and of the catalogue, and what is said of them."""

import numpy as np
import pytest

from experiment import critical_points, decode, load, minima_sentence
from losses import CATALOGUE


def found(link):
    e, problems = decode(link)
    assert problems == ()
    return e, critical_points(e)


def at(points, kind):
    return sorted(tuple(np.round(p.point, 5) + 0.0) for p in points if p.kind == kind)


def test_himmelblau_has_four_minima_four_saddles_and_a_maximum() -> None:
    _, points = found("loss=(x^2%2By-11)^2%2B(x%2By^2-7)^2&window=-6+6+-6+6")
    assert at(points, "minimum") == [
        (-3.77931, -3.28319), (-2.80512, 3.13131), (3.0, 2.0), (3.58443, -1.84813),
    ]  # fmt: skip
    assert at(points, "maximum") == [(-0.27084, -0.92304)]
    assert at(points, "saddle") == [
        (-3.07303, -0.08135), (-0.12796, -1.95371), (0.08668, 2.88425), (3.38515, 0.07385),
    ]  # fmt: skip


def test_the_quartic_has_its_three_stationary_points() -> None:
    _, points = found("loss=x^4-2x^2%2Bx")
    assert at(points, "minimum") == [(-1.10716,), (0.83757,)]
    assert at(points, "maximum") == [(0.26959,)]
    assert points[0].curvatures == pytest.approx((10.7096,), rel=1e-4)


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("loss=x^3&window=-2+2", "flat"), ("loss=x^4&window=-2+2", "minimum"),
        ("loss=-x^4&window=-2+2", "maximum"), ("loss=x^2-y^4&window=-2+2+-2+2", "saddle"),
        ("loss=x^2-y^2&window=-2+2+-2+2", "saddle"),
        ("loss=x^3-3x*y^2&window=-2+2+-2+2", "saddle"),
    ],
)  # fmt: skip
def test_the_origin_is_called_what_it_is(link: str, kind: str) -> None:
    _, points = found(link)
    (origin,) = [p for p in points if np.linalg.norm(p.point) < 1e-3]
    assert origin.kind == kind


@pytest.mark.parametrize("key", [key for key, known in CATALOGUE.items() if known.others])
def test_the_catalogues_other_points_in_the_window_are_found(key: str) -> None:
    e, points = found(f"loss={key}")
    diagonal = np.linalg.norm(np.diff(e.window, axis=1))
    for other in CATALOGUE[key].others:
        gradient = load(e).gradient(other.point)
        inside = all(a <= x <= b for x, (a, b) in zip(other.point, e.window, strict=True))
        if not inside or not np.isfinite(gradient).all() or len(points) > 16:
            continue
        near = [p for p in points if np.linalg.norm(np.subtract(p.point, other.point))
                <= 2e-3 * diagonal]  # fmt: skip
        assert near, (key, other)


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_point_found_has_no_slope(key: str) -> None:
    e, points = found(f"loss={key}")
    for p in points:
        if p.origin == "found":
            assert np.linalg.norm(load(e).gradient(p.point)) <= 1e-4
            np.testing.assert_allclose(
                p.curvatures, np.linalg.eigvalsh(load(e).hessian(p.point)), rtol=1e-6, atol=1e-6
            )


def test_a_minimum_at_a_kink_has_no_curvatures() -> None:
    _, points = found("loss=ackley")
    assert points[0].kind == "minimum"
    assert points[0].curvatures == ()


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("loss=himmelblau", "Minima: 4 from the catalogue."),
        ("loss=(x^2-1)^2%2Bx/9", "Minima: 2 found numerically, not proven."),
        ("loss=x^3%2Bx", "Minima: none was found."),
        ("loss=cubic_1d", "Minima: the catalogue knows none."),
    ],
)
def test_it_is_said_where_the_minima_are_known_from(link: str, sentence: str) -> None:
    assert minima_sentence(decode(link)[0]) == sentence
