"""Sentences on where a loss has kinks, jumps or no value, printed from its tree."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from language.printers.text import to_text
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
    walk,
)
from losses.printing.signs import never_zero, positive

MOST = 4  # sentences; a loss with more kinks than that says so


class _Place(NamedTuple):
    rank: int  # kinks first, then jumps, then holes
    sentence: str


def notes_on(tree: Node, variables: tuple[str, ...]) -> tuple[str, ...]:
    """Return plain sentences such as "Not differentiable where x = 0."."""
    tree = _fixed(tree, variables)
    places = dict.fromkeys(place for node in walk(tree) for place in _places(node))
    sentences = [place.sentence for place in sorted(places, key=lambda place: place.rank)]
    if len(sentences) > MOST:
        return (*sentences[:MOST], "There are more such places.")
    return tuple(sentences)


def _fixed(node: Node, variables: tuple[str, ...]) -> Node:
    """Return the tree with the user's constants as constants: only variables move."""
    if isinstance(node, Name) and node.name not in variables:
        return Constant(node.name, node.at)
    return mapped(node, lambda part: _fixed(part, variables))


def _places(node: Node) -> Iterator[_Place]:
    if not names_in(node):
        return
    if isinstance(node, Call):
        for function in _CALLS.get(node.function, ()):
            yield from function(node.arguments)
    elif isinstance(node, Binary) and node.sign == "/":
        yield from _hole(node.right)
    elif isinstance(node, Binary) and node.sign == "^":
        yield from _power(node)


def _kink(left: Node, right: Node) -> Iterator[_Place]:
    if right == Number("0"):
        left, right = _solved(left)
    if names_in(left) or names_in(right):
        yield _Place(0, f"Not differentiable where {to_text(left)} = {to_text(right)}.")


def _kink_at_zero(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    if not never_zero(arguments[0]):
        yield from _kink(arguments[0], Number("0"))


def _kinks_between(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    for place, left in enumerate(arguments):
        for right in arguments[place + 1 :]:
            yield from _kink(*((right, left) if isinstance(left, Number) else (left, right)))


def _solved(node: Node) -> tuple[Node, Node]:
    """Return x, 1 for x - 1: an equation reads better solved."""
    if isinstance(node, Binary) and node.sign == "-":
        return (node.right, node.left) if isinstance(node.left, Number) else (node.left, node.right)
    if isinstance(node, Negative):
        return _solved(node.operand)
    if isinstance(node, Binary) and node.sign == "*" and isinstance(node.left, Number):
        return _solved(node.right)
    if isinstance(node, Binary) and node.sign == "/" and isinstance(node.right, Number):
        return _solved(node.left)
    return node, Number("0")


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


def _root(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    yield from _kink_at_zero(arguments)
    yield from _domain(arguments)


def _domain(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    if not positive(arguments[0], strictly=False):
        yield _Place(2, f"Defined only where {to_text(arguments[0])} >= 0.")


def _logarithm(arguments: tuple[Node, ...]) -> Iterator[_Place]:
    if not positive(arguments[0]):
        yield _Place(2, f"Defined only where {to_text(arguments[0])} > 0.")


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
            yield from _logarithm((node.left,))
    elif exponent < 0 and exponent == int(exponent):
        yield from _hole(node.left)
    elif exponent != int(exponent):
        if 0 < exponent < 1:
            yield from _kink_at_zero((node.left,))
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
_CALLS: dict[str, tuple[_Places, ...]] = {
    **dict.fromkeys(("abs", "relu", "leaky_relu", "selu", "cbrt", "hypot"), (_kink_at_zero,)),
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
    "sqrt": (_root,),
    "hardtanh": (lambda a: _kink(a[0], Negative(Number("1"))), lambda a: _kink(a[0], Number("1"))),
    "relu6": (lambda a: _kink(a[0], Number("0")), lambda a: _kink(a[0], Number("6"))),
}
