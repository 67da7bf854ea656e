"""The functions of the language: their numbers of arguments, and calls that are operators."""

from collections.abc import Callable, Mapping

from language.limits import ARGUMENTS
from language.tree import Binary, Call, Constant, Node, Number
from language.words import ALIASES

# All others take one argument.
_ARITIES: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("root", "power", "rational", "mod", "hypot", "atan2"), (2, 2)),
    **dict.fromkeys(("log", "leaky_relu", "elu", "huber"), (1, 2)),
    **dict.fromkeys(("max", "min", "logaddexp"), (2, ARGUMENTS)),
    "clip": (3, 3),
}
ARITY: Mapping[str, tuple[int, int]] = {name: _ARITIES.get(name, (1, 1)) for name in ALIASES}

# A rule works on a coordinate at a time, so that it runs in the browser and in every library.
RULE_ARITY: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("sqrt", "abs", "sign", "exp", "log", "cos", "floor", "ceil"), (1, 1)),
    **dict.fromkeys(("max", "min"), (2, 2)),
    "where": (3, 3),  # a comparison, the value where it holds, the value where it does not
}


def call(function: str, arguments: tuple[Node, ...], at: int) -> Node:
    """Return the node of a call; some calls are another way to write an operator."""
    rewrite = _REWRITTEN.get(function)
    return rewrite(arguments, at) if rewrite else Call(function, arguments, at)


def _logarithm(arguments: tuple[Node, ...], at: int) -> Node:
    if arguments[1:] in ((Number("2"),), (Number("10"),)):
        base = arguments[1]
        assert isinstance(base, Number)
        return Call(f"log{base.text}", arguments[:1], at)
    return Call("log", arguments[:1] if arguments[1:] == (Constant("e"),) else arguments, at)


_REWRITTEN: Mapping[str, Callable[[tuple[Node, ...], int], Node]] = {
    "power": lambda a, at: Binary("^", a[0], a[1], at),
    "square": lambda a, at: Binary("^", a[0], Number("2", at), at),
    "rational": lambda a, at: Binary("/", a[0], a[1], at),
    "log": _logarithm,
}
