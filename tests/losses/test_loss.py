"""A loss as a value: shapes, constants, Hessians, lanes that do not see one another."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from language.functions import ARITY
from language.printers.text import to_text
from losses import parse_loss
from losses.symbolic.derivatives import DIFFERENCES, SYMBOLIC, derive
from losses.symbolic.from_sympy import Unbuilder

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


def test_a_new_value_of_a_constant_compiles_nothing() -> None:
    first = parse_loss("k x^2 + sin(k y)", {"k": 1.0})
    misses = derive.cache_info().misses
    second = parse_loss("k x^2 + sin(k y)", {"k": 2.5})
    assert derive.cache_info().misses == misses
    assert second.value([1.0, 0.0]) == 2.5
    assert first.value([1.0, 0.0]) == 1.0


@pytest.mark.parametrize(
    ("text", "value"), [("1/a + x", 0.0), ("log(a) x", -1.0), ("sqrt(a) + x^2", -4.0)]
)
def test_a_constant_that_leaves_no_value_is_refused(text: str, value: float) -> None:
    with pytest.raises(ValueError, match=r"^The loss has almost nowhere a finite real value"):
        parse_loss(text, {"a": value})


def test_names_of_constants_are_read_like_names_in_the_text() -> None:
    loss = parse_loss("θ_1 x^2 + α", {"theta1": 2.0, "α": 1.0})
    assert loss.constants == {"theta1": 2.0, "alpha": 1.0}
    assert parse_loss("rate*x", {"rate": 3.0}).value([2.0]) == 6.0
    assert parse_loss("ax^2+bx", {"a": 2.0, "b": 1.0}).variables == ("x",)


def test_whole_powers_of_a_constant_exponent_keep_negative_bases() -> None:
    loss = parse_loss("x^n", {"n": 3.0})
    np.testing.assert_allclose(loss.value([-2.0]), -8.0)
    np.testing.assert_allclose(loss.gradient([-2.0]), [12.0])


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        ("y^2 + x", ("x", "y")),
        ("b^2 + a", ("b", "a")),
        ("x2 + x1", ("x2", "x1")),
        ("f(y, x) = x + y", ("y", "x")),
        ("f(x, y) = x^2", ("x", "y")),
        ("L(w, b) = (2w+b-1)^2", ("w", "b")),
        ("z + y", ("z", "y")),
    ],
)
def test_variables_stand_in_order_of_appearance_but_x_before_y(
    text: str, variables: tuple[str, ...]
) -> None:
    assert parse_loss(text).variables == variables


def test_a_short_gradient_has_a_symbolic_hessian_and_a_long_one_differences() -> None:
    short, long = parse_loss("x^3 y"), parse_loss(LONG)
    assert short.notes[-1] == SYMBOLIC == "The Hessian is derived symbolically."
    assert long.notes[-1] == DIFFERENCES
    assert DIFFERENCES == "The Hessian is taken by central differences of the exact gradient."
    assert short.hessian_latex == (("6 x y", "3 x^{2}"), ("3 x^{2}", "0"))
    assert long.hessian_latex[0][1] == "\\text{too long to print}"


def test_differences_agree_with_second_derivatives(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "exp(-x^2) sin(3y) + x^4 y^2 / 3 + 0.1234567"
    points = np.random.default_rng(2).normal(size=(40, 2))
    exact = parse_loss(text).hessian(points)
    monkeypatch.setattr("losses.limits.HESSIAN_FROM", 0)
    loss = parse_loss(text)
    monkeypatch.setattr(type(loss._derived), "hessian", lambda self: None)
    np.testing.assert_allclose(loss.hessian(points), exact, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize(
    ("text", "latex", "gradient"),
    [
        ("x^2", "x^{2}", ("2 x",)),
        ("x/2 + sin(2pi x)", "\\frac{x}{2} + \\sin\\left(2 \\pi x\\right)", None),
        ("0.26x^2 - 0.48x", "0.26 x^{2} - 0.48 x", ("0.52 x - 0.48",)),
        ("x^2/3", "\\frac{x^{2}}{3}", ("\\frac{2 x}{3}",)),
        ("|x-1|", "\\left|x - 1\\right|", ("\\operatorname{sgn}\\left(x - 1\\right)",)),
        ("1/x", "\\frac{1}{x}", ("-\\frac{1}{x^{2}}",)),
        ("e^-x", "e^{-x}", ("-\\exp\\left(-x\\right)",)),
        ("theta_1^2", "\\theta_{1}^{2}", ("2 \\theta_{1}",)),
        ("log_2(x) + sqrt(x)", "\\log_{2}\\left(x\\right) + \\sqrt{x}", None),
        ("-(x+1)^2", "-\\left(x + 1\\right)^{2}", ("-2 \\left(x + 1\\right)",)),
        ("3*2x", "3 \\cdot 2 x", ("6",)),
        ("x*(-2)", "x \\left(-2\\right)", ("-2",)),
        ("sin(x)^2", "\\sin^{2}\\left(x\\right)", None),
        ("2e3 x", "2 \\cdot 10^{3} x", ("2000",)),
    ],
)
def test_the_reading_and_its_gradient_are_printed(
    text: str, latex: str, gradient: tuple[str, ...] | None
) -> None:
    loss = parse_loss(text)
    assert loss.latex == latex
    if gradient is not None:
        assert loss.gradient_latex == gradient


def test_a_printed_gradient_is_the_compiled_gradient() -> None:
    """The tree of each derivative, printed and parsed again, has the values of the derivative."""
    texts = ["x^4 - 2.1x^2 y + y^3/7", "exp(-x^2)/(1+y^2)", "sin(x y)^2 cos(y)", "x/(x^2+y^2+1)"]
    points = np.random.default_rng(3).normal(size=(30, 2))
    for text in texts:
        loss = parse_loss(text)
        derived = loss._derived
        names = {symbol: name for name, symbol in derived._symbols.items()}
        trees = [Unbuilder(names, decimals=True).tree(partial) for partial in derived._gradient]
        again = [parse_loss(f"f(x, y) = {to_text(tree)}") for tree in trees]
        columns = np.stack([partial.value(points) for partial in again], axis=-1)
        np.testing.assert_allclose(columns, loss.gradient(points), rtol=1e-12, atol=1e-14)


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


def test_equal_texts_share_one_loss() -> None:
    assert parse_loss("x^2 + 1") is parse_loss("x^2 + 1")
