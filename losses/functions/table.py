"""What each function of the language is made of: from SymPy arguments to a SymPy expression."""

import math
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import sympy

from losses.functions import symbolic as f

Expr = Any  # SymPy is untyped


class Unusable(ValueError):
    """Arguments that a function cannot take; the builder adds the place."""


_SLOPE = sympy.Rational(1, 100)  # of leaky_relu, as in PyTorch


def _log(u: Expr, base: Expr = None) -> Expr:
    if base is None:
        return f.log(u)
    if base.is_Number and (base <= 0 or base == 1):
        raise Unusable("The base of a logarithm is positive and not 1.")
    return f.log(u) / (sympy.Float(math.log(float(base))) if base.is_Number else f.log(base))


def _root(u: Expr, degree: Expr) -> Expr:
    if not degree.is_Integer or not 2 <= int(degree) <= 60:
        raise Unusable("The degree of a root is a whole number from 2 to 60.")
    if degree == 2:
        return f.sqrt(u)
    if degree == 3:
        return f.cbrt(u)
    return f.odd_root(u, degree) if degree % 2 else f.power(u, 1 / degree)


def _elu(u: Expr, slope: Expr = None) -> Expr:
    if slope is None or slope == 1:
        return f.elu(u)
    return f.relu(u) + slope * (f.elu(u) - f.relu(u))


def _selu(u: Expr) -> Expr:
    scale, slope = sympy.Float(1.0507009873554805), sympy.Float(1.6732632423543772)
    return scale * (f.relu(u) + slope * (f.elu(u) - f.relu(u)))


def _many(pair: Callable[[Expr, Expr], Expr]) -> Callable[..., Expr]:
    return lambda *arguments: reduce(pair, arguments)


_SINGLE: dict[str, Callable[[Expr], Expr]] = {
    "sin": f.sin, "cos": f.cos, "tan": f.tan,
    "sec": lambda u: 1 / f.cos(u),
    "csc": lambda u: 1 / f.sin(u),
    "cot": lambda u: f.cos(u) / f.sin(u),
    "sinh": f.sinh, "cosh": f.cosh, "tanh": f.tanh, "sech": f.sech,
    "csch": lambda u: 1 / f.sinh(u),
    "coth": lambda u: 1 / f.tanh(u),
    "asin": f.asin, "acos": f.acos, "atan": f.atan,
    "asec": lambda u: f.acos(1 / u),
    "acsc": lambda u: f.asin(1 / u),
    "acot": lambda u: f.atan(1 / u),
    "asinh": f.asinh, "acosh": f.acosh, "atanh": f.atanh,
    "asech": lambda u: f.acosh(1 / u),
    "acsch": lambda u: f.asinh(1 / u),
    "acoth": lambda u: f.atanh(1 / u),
    "exp": f.exp, "exp2": f.exp2, "expm1": f.expm1, "log2": f.log2, "log10": f.log10,
    "log1p": f.log1p, "sqrt": f.sqrt, "cbrt": f.cbrt, "abs": f.absolute, "sign": f.sign,
    "floor": f.floor, "ceil": f.ceil, "round": f.rounded, "frac": lambda u: u - f.floor(u),
    "heaviside": f.heaviside, "sinc": f.sinc, "sigmoid": f.sigmoid, "softplus": f.softplus,
    "logsigmoid": lambda u: -f.softplus(-u),
    "relu": f.relu,
    "relu6": lambda u: f.minimum(f.relu(u), sympy.Integer(6)),
    "selu": _selu,
    "silu": lambda u: u * f.sigmoid(u),
    "gelu": lambda u: u * f.erfc(sympy.Float(-math.sqrt(0.5)) * u) / 2,
    "mish": lambda u: u * f.tanh(f.softplus(u)),
    "softsign": lambda u: u / (1 + f.absolute(u)),
    "hardtanh": lambda u: f.clip(u, sympy.Integer(1)),
    "erf": f.erf, "erfc": f.erfc, "logcosh": f.logcosh,
    "logit": lambda u: f.log(u) - f.log(1 - u),
}  # fmt: skip

COMPARISONS: Mapping[str, Callable[[Expr, Expr], Expr]] = {
    "<": f.less, ">": lambda u, v: f.less(v, u),
    "<=": f.less_equal, ">=": lambda u, v: f.less_equal(v, u),
    "==": f.equal, "!=": f.unequal, "and": f.both, "or": f.either,
}  # fmt: skip
BUILDERS: Mapping[str, Callable[..., Expr]] = {
    **_SINGLE,
    "log": _log,
    "root": _root,
    "mod": f.mod,
    "max": _many(f.maximum),
    "min": _many(f.minimum),
    "clip": lambda u, low, high: f.minimum(f.maximum(u, low), high),
    "where": f.where,
    "hypot": f.hypot,
    "atan2": f.atan2,
    "logaddexp": _many(f.logaddexp),
    "leaky_relu": lambda u, slope=_SLOPE: f.relu(u) - slope * f.relu(-u),
    "elu": _elu,
    "huber": lambda u, width=f.ONE: f.huber(u, width),
}
