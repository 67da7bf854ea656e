"""Points of zero gradient: those of the textbook and of the catalogue, and what kind they are."""

import numpy as np
import pytest

from landscape import look_at
from landscape.search import grid
from landscape.stationary import break_at, kind_of, stationary_point
from losses import CATALOGUE

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # as under a run's judgement
HIMMELBLAU = {
    "minimum": [(-3.77931, -3.28319), (-2.80512, 3.13131), (3.0, 2.0), (3.58443, -1.84813)],
    "maximum": [(-0.27084, -0.92304)],
    "saddle": [(-3.07303, -0.08135), (-0.12796, -1.95371), (0.08668, 2.88425), (3.38515, 0.07385)],
}  # fmt: skip


def found(text, window, side, reach):
    """Return the points that Newton's method leads to from a grid over the window, by kind."""
    seen = look_at((text, {}))
    kinds = {}
    for start in grid(window, side).reshape(-1, len(window)):
        point = stationary_point(start, seen, reach=reach)
        if point is not None:
            place = tuple((np.round(point.point, 5) + 0.0).tolist())
            kinds.setdefault(kind_of(point, seen), set()).add(place)
    return {kind: sorted(places) for kind, places in kinds.items()}


def test_himmelblau_has_four_minima_four_saddles_and_a_maximum() -> None:
    text = "(x^2+y-11)^2 + (x+y^2-7)^2"
    assert found(text, ((-4.0, 4.0), (-4.0, 4.0)), 25, 0.5) == HIMMELBLAU


def test_the_quartic_has_its_three_stationary_points() -> None:
    kinds = found("x^4-2x^2+x", ((-2.0, 2.0),), 81, 0.2)
    assert kinds == {"minimum": [(-1.10716,), (0.83757,)], "maximum": [(0.26959,)]}
    seen = look_at(("x^4-2x^2+x", {}))
    point = stationary_point(np.array([-1.1]), seen, reach=0.2)
    assert point.curvatures == pytest.approx((10.7096,), rel=1e-4)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x^3", "flat point"), ("x^4", "minimum"), ("-x^4", "maximum"), ("x^2-y^4", "saddle"),
        ("x^2-y^2", "saddle"), ("x^3-3x*y^2", "saddle"), ("max(0,1-x)+0y", "minimum"),
        ("x^2+y^3", "saddle"), ("(y-x^2)(y-3x^2)", "saddle"), ("x^4 y^2", "minimum"),
    ],
)  # fmt: skip
def test_the_origin_is_called_what_it_is(text: str, kind: str) -> None:
    seen = look_at((text, {}))
    place = np.array([2.0, 0.0]) if text.startswith("max") else np.zeros(len(seen.window))
    point = stationary_point(place, seen, reach=1e-3)
    assert kind_of(point, seen) == kind


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("min(x^2, (x-2)^2)", 1.0, "kink"), ("|x|", 0.0, "kink"), ("(|x|-1)^2", 0.0, "kink"),
        ("0.01|x| + x^2", 0.0, "kink"), ("x^2", 0.0, ""), ("|x|^1.5", 0.0, ""), ("x^4", 0.0, ""),
        ("x |x|", 0.0, ""), ("sign(x)", 0.0, "jump"), ("floor(x)", 1.0, "jump"),
        ("floor(x)", 0.5, ""), ("sqrt(|x|)", 0.0, "kink"),
    ],
)  # fmt: skip
def test_slopes_that_do_not_fade_meet_in_a_kink(text: str, place: float, found: str) -> None:
    assert break_at(np.array([place]), look_at((text, {}))) == found


LANDMARKS = [(key, other) for key, known in CATALOGUE.items() for other in known.others]
NAMES = [f"{key} {other.point}" for key, other in LANDMARKS]
KINDS = {  # by the words of the catalogue: with one variable an inflection is a flat point
    "local minimum": "minimum",
    "local minimum (wide)": "minimum",
    "local maximum": "maximum",
    "saddle": "saddle",
    "degenerate saddle": "saddle",
    "inflection": "flat point",
    "saddle/inflection": "flat point",
    "inflection (degenerate critical point)": "flat point",
}


@pytest.mark.parametrize(("key", "other"), LANDMARKS, ids=NAMES)
def test_the_catalogues_other_points_are_of_the_kind_it_says(key, other) -> None:
    seen = look_at((key, {}))
    point = stationary_point(np.array(other.point), seen, reach=seen.near)
    if not np.isfinite(seen.loss.gradient(other.point)).all():
        assert point is None
        return
    assert np.linalg.norm(point.point - other.point) <= 1e-5
    np.testing.assert_allclose(
        point.curvatures, np.linalg.eigvalsh(seen.loss.hessian(other.point)), rtol=1e-3, atol=1e-4
    )
    assert kind_of(point, seen) == KINDS[other.kind]


def test_beyond_its_reach_and_without_derivatives_no_point_is_found() -> None:
    seen = look_at(("x^2 + y^2", {}))
    assert stationary_point(np.array([1.0, 1.0]), seen, reach=0.5) is None
    ackley = look_at(("ackley", {}))
    assert stationary_point(np.zeros(2), ackley, reach=1.0) is None
