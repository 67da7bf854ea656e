"""What can be typed: each function with its number of arguments and what it is made of."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sympy

from losses import functions as f
from losses.limits import ARGUMENTS
from losses.tree import Binary, Call, Constant, Node, Number

Expr = Any  # SymPy is untyped


class Unusable(ValueError):
    """Arguments that a function cannot take; the builder adds the place."""


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the language: `build` makes its SymPy expression from its arguments'."""

    name: str
    arity: tuple[int, int]
    build: Callable[..., Expr]

    def tree(self, arguments: tuple[Node, ...], at: int) -> Node:
        """Return the node of a call; some calls are another way to write an operator."""
        rewrite = _REWRITTEN.get(self.name)
        return rewrite(arguments, at) if rewrite else Call(self.name, arguments, at)


def _log_tree(arguments: tuple[Node, ...], at: int) -> Node:
    if arguments[1:] in ((Number("2"),), (Number("10"),)):
        base = arguments[1]
        assert isinstance(base, Number)
        return Call(f"log{base.text}", arguments[:1], at)
    return Call("log", arguments[:1] if arguments[1:] == (Constant("e"),) else arguments, at)


_REWRITTEN: Mapping[str, Callable[[tuple[Node, ...], int], Node]] = {
    "power": lambda a, at: Binary("^", a[0], a[1], at),
    "square": lambda a, at: Binary("^", a[0], Number("2", at), at),
    "rational": lambda a, at: Binary("/", a[0], a[1], at),
    "log": _log_tree,
}


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


def _one(name: str, build: Callable[[Expr], Expr]) -> Function:
    return Function(name, (1, 1), build)


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
    "square": lambda u: u**2,
}  # fmt: skip

FUNCTIONS: Mapping[str, Function] = {
    **{name: _one(name, build) for name, build in _SINGLE.items()},
    "log": Function("log", (1, 2), _log),
    "root": Function("root", (2, 2), _root),
    "power": Function("power", (2, 2), f.power),
    "rational": Function("rational", (2, 2), lambda u, v: u / v),
    "mod": Function("mod", (2, 2), f.mod),
    "max": Function("max", (2, ARGUMENTS), _many(f.maximum)),
    "min": Function("min", (2, ARGUMENTS), _many(f.minimum)),
    "clip": Function("clip", (3, 3), lambda u, low, high: f.minimum(f.maximum(u, low), high)),
    "hypot": Function("hypot", (2, 2), f.hypot),
    "atan2": Function("atan2", (2, 2), f.atan2),
    "logaddexp": Function("logaddexp", (2, ARGUMENTS), _many(f.logaddexp)),
    "leaky_relu": Function(
        "leaky_relu",
        (1, 2),
        lambda u, slope=_SLOPE: f.relu(u) - slope * f.relu(-u),
    ),
    "elu": Function("elu", (1, 2), _elu),
    "huber": Function("huber", (1, 2), lambda u, width=f.ONE: f.huber(u, width)),
}
