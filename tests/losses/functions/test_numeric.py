"""Values against Python's own mathematics, near and far from zero."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from losses.functions.numeric import NUMERIC, ipow

SMOOTH_POINTS = (-2.3, -0.4, 0.3, 1.7)


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


def _wide(points: np.ndarray) -> np.ndarray:
    return np.concatenate([points, np.ones_like(points)], axis=1)


@pytest.mark.parametrize("exponent", [1, 2, 7, 24, -3])
def test_a_whole_power_is_the_exact_one_where_floats_can_hold_it(exponent: int) -> None:
    assert ipow(np.float64(2.0), exponent) == 2.0**exponent
    assert ipow(np.float64(-3.0), 3) == -27.0


@pytest.mark.parametrize("name", ["sinc1", "sinc2"])
def test_a_series_meets_its_quotient(name: str) -> None:
    function = NUMERIC[name]
    inside, outside = function(np.array(0.5 - 1e-12)), function(np.array(0.5 + 1e-12))
    np.testing.assert_allclose(inside, outside, rtol=1e-9)


@pytest.mark.parametrize("name", sorted(NUMERIC))
def test_no_point_sees_its_neighbours(name: str) -> None:
    x = np.random.default_rng(0).uniform(0.1, 0.9, 33)
    more_of = {"ipow": (3,), "odd_root": (5,), "tower": (0.5, 1), "where": (0.5, 2.0)}
    two = more_of.get(name, (0.5,))
    takes_two = name in ("ipow", "odd_root", "clip", "huber", "within", "hypot", "power", "atan2",
                         "maximum", "minimum", "mod", "logaddexp", "tower", "gate", "less",
                         "less_equal", "equal", "unequal", "both", "either", "where")  # fmt: skip
    more = two if takes_two else ()
    with np.errstate(all="ignore"):
        together = NUMERIC[name](x, *more)
        alone = [NUMERIC[name](x[k : k + 1], *more)[0] for k in range(len(x))]
    np.testing.assert_array_equal(together, alone)
