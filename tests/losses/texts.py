"""Random losses, written as text from the grammar itself, for the tests that need many."""

from random import Random

_LEAVES = ("x", "y", "x", "y", "2", "0.37", "pi", "e", "(x+y)", "3x", "x^2", "y^3", "1/3", "5")
_ONE = ("sin", "cos", "exp", "log", "sqrt", "tanh", "sigmoid", "softplus", "abs", "atan", "cosh",
        "relu", "cbrt", "erf", "gelu", "silu", "asinh", "sinc", "huber", "elu", "log1p", "square",
        "tan", "floor", "sign", "logcosh", "softsign")  # fmt: skip
_TWO = ("max", "min", "hypot", "atan2", "logaddexp", "power")
_POWERS = ("2", "3", "-1", "0.5", "1.5", "-2", "0.3", "7", "4")


def written(random: Random, depth: int) -> str:
    """Return the text of a random expression in x and y, some of it without value anywhere."""
    if depth == 0 or random.random() < 0.12:
        return random.choice(_LEAVES)
    kind = random.random()
    inner = [written(random, depth - 1) for _ in range(2)]
    if kind < 0.5:
        return f"({inner[0]} {random.choice('+-*/+*')} {inner[1]})"
    if kind < 0.6:
        return f"({inner[0]})^{random.choice(_POWERS)}"
    if kind < 0.65:
        return f"-{inner[0]}"
    if kind < 0.7:
        return f"{inner[0]} {inner[1]}"
    if kind < 0.9:
        return f"{random.choice(_ONE)}({inner[0]})"
    return f"{random.choice(_TWO)}({inner[0]}, {inner[1]})"
