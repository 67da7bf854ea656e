"""The operations of a rule as NumPy computes them, for numbers and arrays of any shape."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from language.operations import BESIDE, Graph, Operation
from language.printers.numpy_step import UFUNCS

Array = NDArray[np.float64]
ROOTS = 52  # square roots in a power of dials: one for each bit of a float's fraction


def dial_power(base: Any, exponent: Any) -> Array:
    """base^exponent from products and square roots alone, number by number.

    The libraries of Python and of browsers round their powers differently; these are the same
    bits in both, and correct to 1e-14.
    """
    pairs = np.broadcast(base, exponent)
    return np.array([_power(float(b), float(e)) for b, e in pairs]).reshape(pairs.shape)


def _power(base: float, exponent: float) -> float:
    odd = abs(exponent) % 2.0
    if base < 0.0 and odd in (0.0, 1.0):
        return _power(-base, exponent) * (1.0 - 2.0 * odd)
    if not (0.0 < base < math.inf and math.isfinite(exponent)):
        with np.errstate(all="ignore"):  # a corner, on which all libraries agree
            return float(np.power(base, exponent))
    whole = math.floor(abs(exponent))
    part, result, root, square = abs(exponent) - whole, 1.0, base, base
    while whole:
        if whole % 2:
            result *= square
        square, whole = square * square, whole // 2
    for _ in range(ROOTS):
        root, part = math.sqrt(root), part * 2.0
        if part >= 1.0:
            result, part = result * root, part - 1.0
    if exponent >= 0.0:
        return result
    return 1.0 / result if result else math.inf


COMPUTE: Mapping[str, Callable[..., Any]] = {
    **{sign: getattr(np, name) for sign, name in UFUNCS.items()},
    "where": np.where,
    "dial_power": dial_power,
}


@dataclass(frozen=True)
class Leaves:
    """Where the values come from that nothing in a rule computes.

    named   {"x", "g", "t", "lr", names of states and dials: value}
    powers  base -> the values of base^t
    beside  function, operands -> what it finds across coordinates, or asks the loss
    """

    named: Mapping[str, Any]
    powers: Callable[[Any], Any]
    beside: Callable[[str, tuple[Any, ...]], Any] | None = None


def evaluate(
    graph: Graph, places: Iterable[int], leaves: Leaves, values: dict[int, Any]
) -> dict[int, Any]:
    """Add the values of these places, and of what they need, to `values`, and return it."""
    for place in graph.needed(places):
        if place not in values:
            values[place] = _value(graph.operations[place], leaves, values)
    return values


def _value(operation: Operation, leaves: Leaves, values: Mapping[int, Any]) -> Any:
    if operation.sign == "number":
        return float(operation.text)
    if operation.text:
        return leaves.named[operation.text]
    parts = [values[part] for part in operation.parts]
    if operation.sign == "powers":
        return leaves.powers(*parts)
    if operation.sign in BESIDE:
        assert leaves.beside is not None
        return leaves.beside(operation.sign, tuple(parts))
    return COMPUTE[operation.sign](*parts)
