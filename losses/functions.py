"""Functions that SymPy sees from outside only: it derives by the chain rule and computes nothing.

SymPy's own sin, exp or Max evaluate while they are built, which a short text can make endless, and
answer with DiracDelta or Piecewise. Ours have `eval` return None, their own partial derivatives,
and a NumPy implementation in numeric.py under the same name.
"""

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

    def _eval_derivative(self, symbol: Expr) -> Expr:
        # SymPy's own version asks the assumption system whether each inner derivative is zero
        terms = [
            self.fdiff(place) * argument.diff(symbol)
            for place, argument in enumerate(self.args, start=1)
            if symbol in argument.free_symbols
        ]
        return sympy.Add(*terms)


def _make(name: str, *partials: Partial) -> Any:
    return type(name, (Opaque,), {"partials": partials, "nargs": len(partials)})


def _zero(*arguments: Expr) -> Expr:
    return sympy.Integer(0)


ONE, TWO = sympy.Integer(1), sympy.Integer(2)

exp = _make("exp", lambda u: exp(u))
exp2 = _make("exp2", lambda u: exp2(u) * sympy.Float(0.6931471805599453))
expm1 = _make("expm1", lambda u: exp(u))
log = _make("log", lambda u: 1 / u)
log1p = _make("log1p", lambda u: 1 / (1 + u))
log2 = _make("log2", lambda u: sympy.Float(1.4426950408889634) / u)
log10 = _make("log10", lambda u: sympy.Float(0.4342944819032518) / u)
sqrt = _make("sqrt", lambda u: 1 / (2 * sqrt(u)))
cbrt = _make("cbrt", lambda u: 1 / (3 * cbrt(u) ** 2))
odd_root = _make("odd_root", lambda u, n: odd_root(u, n) ** (1 - n) / n, _zero)  # n: odd integer
# the exponent stands first in neither: power(u, v) is u to the v
power = _make("power", lambda u, v: v * power(u, v - 1), lambda u, v: power(u, v) * log(u))

sin = _make("sin", lambda u: cos(u))
cos = _make("cos", lambda u: -sin(u))
tan = _make("tan", lambda u: 1 + tan(u) ** 2)
asin = _make("asin", lambda u: 1 / sqrt(1 - u**2))
acos = _make("acos", lambda u: -1 / sqrt(1 - u**2))
atan = _make("atan", lambda u: 1 / (1 + u**2))
atan2 = _make("atan2", lambda v, u: u / (u**2 + v**2), lambda v, u: -v / (u**2 + v**2))
sinh = _make("sinh", lambda u: cosh(u))
cosh = _make("cosh", lambda u: sinh(u))
tanh = _make("tanh", lambda u: sech(u) ** 2)  # 1 - tanh^2 would cancel far from 0
sech = _make("sech", lambda u: -sech(u) * tanh(u))
asinh = _make("asinh", lambda u: 1 / sqrt(1 + u**2))
acosh = _make("acosh", lambda u: 1 / (sqrt(u - 1) * sqrt(u + 1)))
atanh = _make("atanh", lambda u: 1 / (1 - u**2))
hypot = _make("hypot", lambda u, v: u / hypot(u, v), lambda u, v: v / hypot(u, v))

sinc = _make("sinc", lambda u: sinc1(u))  # sin(u)/u
sinc1 = _make("sinc1", lambda u: sinc2(u))
sinc2 = _make("sinc2", _zero)  # third derivatives are never taken

sigmoid = _make("sigmoid", lambda u: sigmoid(u) * sigmoid(-u))
softplus = _make("softplus", lambda u: sigmoid(u))
logaddexp = _make("logaddexp", lambda u, v: sigmoid(u - v), lambda u, v: sigmoid(v - u))
logcosh = _make("logcosh", lambda u: tanh(u))
erf = _make("erf", lambda u: sympy.Float(1.1283791670955126) * exp(-(u**2)))
erfc = _make("erfc", lambda u: sympy.Float(-1.1283791670955126) * exp(-(u**2)))
elu = _make("elu", lambda u: elu1(u))  # u above 0, exp(u) - 1 below
elu1 = _make("elu1", lambda u: elu2(u))
elu2 = _make("elu2", _zero)
huber = _make("huber", lambda u, d: clip(u, d), _zero)
clip = _make("clip", lambda u, d: within(u, d), _zero)  # u cut to -d..d
within = _make("within", _zero, _zero)

# at a kink the mean of both sides, as PyTorch has it for abs and maximum; relu has 0 there
sign = _make("sign", _zero)
absolute = _make("absolute", lambda u: sign(u))
heaviside = _make("heaviside", _zero)
above = _make("above", _zero)  # 1 where u > 0, else 0
relu = _make("relu", lambda u: above(u))
maximum = _make("maximum", lambda u, v: heaviside(u - v), lambda u, v: heaviside(v - u))
minimum = _make("minimum", lambda u, v: heaviside(v - u), lambda u, v: heaviside(u - v))
floor = _make("floor", _zero)
ceil = _make("ceil", _zero)
rounded = _make("rounded", _zero)
mod = _make("mod", lambda u, v: ONE, lambda u, v: -floor(u / v))
