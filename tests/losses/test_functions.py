"""Every function: its value against Python's math, its derivative against differences."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from language.functions import ARITY
from losses import parse_loss
from losses.functions.table import BUILDERS

# function -> points inside its domain, away from its kinks
INSIDE = {
    **dict.fromkeys(("log", "log2", "log10", "sqrt", "asech"), (0.2, 0.5, 0.9)),
    **dict.fromkeys(("asin", "acos", "atanh"), (-0.7, 0.1, 0.6)),
    **dict.fromkeys(("acosh", "asec", "acsc", "acoth"), (1.3, 2.0, 4.5)),
    "logit": (0.1, 0.5, 0.8),
    "log1p": (-0.5, 0.3, 7.0),
}
SMOOTH_POINTS = (-2.3, -0.4, 0.3, 1.7)
SINGLE = [name for name in BUILDERS if ARITY[name][0] == 1]


@pytest.mark.parametrize("name", SINGLE)
def test_gradient_and_hessian_agree_with_differences(name: str) -> None:
    loss = parse_loss(f"{name}(x) + x^2")
    points = np.array(INSIDE.get(name, SMOOTH_POINTS))[:, None]
    h = 1e-5
    slope = (loss.value(points + h) - loss.value(points - h)) / (2 * h)
    bend = (loss.gradient(points + h) - loss.gradient(points - h)) / (2 * h)
    np.testing.assert_allclose(loss.gradient(points)[:, 0], slope, rtol=2e-8, atol=2e-8)
    np.testing.assert_allclose(loss.hessian(points)[:, 0], bend, rtol=2e-7, atol=2e-7)


TWO = ("max(x,y)", "min(x,y)", "hypot(x,y)", "atan2(y,x)", "logaddexp(x,y)", "mod(x,y)", "x^y",
       "log(x,y)", "clip(x,0.5,y)", "huber(x,y)", "leaky_relu(x,0.2) y", "elu(x,2) y", "root(x,5)y",
       "root(x,4) y", "max(x,y,x y)", "logaddexp(x,y,x y)")  # fmt: skip


@pytest.mark.parametrize("text", TWO)
def test_functions_of_two_agree_with_differences(text: str) -> None:
    loss = parse_loss(text)
    points = np.array([[0.3, 0.8], [2.6, 1.1], [1.2, 3.4]])
    for axis in range(2):
        step = np.eye(2)[axis] * 1e-6
        slope = (loss.value(points + step) - loss.value(points - step)) / 2e-6
        fixed = text.startswith("huber") and axis == 1  # its width is a setting, not a variable
        if not fixed:
            np.testing.assert_allclose(loss.gradient(points)[:, axis], slope, rtol=1e-7, atol=1e-8)


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


TRUTH: dict[str, Callable[[float], float]] = {
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "exp")},
    **{name: getattr(math, name) for name in ("atan", "asinh", "expm1", "erf", "erfc", "floor")},
    "sec": lambda x: 1 / math.cos(x),
    "csc": lambda x: 1 / math.sin(x),
    "cot": lambda x: 1 / math.tan(x),
    "sech": lambda x: 1 / math.cosh(x),
    "csch": lambda x: 1 / math.sinh(x),
    "coth": lambda x: 1 / math.tanh(x),
    "acot": lambda x: math.atan(1 / x),
    "acsch": lambda x: math.asinh(1 / x),
    "sigmoid": _sigmoid,
    "logsigmoid": lambda x: math.log(_sigmoid(x)),
    "softplus": lambda x: math.log(1 + math.exp(x)),
    "silu": lambda x: x * _sigmoid(x),
    "gelu": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
    "mish": lambda x: x * math.tanh(math.log(1 + math.exp(x))),
    "softsign": lambda x: x / (1 + abs(x)),
    "relu": lambda x: max(x, 0.0),
    "relu6": lambda x: min(max(x, 0.0), 6.0),
    "leaky_relu": lambda x: x if x > 0 else 0.01 * x,
    "elu": lambda x: x if x > 0 else math.exp(x) - 1,
    "selu": lambda x: 1.0507009873554805 * (x if x > 0 else 1.6732632423543772 * (math.exp(x) - 1)),
    "hardtanh": lambda x: min(max(x, -1.0), 1.0),
    "logcosh": lambda x: math.log(math.cosh(x)),
    "sinc": lambda x: math.sin(x) / x,
    "huber": lambda x: x * x / 2 if abs(x) <= 1 else abs(x) - 0.5,
    "cbrt": lambda x: math.copysign(abs(x) ** (1 / 3), x),
    "abs": abs,
    "sign": lambda x: math.copysign(1.0, x),
    "heaviside": lambda x: float(x > 0),
    "ceil": math.ceil,
    "round": round,
    "frac": lambda x: x - math.floor(x),
    "exp2": lambda x: 2.0**x,
    "square": lambda x: x * x,
}


@pytest.mark.parametrize("name", TRUTH)
def test_values_are_those_of_mathematics(name: str) -> None:
    expected = [TRUTH[name](x) for x in SMOOTH_POINTS]
    points = np.array(SMOOTH_POINTS)[:, None]
    np.testing.assert_allclose(parse_loss(f"{name}(x) + 0x y").value(_wide(points)), expected,
                               rtol=1e-13)  # fmt: skip


def _wide(points: np.ndarray) -> np.ndarray:
    return np.concatenate([points, np.ones_like(points)], axis=1)


_TAIL = math.erfc(10 / math.sqrt(2)) / 2  # of the normal distribution, below -10


@pytest.mark.parametrize(
    ("text", "at", "value", "slope"),
    [
        ("log(1+e^x)", 1000.0, 1000.0, 1.0),
        ("log(1+exp(-x))", -1000.0, 1000.0, -1.0),
        ("1/(1+e^-x)", -800.0, 0.0, 0.0),
        ("1/(1+exp(-2x))", 400.0, 1.0, 0.0),
        ("-log(sigmoid(x))", -1000.0, 1000.0, -1.0),
        ("-log(1-sigmoid(x))", 1000.0, 1000.0, 1.0),
        ("-log(1-1/(1+e^-x))", 1000.0, 1000.0, 1.0),
        ("log(cosh(x))", 1000.0, 1000.0 - math.log(2), 1.0),
        ("log(cosh(x))", 1e-5, 5e-11, 1e-5),
        ("tanh(x)", 20.0, 1.0, 4 * math.exp(-40)),
        ("log1p(exp(x))", -50.0, math.exp(-50), math.exp(-50)),
        ("logaddexp(x, 0)", 900.0, 900.0, 1.0),
        ("gelu(x)", -10.0, -10 * _TAIL, _TAIL - 10 * math.exp(-50) / math.sqrt(2 * math.pi)),
    ],
)
def test_far_from_zero_the_stable_form_is_used(
    text: str, at: float, value: float, slope: float
) -> None:
    loss = parse_loss(text)
    np.testing.assert_allclose(loss.value([at]), value, rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(loss.gradient([at]), [slope], rtol=1e-9, atol=1e-300)


@pytest.mark.parametrize(
    ("text", "slope"),
    [("|x|", 0.0), ("relu(x)", 0.0), ("max(x, 0)", 0.5), ("max(x, -x)", 0.0), ("sinc(x)", 0.0),
     ("elu(x)", 1.0), ("huber(x)", 0.0), ("sign(x) + x", 1.0), ("softsign(x)", 1.0)],
)  # fmt: skip
def test_at_a_kink_the_gradient_is_the_mean_of_both_sides_as_in_pytorch(
    text: str, slope: float
) -> None:
    assert parse_loss(text).gradient([0.0])[0] == slope


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sqrt(2) x", math.sqrt(2)),
        ("(1/3) x", 1 / 3),
        ("0.1x + 0.2x", 0.1 + 0.2),
        ("2^10 x", 1024.0),
        ("2^0.5 x", 2**0.5),
        ("pi^2 x", math.pi**2),
        ("e^2 x", math.exp(2)),
        ("sin(pi/6) x", 0.5),
        ("10^-3 x", 1e-3),
        ("log(8, 2) x", 3.0),
        ("max(2, 3, 1) x", 3.0),
        ("0.12345678901234567890123 x", 0.12345678901234568),
        ("(2pi)^0.5 x", math.sqrt(2 * math.pi)),
        ("3!=3", None),
        ("cbrt(-8) x", -2.0),
        ("root(-32, 5) x", -2.0),
        ("(-2)^3 x", -8.0),
        ("|-3| x", 3.0),
        ("floor(2.7) x", 2.0),
    ],
)
def test_constants_are_folded_as_mathematics_has_them(text: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="Factorials are not available"):
            parse_loss(text)
    else:
        np.testing.assert_allclose(parse_loss(text).value([1.0]), value, rtol=1e-15)


@pytest.mark.parametrize("exponent", [2, 3, 5, 8, 17, 60, -1, -2, -7])
def test_whole_powers_are_products_and_right_for_negative_bases(exponent: int) -> None:
    loss = parse_loss(f"(x - 0.5)^({exponent})")
    points = np.array([-1.7, -0.3, 0.9, 2.2])
    expected = [math.pow(x - 0.5, exponent) for x in points]
    np.testing.assert_allclose(loss.value(points[:, None]), expected, rtol=1e-14)
