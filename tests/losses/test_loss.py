"""A loss as a value: shapes, constants, Hessians, lanes that do not see one another."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from language.dialect import ARITY
from losses import parse_loss

ROSENBROCK = "(a-x)^2 + b(y-x^2)^2"
LONG = "*".join(f"sin(x+{k}y)" for k in range(1, 16))


@pytest.mark.parametrize("shape", [(), (1,), (5,), (3, 4), (0,), (2, 1, 3)])
def test_points_of_any_leading_shape_give_that_shape(shape: tuple[int, ...]) -> None:
    loss = parse_loss("x^2 sin(y)")
    points = np.linspace(-1, 1, 2 * int(np.prod(shape))).reshape(*shape, 2)
    x, y = points[..., 0], points[..., 1]
    np.testing.assert_array_equal(loss.value(points), x * x * np.sin(y))
    assert loss.gradient(points).shape == (*shape, 2)
    assert loss.hessian(points).shape == (*shape, 2, 2)
    np.testing.assert_allclose(loss.hessian(points)[..., 0, 1], 2 * x * np.cos(y), rtol=1e-14)


def test_points_of_the_wrong_dimension_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^points has shape \(3,\); the last axis holds \(x, y\)"):
        parse_loss("x y").value([1.0, 2.0, 3.0])


def test_constant_derivatives_fill_their_rows() -> None:
    loss = parse_loss("2x - 3y")
    value, gradient = loss.value_and_gradient(np.array([[1.0, 2.0], [3.0, 4.0]]))
    np.testing.assert_array_equal(value, [-7.0, -8.0])
    np.testing.assert_array_equal(gradient, [[2.0, 2.0], [-3.0, -3.0]])
    np.testing.assert_array_equal(loss.hessian([1.0, 2.0]), np.zeros((2, 2)))


def _one_loss_a_function() -> list[str]:
    two = {"atan2": "atan2(y, x)", "mod": "mod(x, 2)", "root": "root(x, 5)", "clip": "clip(x,-1,y)"}
    two |= {"where": "where(x < y, y)", "norm": "norm(x, y)"}
    texts = []
    for name, arity in ARITY.items():
        plain = f"{name}({', '.join(['x', 'y'][: arity[0]])})"
        texts.append(f"{two.get(name, plain)} + x y")
    return [*texts, "x^7 - y^3/x^2", "x^0.3 y^1.5", "x^y", "2^x", "a^x + x^a", LONG]


@pytest.mark.parametrize("text", _one_loss_a_function())
def test_a_lane_does_not_depend_on_its_neighbours(text: str) -> None:
    loss = parse_loss(text, {"a": 1.7})
    x = np.random.default_rng(0).normal(scale=2.0, size=(len(loss.variables), 4099))
    with np.errstate(all="ignore"):
        value, gradient = loss.value_and_gradient(x)
        for size in (1, 2, 3, 5, 8, 17, 64, 1000):
            some = loss.value_and_gradient(np.ascontiguousarray(x[:, :size]))
            np.testing.assert_array_equal(some[0], value[:size])
            np.testing.assert_array_equal(some[1], gradient[:, :size])
    np.testing.assert_array_equal(loss.value(x.T), value)
    np.testing.assert_array_equal(loss.gradient(x.T), gradient.T)


def test_outside_the_domain_results_are_not_finite_and_nothing_warns() -> None:
    loss = parse_loss("log(x) + 1/y")
    assert np.isnan(loss.value([-1.0, 1.0]))
    assert np.isinf(loss.value([1.0, 0.0]))
    assert not np.isfinite(loss.gradient([1.0, 0.0])).all()
    assert np.isposinf(parse_loss("x^4").value([1e200]))


def test_constants_are_values_in_order_of_appearance() -> None:
    loss = parse_loss(ROSENBROCK, {"b": 100.0, "a": 1.0, "unused": 3.0})
    assert loss.variables == ("x", "y")
    assert list(loss.constants.items()) == [("a", 1.0), ("b", 100.0)]
    plain = parse_loss("(1-x)^2 + 100(y-x^2)^2")
    points = np.random.default_rng(1).normal(size=(50, 2))
    np.testing.assert_allclose(loss.value(points), plain.value(points), rtol=1e-14)
    np.testing.assert_allclose(loss.gradient(points), plain.gradient(points), rtol=1e-12)
    np.testing.assert_allclose(loss.hessian(points), plain.hessian(points), rtol=1e-12)


def test_whole_powers_of_a_constant_exponent_keep_negative_bases() -> None:
    loss = parse_loss("x^n", {"n": 3.0})
    np.testing.assert_allclose(loss.value([-2.0]), -8.0)
    np.testing.assert_allclose(loss.gradient([-2.0]), [12.0])


def test_differences_agree_with_second_derivatives(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "exp(-x^2) sin(3y) + x^4 y^2 / 3 + 0.1234567"
    points = np.random.default_rng(2).normal(size=(40, 2))
    exact = parse_loss(text).hessian(points)
    monkeypatch.setattr("losses.limits.HESSIAN_FROM", 0)
    loss = parse_loss(text)
    monkeypatch.setattr(type(loss._derived), "hessian", lambda self: None)
    np.testing.assert_allclose(loss.hessian(points), exact, rtol=1e-7, atol=1e-7)


def test_threads_may_share_the_package() -> None:
    texts = [f"sin({k}x) exp(-y^2/{k}) + x^{2 + k % 5}" for k in range(1, 25)]
    started = threading.Barrier(6)

    def work(first: int) -> list[float]:
        started.wait()
        order = texts[first:] + texts[:first]
        values = {t: float(parse_loss(t).hessian([0.3, 0.7])[0, 0]) for t in order}
        return [values[text] for text in texts]

    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(work, range(6)))
    assert all(result == results[0] for result in results)


def test_a_loss_is_immutable() -> None:
    loss = parse_loss("a x", {"a": 2.0})
    loss.constants["a"] = 5.0
    assert loss.constants == {"a": 2.0}
    for name in ("text", "variables", "constants", "notes", "plain"):
        with pytest.raises(AttributeError):
            setattr(loss, name, None)


def test_other_constants_give_the_loss_that_is_read_with_them() -> None:
    text = "exp(a*x) + sin(b*y)/a + b^2*x*y"
    loss, values = parse_loss(text, {"a": 1.0, "b": 2.0}), {"a": 0.3, "b": -1.7}
    points = np.random.default_rng(0).uniform(-2, 2, (50, 2))
    changed, read = loss.with_constants(values), parse_loss(text, values)
    assert changed.constants == read.constants
    assert (changed.value(points) == read.value(points)).all()
    assert (changed.gradient(points) == read.gradient(points)).all()
    assert (changed.hessian(points) == read.hessian(points)).all()
    assert loss.constants == {"a": 1.0, "b": 2.0}


def test_every_lane_can_have_constants_of_its_own() -> None:
    text = "exp(a*x) + sin(b*y)/a + b^2*x*y"
    loss, rng = parse_loss(text, {"a": 1.0, "b": 2.0}), np.random.default_rng(0)
    a, points = rng.uniform(0.1, 3, 40), rng.uniform(-2, 2, (2, 40))
    value, gradient = loss.with_constants({"a": a}).value_and_gradient(points)
    for lane in range(40):
        alone = parse_loss(text, {"a": float(a[lane]), "b": 2.0})
        one, slope = alone.value_and_gradient(np.ascontiguousarray(points[:, lane : lane + 1]))
        assert (value[lane], gradient[:, lane].tolist()) == (one[0], slope[:, 0].tolist())
