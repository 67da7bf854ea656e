"""Every entry of the catalogue against the independently computed facts, and against itself."""

import numpy as np
import pytest

from losses import CATALOGUE, Entry, Loss, parse_loss
from tests.losses.corpora import FACTS

ENTRIES = list(CATALOGUE.values())
RULES = {"gd", "momentum", "adagrad", "rmsprop", "adam"}
GROUPS = {
    "Convex bowls and ravines",
    "Valleys",
    "Many minima",
    "Saddles",
    "Plateaus and cliffs",
    "Non-smooth",
    "No minimum",
    "Machine-learning shapes",
}
KINKS = ("abs_1d", "l1_norm", "ackley", "dropwave")  # not differentiable at their minimum
FLOORS = ("two_layer_linear",)  # minima fill a curve
BOWLS = ("quadratic_1d", "shifted_quadratic_1d", "sphere", "ravine", "steep_valley", "trid",
         "ill_conditioned_100", "rotated_quadratic", "booth", "matyas", "linreg_mse")  # fmt: skip
every_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.key)
NAMES = {
    **{name: getattr(np, name) for name in ("sin", "cos", "exp", "log", "sqrt", "cosh", "tanh")},
    "sinh": np.sinh,
    "pi": np.pi,
    "E": np.e,
    "Abs": np.abs,
    "sign": np.sign,
    "Rational": lambda top, bottom: top / bottom,
}


def _points(entry: Entry, count: int) -> np.ndarray:
    window = np.array(entry.window)
    generator = np.random.default_rng(7)
    return generator.uniform(window[:, 0], window[:, 1], (count, len(window)))


def _around(point: tuple[float, ...], radius: float) -> np.ndarray:
    directions = np.random.default_rng(5).normal(size=(64, len(point)))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    return np.array(point) + radius * directions


def test_the_catalogue_holds_every_known_loss_and_the_two_of_the_article() -> None:
    assert set(CATALOGUE) >= {*FACTS, "quartic", "wiggly"}
    assert {entry.group for entry in ENTRIES} == GROUPS
    assert len({entry.title for entry in ENTRIES}) == len(ENTRIES)


@every_entry
def test_an_entry_is_complete(entry: Entry) -> None:
    loss = parse_loss(entry.text)
    assert loss.variables == ("x", "y")[: len(entry.window)]
    assert all(low < high for low, high in entry.window)
    assert entry.note.endswith(".")
    assert entry.source
    assert len(entry.note) > 30
    assert set(entry.rates) == RULES
    assert all(0 < rate <= 3 for rate in entry.rates.values())
    assert (entry.group == "No minimum") == (not entry.minima)
    for start in entry.starts:
        assert all(low <= c <= high for c, (low, high) in zip(start, entry.window, strict=True))
        assert np.isfinite(loss.value(start))
        assert np.linalg.norm(loss.gradient(start)) > 1e-6


@pytest.mark.parametrize("key", FACTS)
def test_value_and_gradient_are_those_of_the_published_formula(key: str) -> None:
    entry, facts = CATALOGUE[key], FACTS[key]
    loss, points = parse_loss(entry.text), _points(entry, 200)
    names = {**NAMES, **dict(zip("xy", points.T, strict=False))}
    value = eval(facts["expr"], names)
    np.testing.assert_allclose(loss.value(points), value, rtol=1e-10, atol=1e-11)
    gradient = loss.gradient(points)
    for column, formula in enumerate(facts["gradient"]):
        expected = eval(formula, names)
        np.testing.assert_allclose(gradient[:, column], expected, rtol=1e-8, atol=1e-9)


@every_entry
def test_the_gradient_agrees_with_differences(entry: Entry) -> None:
    loss, points = parse_loss(entry.text), _points(entry, 100)
    gradient = loss.gradient(points)
    for axis in range(points.shape[1]):
        step = np.zeros(points.shape[1])
        step[axis] = 2e-6
        slope = (loss.value(points + step) - loss.value(points - step)) / 4e-6
        scale = 1.0 + np.abs(loss.value(points)).max()
        np.testing.assert_allclose(gradient[:, axis], slope, rtol=1e-5, atol=3e-8 * scale)


@every_entry
def test_each_minimum_has_its_value_and_is_the_lowest_nearby(entry: Entry) -> None:
    loss = parse_loss(entry.text)
    for minimum in entry.minima:
        if entry.key != "dropwave":  # typed as published it is zero by zero there
            np.testing.assert_allclose(
                loss.value(minimum.point), minimum.value, rtol=1e-7, atol=1e-8
            )
        for radius in (1e-3, 1e-2):
            around = loss.value(_around(minimum.point, radius))
            slack = 1e-8 * (1 + abs(minimum.value))
            assert np.nanmin(around) >= minimum.value - slack


@every_entry
def test_no_point_of_the_window_is_below_the_minima(entry: Entry) -> None:
    if not entry.minima:
        assert entry.limit is None
        return
    values = parse_loss(entry.text).value(_points(entry, 4000))
    lowest = entry.minima[0].value
    assert all(abs(minimum.value - lowest) < 1e-6 for minimum in entry.minima)
    assert np.nanmin(values) >= lowest - 1e-8 * (1 + abs(lowest))


@every_entry
def test_stationary_points_are_stationary(entry: Entry) -> None:
    loss = parse_loss(entry.text)
    points = [] if entry.key in KINKS else [minimum.point for minimum in entry.minima]
    for point in [*points, *(landmark.point for landmark in entry.others)]:
        scale = 1.0 + np.abs(loss.hessian(point)).max()
        assert np.abs(loss.gradient(point)).max() < 1e-8 * scale


@every_entry
def test_other_points_are_what_they_are_called(entry: Entry) -> None:
    loss = parse_loss(entry.text)
    for landmark in entry.others:
        np.testing.assert_allclose(loss.value(landmark.point), landmark.value, rtol=1e-7, atol=1e-8)
        bends = np.linalg.eigvalsh(loss.hessian(landmark.point))
        if landmark.kind.startswith("local minimum"):
            assert bends.min() > 0
        elif landmark.kind == "local maximum":
            assert bends.max() < 0
        elif landmark.kind == "saddle":
            assert bends.min() < 0 < bends.max()
        else:
            assert np.abs(bends).min() < 1e-6


def _descend(loss: Loss, start: np.ndarray, rate: float, steps: int) -> np.ndarray:
    x = start[:, None].copy()
    with np.errstate(all="ignore"):
        for _ in range(steps):
            x = x - rate * loss.value_and_gradient(x)[1]
    return np.asarray(x[:, 0])


@pytest.mark.parametrize("key", BOWLS)
def test_the_stability_limit_of_a_quadratic_holds(key: str) -> None:
    """Below the limit gradient descent converges, above it grows: 2 over the largest curvature."""
    entry = CATALOGUE[key]
    assert entry.limit is not None
    loss, best = parse_loss(entry.text), np.array(entry.minima[0].point)
    start = np.array(entry.starts[0])
    away = np.linalg.norm(start - best)
    steps = 3000
    assert np.linalg.norm(_descend(loss, start, 0.99 * entry.limit, steps) - best) < 1e-6 * away
    assert np.linalg.norm(_descend(loss, start, 1.01 * entry.limit, steps) - best) > 1e6 * away


@every_entry
def test_the_limit_is_two_over_the_largest_curvature_at_the_minimum(entry: Entry) -> None:
    if entry.limit is None:
        assert not entry.minima or entry.key in (*KINKS, "quartic_flat_1d")
        return
    bends = np.linalg.eigvalsh(parse_loss(entry.text).hessian(entry.minima[0].point))
    np.testing.assert_allclose(entry.limit, 2 / bends.max(), rtol=1e-5)
    if entry.condition is not None:
        np.testing.assert_allclose(entry.condition, bends.max() / bends.min(), rtol=1e-3)


@every_entry
def test_gd_at_the_catalogued_rate_stays_in_the_window_and_descends(entry: Entry) -> None:
    loss, start = parse_loss(entry.text), np.array(entry.starts[0])
    end = _descend(loss, start, entry.rates["gd"], 200)
    window = np.array(entry.window)
    margin = 0.1001 * (window[:, 1] - window[:, 0])
    assert ((end >= window[:, 0] - margin) & (end <= window[:, 1] + margin)).all()
    assert loss.value(end) < loss.value(start)


def test_the_article_s_losses_have_the_minima_of_high_precision() -> None:
    quartic, wiggly = CATALOGUE["quartic"], CATALOGUE["wiggly"]
    assert quartic.minima[0].point == (-1.10715987168876759,)
    assert quartic.minima[0].value == -2.05617288524446402
    assert quartic.others[0].point == (0.837565435283323035,)
    assert [start[0] for start in quartic.starts] == [0.3, 0.1, 0.5]
    assert wiggly.minima[0].point == (1.96698508711096,)
    assert round(wiggly.minima[0].value, 6) == -0.495344
    assert len(wiggly.others) == 10


def test_entries_are_immutable() -> None:
    with pytest.raises(TypeError):
        CATALOGUE["sphere"].rates["gd"] = 1.0  # type: ignore[index]
    with pytest.raises(TypeError):
        CATALOGUE["new"] = CATALOGUE["sphere"]  # type: ignore[index]
