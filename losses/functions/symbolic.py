"""Functions that SymPy does not look into: they take part in sums and products, nothing else.

SymPy's own sin, exp or Max evaluate while they are built, which a short text can make endless, and
answer with DiracDelta or Piecewise. Ours have `eval` return None, their own partial derivatives,
and a NumPy implementation in numeric.py under the same name.
"""

# A derivative often is a function further down, so it must be looked up late.
# ruff: noqa: PLW0108

from collections.abc import Callable
from typing import Any

import sympy

Expr = Any  # SymPy is untyped
Partial = Callable[..., Expr]


class Opaque(sympy.Function):  # type: ignore[misc]
    """Base of all; a subclass has one partial derivative per argument."""

    is_extended_real = True
    partials: tuple[Partial, ...] = ()

    @classmethod
    def eval(cls, *arguments: Expr) -> None:
        return None

    @classmethod
    def _should_evalf(cls, argument: Expr) -> int:
        return -1  # keeps SymPy from looking the name up in mpmath

    def fdiff(self, argindex: int = 1) -> Expr:
        return self.partials[argindex - 1](*self.args)


def _make(name: str, *partials: Partial) -> Any:
    return type(name, (Opaque,), {"partials": partials, "nargs": len(partials)})


def _zero(*arguments: Expr) -> Expr:
    return sympy.Integer(0)


ONE, TWO = sympy.Integer(1), sympy.Integer(2)

exp: Any = _make("exp", lambda u: exp(u))
exp2: Any = _make("exp2", lambda u: exp2(u) * sympy.Float(0.6931471805599453))
expm1: Any = _make("expm1", lambda u: exp(u))
log: Any = _make("log", lambda u: 1 / u)
log1p: Any = _make("log1p", lambda u: 1 / (1 + u))
log2: Any = _make("log2", lambda u: sympy.Float(1.4426950408889634) / u)
log10: Any = _make("log10", lambda u: sympy.Float(0.4342944819032518) / u)
sqrt: Any = _make("sqrt", lambda u: 1 / (2 * sqrt(u)))
cbrt: Any = _make("cbrt", lambda u: 1 / (3 * cbrt(u) ** 2))
odd_root: Any = _make(
    "odd_root", lambda u, n: odd_root(u, n) ** (1 - n) / n, _zero
)  # n: odd integer
# power(u, v) is u to the v
power: Any = _make("power", lambda u, v: v * power(u, v - 1), lambda u, v: power(u, v) * log(u))

sin: Any = _make("sin", lambda u: cos(u))
cos: Any = _make("cos", lambda u: -sin(u))
tan: Any = _make("tan", lambda u: 1 + tan(u) ** 2)
asin: Any = _make("asin", lambda u: 1 / sqrt(1 - u**2))
acos: Any = _make("acos", lambda u: -1 / sqrt(1 - u**2))
atan: Any = _make("atan", lambda u: 1 / (1 + u**2))
atan2: Any = _make("atan2", lambda v, u: u / (u**2 + v**2), lambda v, u: -v / (u**2 + v**2))
sinh: Any = _make("sinh", lambda u: cosh(u))
cosh: Any = _make("cosh", lambda u: sinh(u))
tanh: Any = _make("tanh", lambda u: sech(u) ** 2)  # 1 - tanh^2 would cancel far from 0
sech: Any = _make("sech", lambda u: -sech(u) * tanh(u))
asinh: Any = _make("asinh", lambda u: 1 / sqrt(1 + u**2))
acosh: Any = _make("acosh", lambda u: 1 / (sqrt(u - 1) * sqrt(u + 1)))
atanh: Any = _make("atanh", lambda u: 1 / (1 - u**2))
hypot: Any = _make("hypot", lambda u, v: u / hypot(u, v), lambda u, v: v / hypot(u, v))

sinc: Any = _make("sinc", lambda u: sinc1(u))  # sin(u)/u
sinc1: Any = _make("sinc1", lambda u: sinc2(u))
sinc2: Any = _make("sinc2", _zero)  # third derivatives are never taken

sigmoid: Any = _make("sigmoid", lambda u: sigmoid(u) * sigmoid(-u))
softplus: Any = _make("softplus", lambda u: sigmoid(u))
logaddexp: Any = _make("logaddexp", lambda u, v: sigmoid(u - v), lambda u, v: sigmoid(v - u))
logcosh: Any = _make("logcosh", lambda u: tanh(u))
erf: Any = _make("erf", lambda u: sympy.Float(1.1283791670955126) * exp(-(u**2)))
erfc: Any = _make("erfc", lambda u: sympy.Float(-1.1283791670955126) * exp(-(u**2)))
elu: Any = _make("elu", lambda u: elu1(u))  # u above 0, exp(u) - 1 below
elu1: Any = _make("elu1", lambda u: elu2(u))
elu2: Any = _make("elu2", _zero)
huber: Any = _make("huber", lambda u, d: clip(u, d), _zero)
clip: Any = _make("clip", lambda u, d: within(u, d), _zero)  # u cut to -d..d
within: Any = _make("within", _zero, _zero)

# at a kink the mean of both sides, as PyTorch has it for abs and maximum; relu has 0 there
sign: Any = _make("sign", _zero)
absolute: Any = _make("absolute", lambda u: sign(u))
heaviside: Any = _make("heaviside", _zero)
above: Any = _make("above", _zero)  # 1 where u > 0, else 0
relu: Any = _make("relu", lambda u: above(u))
maximum: Any = _make("maximum", lambda u, v: heaviside(u - v), lambda u, v: heaviside(v - u))
minimum: Any = _make("minimum", lambda u, v: heaviside(v - u), lambda u, v: heaviside(u - v))
floor: Any = _make("floor", _zero)
ceil: Any = _make("ceil", _zero)
rounded: Any = _make("rounded", _zero)
mod: Any = _make("mod", lambda u, v: ONE, lambda u, v: -floor(u / v))
