"""The minima of an experiment's loss: catalogued, or found and not proven."""

from dataclasses import dataclass
from typing import Literal

from experiment.loading import HasLoss, entry, view

Origin = Literal["catalogued", "found"]


@dataclass(frozen=True)
class KnownMinimum:
    """A minimum, its value, where it is known from, and whether no known one is lower."""

    point: tuple[float, ...]
    value: float
    origin: Origin
    lowest: bool = True


def minima(e: HasLoss) -> tuple[KnownMinimum, ...]:
    """Return the minima of the loss, the catalogue's where it has them. Raises LossError."""
    known = entry(e.loss)
    listed = known.minima if known else view(e).minima
    origin: Origin = "catalogued" if known else "found"
    least = min((m.value for m in listed), default=0.0)
    span = 1e-9 * max(1.0, abs(least))  # equal minima differ by rounding
    return tuple(
        KnownMinimum(tuple(m.point), m.value, origin, m.value <= least + span) for m in listed
    )
