"""The tree of a loss: six kinds of node.

`at` is the place in the user's text; two trees are equal without regard to it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Number:
    text: str  # canonical literal: digits, "0.5", "1e-3"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Constant:
    name: str  # "pi" or "e"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Name:
    name: str  # display name of a variable or of a user's constant
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Negative:
    operand: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    sign: str  # one of + - * / ^, in a condition < <= > >= == != and or too
    left: "Node"
    right: "Node"
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    function: str  # canonical name, a key of dialect.ARITY
    arguments: tuple["Node", ...]
    at: int = field(default=0, compare=False)


Node = Number | Constant | Name | Negative | Binary | Call


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the operands or arguments of a node, left to right."""
    if isinstance(node, Negative):
        return (node.operand,)
    if isinstance(node, Binary):
        return (node.left, node.right)
    return node.arguments if isinstance(node, Call) else ()


def walk(node: Node) -> Iterator[Node]:
    """Yield every node, left to right as typed, parents before children."""
    pending = [node]
    while pending:
        here = pending.pop()
        yield here
        pending += reversed(parts_of(here))


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return the node with its parts changed; a leaf as it is."""
    if isinstance(node, Negative):
        return Negative(change(node.operand), node.at)
    if isinstance(node, Binary):
        return Binary(node.sign, change(node.left), change(node.right), node.at)
    if isinstance(node, Call):
        return Call(node.function, tuple(map(change, node.arguments)), node.at)
    return node


def names_in(node: Node) -> dict[str, int]:
    """Return each name with the place where it is first typed, in that order."""
    found: dict[str, int] = {}
    for here in walk(node):
        if isinstance(here, Name):
            found[here.name] = min(here.at, found.get(here.name, here.at))
    return dict(sorted(found.items(), key=lambda item: item[1]))
