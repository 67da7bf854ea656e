"""How each library spells the functions of the language, and those that it does not have."""

import re
from collections.abc import Mapping

# Names that differ from ours, the same in all libraries.
_EVERYWHERE = {
    "absolute": "abs", "rounded": "round", "asin": "arcsin", "acos": "arccos", "atan": "arctan",
    "atan2": "arctan2", "asinh": "arcsinh", "acosh": "arccosh", "atanh": "arctanh",
}  # fmt: skip
# Keras 3.15 rounds these to float32 even where floatx is float64; its backend does not.
_ROUNDED = ("maximum", "minimum", "ceil", "floor", "hypot", "logaddexp")
# What the functions of a library are called by; what it calls by another name, or has where the
# others have nothing.
MODULES: Mapping[str, Mapping[str, str]] = {
    "np": {"cbrt": "np.cbrt"},
    "torch": {
        "mod": "torch.remainder", "sigmoid": "torch.sigmoid", "relu": "torch.relu",
        "erf": "torch.erf", "erfc": "torch.erfc",
    },
    "jnp": {
        "cbrt": "jnp.cbrt", "sigmoid": "jax.nn.sigmoid", "relu": "jax.nn.relu",
        "erf": "jax.scipy.special.erf", "erfc": "jax.scipy.special.erfc",
    },
    "ops": {
        **{name: f"torch.{name}" for name in _ROUNDED},
        "atan2": "torch.arctan2", "cbrt": "ops.cbrt", "sigmoid": "ops.sigmoid",
        "mean": "torch.mean", "relu": "ops.relu", "erf": "ops.erf", "erfc": "ops.erfc",
        "pi": "math.pi", "e": "math.e",
    },
}  # fmt: skip


def spelled(function: str, module: str) -> str:
    """Return the name of a function or of pi or e, such as np.arcsin.

    The bare name stands for a function that must be defined.
    """
    if function in MODULES[module]:
        return MODULES[module][function]
    if function in DEFINITIONS:
        return function
    return f"{module}.{_EVERYWHERE.get(function, function)}"


def definition(function: str, module: str) -> str:
    """Return the source of a function that the library does not have."""
    text = DEFINITIONS[function]
    for name in re.findall(r"xp\.(\w+)", text):
        text = text.replace(f"xp.{name}(", f"{spelled(name, module)}(")
    return text


# Written so that they neither overflow nor lose their derivative where a library derives them.
_TEXT = """
def cbrt(u):
    return xp.sign(u) * xp.absolute(u) ** (1 / 3)


def odd_root(u, n):
    return xp.sign(u) * xp.absolute(u) ** (1 / n)


def tower(u, v, n):  # u**v * log(u)**n; no value below 0, and 0 at u = 0 where v > 0
    safe = xp.where(u > 0, u, xp.ones_like(u))
    edge = xp.where(u < 0, float("nan"), xp.absolute(u) ** v)
    return xp.where(u > 0, safe**v * xp.log(safe) ** n, edge)


def gate(c, u):  # c * u, and 0 where c is 0
    return xp.where(c == 0, xp.zeros_like(c), c * u)


def sigmoid(u):
    e = xp.exp(-xp.absolute(u))
    return xp.where(u >= 0, 1.0, e) / (1 + e)


def softplus(u):
    return xp.logaddexp(u, xp.zeros_like(u))


def logcosh(u):
    a = xp.absolute(u)
    return a + xp.log1p(xp.exp(-2 * a)) - 0.6931471805599453  # log 2


def sech(u):
    e = xp.exp(-xp.absolute(u))
    return 2 * e / (1 + e * e)


def sinc(u):  # sin(u) / u
    safe = xp.where(u == 0, xp.ones_like(u), u)
    return xp.where(u == 0, 1.0, xp.sin(safe) / safe)


def sinc1(u):  # derivative of sin(u) / u; near 0 by its series
    t = u * u
    series = -1 / 3 + t * (1 / 30 + t * (-1 / 840 + t * (1 / 45360 - t / 3991680)))
    near = xp.absolute(u) < 0.5
    safe = xp.where(near, 1.0, u)
    return xp.where(near, u * series, (xp.cos(safe) - xp.sin(safe) / safe) / safe)


def erf(u):
    return np.vectorize(math.erf)(u)


def erfc(u):
    return np.vectorize(math.erfc)(u)


def elu(u):
    below = xp.where(u > 0, xp.zeros_like(u), u)
    return xp.where(u > 0, u, xp.expm1(below))


def elu1(u):  # derivative of elu
    return xp.exp(xp.minimum(u, 0.0))


def clip(u, d):
    return xp.minimum(xp.maximum(u, -d), d)


def huber(u, d):
    c = xp.minimum(xp.maximum(u, -d), d)
    return c * u - c * c / 2


def within(u, d):  # 1 where |u| < d, else 0
    return (xp.sign(d - xp.absolute(u)) + 1) / 2


def heaviside(u):
    return (xp.sign(u) + 1) / 2


def above(u):  # derivative of relu
    return xp.where(u > 0, 1.0, 0.0)


def relu(u):
    return xp.maximum(u, 0.0)
"""
DEFINITIONS: Mapping[str, str] = {
    text.removeprefix("def ").partition("(")[0]: text for text in _TEXT.strip().split("\n\n\n")
}
