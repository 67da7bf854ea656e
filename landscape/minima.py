"""The minima of an experiment's loss: catalogued, or found and not proven."""

import math
from dataclasses import dataclass
from typing import Literal

from landscape.loading import HasLoss, entry, view

SAME = 1e-9  # of a value: nearer ones are equal
Origin = Literal["catalogued", "found"]


@dataclass(frozen=True)
class KnownMinimum:
    """A minimum, its value, where it is known from, and whether nothing lower is known."""

    point: tuple[float, ...]
    value: float
    origin: Origin
    lowest: bool = True


def minima(e: HasLoss) -> tuple[KnownMinimum, ...]:
    """Return the minima of the loss, the catalogue's where it has them. Raises LossError."""
    known = entry(e.loss)
    if known is None:
        places = [(m.point, m.value) for m in view(e).minima]
        return _ranked(places, "found", lowest_known(e))
    places = [(m.point, m.value) for m in known.minima]
    places += [(p.point, p.value) for p in known.others if p.kind == "local minimum"]
    return _ranked(places, "catalogued", lowest_known(e))


def lowest_known(e: HasLoss) -> float:
    """Return the lowest value known: of the catalogue's minima, or seen by the search for minima.

    Minus infinity where the loss falls below every number. Raises LossError.
    """
    known = entry(e.loss)
    if known is None:
        return view(e).lowest
    return min((m.value for m in known.minima), default=-math.inf)


def is_lowest(value: float, lowest: float) -> bool:
    """Say whether a minimum's value is the lowest known: equal ones differ by rounding."""
    return value <= lowest + SAME * max(1.0, abs(lowest))


def _ranked(
    places: list[tuple[tuple[float, ...], float]], origin: Origin, lowest: float
) -> tuple[KnownMinimum, ...]:
    return tuple(
        KnownMinimum(point, value, origin, is_lowest(value, lowest)) for point, value in places
    )
