"""Sentences on where a loss has kinks, jumps or no value, printed from its tree."""

import math
import operator
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from language.printers.text import COMPARED, to_text
from language.tree import (
    Binary,
    Call,
    Constant,
    Name,
    Negative,
    Node,
    Number,
    mapped,
    names_in,
    parts_of,
    walk,
)
from losses.printing.signs import never_zero, positive

MOST = 4  # sentences; a loss with more kinks than that says so


class _Place(NamedTuple):
    rank: int  # kinks first, then jumps, then holes
    sentence: str


def notes_on(tree: Node, variables: tuple[str, ...]) -> tuple[str, ...]:
    """Return plain sentences such as "Not differentiable where x = 0."."""
    places = dict.fromkeys(_found(_fixed(tree, variables)))
    sentences = [place.sentence for place in sorted(places, key=lambda place: place.rank)]
    if len(sentences) > MOST:
        return (*sentences[:MOST], "There are more such places.")
    return tuple(sentences)


def _fixed(node: Node, variables: tuple[str, ...]) -> Node:
    """Return the tree with the user's constants as constants: only variables move."""
    if isinstance(node, Name) and node.name not in variables:
        return Constant(node.name, node.at)
    return mapped(node, lambda part: _fixed(part, variables))


def _found(node: Node, order: float = 1.0) -> Iterator[_Place]:
    """Yield what there is to say of a node and of its parts.

    order   the power that the node is raised to; one more for a factor that vanishes with it
    """
    if not names_in(node):
        return
    yield from _places(node, order)
    if isinstance(node, Call):
        # What a branch of a choice lacks may lie where it is not taken.
        taken = () if node.function == "where" else node.arguments
        for part in taken:
            share = order * _ORDERS[node.function] if node.function in _ORDERS else 1.0
            yield from _found(part, math.inf if _never_taken(node, part) else share)
    elif isinstance(node, Binary) and node.sign == "^":
        yield from _found(node.left, order * (_known(node.right) or 1.0))
        yield from _found(node.right)
    elif isinstance(node, Binary) and node.sign == "*":
        factors = _factors(node)
        for place, factor in enumerate(factors):
            others = factors[:place] + factors[place + 1 :]
            yield from _found(factor, 1.0 + sum(_vanishes(o, _argument(factor)) for o in others))
    else:
        for part in parts_of(node):
            yield from _found(part, order if isinstance(node, Negative) else 1.0)


def _factors(node: Node) -> list[Node]:
    both = isinstance(node, Binary) and node.sign == "*"
    return [f for part in parts_of(node) for f in _factors(part)] if both else [node]


def _argument(node: Node) -> Node:
    """Return u for |u| and |u|^n."""
    if isinstance(node, Binary) and node.sign == "^":
        return _argument(node.left)
    return node.arguments[0] if isinstance(node, Call) and node.function in _ORDERS else node


def _vanishes(factor: Node, argument: Node) -> float:
    """Return with which power a factor vanishes where the argument of another does."""
    power = _known(factor.right) if isinstance(factor, Binary) and factor.sign == "^" else 1.0
    return max(power or 0.0, 0.0) if _argument(factor) == argument else 0.0


def _never_taken(node: Call, part: Node) -> bool:
    """Whether the zeros of an argument of max lie below another argument."""
    others = (a for a in node.arguments if a is not part)
    return node.function == "max" and any(map(positive, others))


def _places(node: Node, order: float) -> Iterator[_Place]:
    if isinstance(node, Call):
        if node.function in _ORDERS or (node.function in ("max", "min") and _at_zero(node)):
            yield from _kink_at_zero(node, order)
        for function in _CALLS.get(node.function, ()):
            yield from function(node.arguments)
    elif isinstance(node, Binary) and node.sign == "/":
        yield from _hole(node.right)
    elif isinstance(node, Binary) and node.sign == "^":
        yield from _power(node)


def _kink(left: Node, right: Node) -> Iterator[_Place]:
    if right == _ZERO:
        left, right = _solved(left)
    if names_in(left) or names_in(right):
        yield _Place(0, f"Not differentiable where {to_text(left)} = {to_text(right)}.")


def _at_zero(node: Call) -> Node | None:
    """Return u for max(u, 0) and min(0, u)."""
    rest = [a for a in node.arguments if a != _ZERO]
    return rest[0] if len(rest) == 1 else None


def _kink_at_zero(node: Call, order: float) -> Iterator[_Place]:
    """Name the kink of |u|^order at u = 0, where there is one."""
    arguments = node.arguments
    inner = _at_zero(node) if node.function in ("max", "min") else arguments[0]
    assert inner is not None
    degree = _known(arguments[1]) if node.function == "root" else None
    power = order * (1 / degree if degree else _ORDERS.get(node.function, 1.0))
    whole = node.function in ("sqrt", "cbrt", "root") and power == int(min(power, 1e9))
    if whole or power * _order(inner) > 1:
        return
    if node.function == "hypot":
        if not any(map(never_zero, arguments)):
            pairs = (_solved(argument) for argument in arguments)
            where = " and ".join(f"{to_text(left)} = {to_text(right)}" for left, right in pairs)
            yield _Place(0, f"Not differentiable where {where}.")
    elif not never_zero(inner):
        yield from _kink(inner, _ZERO)


def _order(node: Node) -> float:
    """Return with which power a tree vanishes at least: 2 for x^2 + y^2, 1 for others."""
    if isinstance(node, Binary) and node.sign == "^":
        return _order(node.left) * max(_known(node.right) or 1.0, 1.0)
    if isinstance(node, Binary) and node.sign == "+" and positive(node, strictly=False):
        return min(_order(node.left), _order(node.right))
    return 2.0 if isinstance(node, Binary) and positive(node, strictly=False) else 1.0


def _kinks_between(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    if len(arguments) == 2 and _ZERO in arguments:
        return  # as of relu
    for place, left in enumerate(arguments):
        for right in arguments[place + 1 :]:
            yield from _kink(*((right, left) if isinstance(left, Number) else (left, right)))


def _solved(node: Node) -> tuple[Node, Node]:
    """Return x, 1 for x - 1 = 0: an equation reads better solved."""
    if isinstance(node, Binary) and node.sign == "-":
        return (node.right, node.left) if isinstance(node.left, Number) else (node.left, node.right)
    if isinstance(node, Negative):
        return _solved(node.operand)
    if isinstance(node, Binary) and node.sign == "*" and isinstance(node.left, Number):
        return _solved(node.right)
    if isinstance(node, Binary) and node.sign == "/" and isinstance(node.right, Number):
        return _solved(node.left)
    if isinstance(node, Call) and node.function in ("abs", "sqrt", "cbrt", "root"):
        return _solved(node.arguments[0])
    if isinstance(node, Binary) and node.sign == "^" and (_known(node.right) or 0) > 0:
        return _solved(node.left)
    return node, _ZERO


def _clipped(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    for bound in arguments[1:]:
        yield from _kink(arguments[0], bound)


def _jump(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    left, right = _solved(arguments[0])
    yield _Place(1, f"Jumps where {to_text(left)} = {to_text(right)}; its gradient is 0 beside it.")


def _steps(at: str) -> Callable[[tuple[Node, ...]], Iterator[_Place]]:
    def places(arguments: tuple[Node, ...]) -> Iterator[_Place]:
        divided = len(arguments) > 1
        inner = to_text(Binary("/", *arguments) if divided else arguments[0])  # type: ignore[arg-type]
        yield _Place(1, f"Jumps where {inner} is {at}.")

    return places


def _choice(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    """Name the borders of cases, and where there is none of them."""
    conditions = [arguments[0]]
    rest = arguments[2:]
    while rest and isinstance(rest[0], Call) and rest[0].function == "where":
        conditions.append(rest[0].arguments[0])
        rest = rest[0].arguments[2:]
    compared = [
        _number_last(node)
        for condition in conditions
        for node in walk(condition)
        if isinstance(node, Binary) and node.sign in COMPARED
    ]
    borders = (f"{to_text(c.left)} = {to_text(c.right)}" for c in compared if names_in(c))
    for border in dict.fromkeys(borders):
        yield _Place(1, f"The formula changes where {border}, perhaps with a kink or a jump.")
    if not rest and not _everywhere(conditions, compared):
        yield _Place(2, f"Defined only where {' or '.join(map(to_text, conditions))}.")


def _number_last(node: Binary) -> Binary:
    """Return x > 0 for 0 < x."""
    turned = node.sign.translate(str.maketrans("<>", "><"))
    known = _known(node.left) is not None
    return Binary(turned, node.right, node.left) if known else node


def _everywhere(conditions: list[Node], compared: list[Binary]) -> bool:
    """Whether one of the conditions always holds, if all of them compare one thing with numbers."""
    borders = [number for c in compared if (number := _known(c.right)) is not None]
    if len({c.left for c in compared}) != 1 or len(borders) < len(compared):
        return False
    marks = sorted({*borders, -math.inf, math.inf})
    between = [(low + high) / 2 for low, high in pairwise(marks[1:-1])]
    points = [*borders, *between, min(borders) - 1.0, max(borders) + 1.0]
    return all(any(_holds(condition, point) for condition in conditions) for point in points)


def _holds(condition: Node, value: float) -> bool:
    assert isinstance(condition, Binary)
    if condition.sign in ("and", "or"):
        sides = (_holds(condition.left, value), _holds(condition.right, value))
        return all(sides) if condition.sign == "and" else any(sides)
    here = _number_last(condition)
    return _COMPARE[here.sign](value, _known(here.right))


def _domain(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    if not positive(arguments[0], strictly=False):
        yield _Place(2, f"Defined only where {to_text(arguments[0])} >= 0.")


def _logarithm(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    if not positive(arguments[0]):
        yield _Place(2, f"Defined only where {to_text(arguments[0])} > 0.")


def _even_root(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    if (_known(arguments[1]) or 1) % 2 == 0:
        yield from _domain(arguments)


def _arc(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    yield _Place(2, f"Defined only where {to_text(arguments[0])} is between -1 and 1.")


def _hole(node: Node) -> Iterator[_Place]:
    if names_in(node) and not never_zero(node):
        left, right = _solved(node)
        yield _Place(2, f"Not defined where {to_text(left)} = {to_text(right)}.")


def _power(node: Binary) -> Iterator[_Place]:
    """Name the holes of x^-2, the kinks of x^0.5 and the half plane where x^0.3 is real."""
    exponent = _known(node.right)
    if exponent is None:
        if names_in(node.right) and names_in(node.left):
            yield from _domain((node.left,))
    elif exponent < 0 and exponent == int(exponent):
        yield from _hole(node.left)
    elif exponent != int(exponent):
        if 0 < exponent * _order(node.left) <= 1 and not never_zero(node.left):
            yield from _kink(node.left, _ZERO)
        yield from (_domain if exponent > 0 else _logarithm)((node.left,))


def _known(node: Node) -> float | None:
    """Return the value of a literal, a negative one or a fraction of two."""
    if isinstance(node, Number):
        return float(node.text)
    if isinstance(node, Negative):
        inner = _known(node.operand)
        return None if inner is None else -inner
    if isinstance(node, Binary) and node.sign == "/":
        top, bottom = _known(node.left), _known(node.right)
        return top / bottom if top is not None and bottom else None
    return None


_Places = Callable[[tuple[Node, ...]], Iterator[_Place]]
_ZERO = Number("0")
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip
# Functions with a kink where their argument is 0, each with the power that it behaves like there.
_ORDERS = {
    **dict.fromkeys(("abs", "relu", "leaky_relu", "selu", "hypot"), 1.0),
    "sqrt": 1 / 2, "cbrt": 1 / 3, "root": 1 / 4,
}  # fmt: skip
_CALLS: dict[str, tuple[_Places, ...]] = {
    **dict.fromkeys(("max", "min"), (_kinks_between,)),
    **dict.fromkeys(("sign", "heaviside"), (_jump,)),
    **dict.fromkeys(("floor", "ceil", "frac", "mod"), (_steps("a whole number"),)),
    **dict.fromkeys(("log", "log2", "log10"), (_logarithm,)),
    **dict.fromkeys(("asin", "acos", "atanh"), (_arc,)),
    **dict.fromkeys(("tan", "sec"), (lambda a: _hole(Call("cos", a)),)),
    **dict.fromkeys(("cot", "csc"), (lambda a: _hole(Call("sin", a)),)),
    **dict.fromkeys(("coth", "csch"), (lambda a: _hole(a[0]),)),
    "round": (_steps("halfway between whole numbers"),),
    "clip": (_clipped,),
    "sqrt": (_domain,),
    "root": (_even_root,),
    "where": (_choice,),
    "hardtanh": (lambda a: _kink(a[0], Negative(Number("1"))), lambda a: _kink(a[0], Number("1"))),
    "relu6": (lambda a: _kink(a[0], Number("0")), lambda a: _kink(a[0], Number("6"))),
}
