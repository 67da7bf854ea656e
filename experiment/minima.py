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
    if known is None:
        return _ranked([(m.point, m.value) for m in view(e).minima], "found")
    places = [(m.point, m.value) for m in known.minima]
    places += [(p.point, p.value) for p in known.others if p.kind == "local minimum"]
    return _ranked(places, "catalogued")


def _ranked(
    places: list[tuple[tuple[float, ...], float]], origin: Origin
) -> tuple[KnownMinimum, ...]:
    least = min((value for _, value in places), default=0.0)
    span = 1e-9 * max(1.0, abs(least))  # equal minima differ by rounding
    return tuple(
        KnownMinimum(point, value, origin, value <= least + span) for point, value in places
    )
