"""The catalogue: known losses with their windows, starts, minima and learning rates.

The facts live in catalogue.json, one object a loss. `rates` are those of 1 and 3 times powers of
ten whose paths from the first start are the best to look at: see `experiment.rates.best_rate`.
Minima are those of the cited sources, recomputed in high precision.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from language.wording import readable

Point = tuple[float, ...]
Window = tuple[tuple[float, float], ...]

_FIRST = ("Convex bowls and ravines", "Valleys", "Many minima", "Saddles", "Plateaus and cliffs")
_MAX_MINIMA = 4  # written out before the rest is only counted


@dataclass(frozen=True, slots=True)
class Minimum:
    point: Point
    value: float


@dataclass(frozen=True, slots=True)
class Landmark:
    """Another stationary point: its kind in words, such as "saddle" or "local minimum"."""

    kind: str
    point: Point
    value: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A loss of the catalogue.

    window      (low, high) for each variable
    starts      good starts, the first is the default
    minima      the best known, all of the same value; empty where the loss has none
    others      local minima, maxima and saddles that are worth a mark
    rates       learning rate for each rule that was scanned
    limit       gd is stable at the first minimum below this rate; None where that has no meaning
    condition   largest over smallest curvature at the first minimum
    """

    key: str
    title: str
    group: str
    text: str
    window: Window
    starts: tuple[Point, ...]
    minima: tuple[Minimum, ...]
    others: tuple[Landmark, ...]
    note: str
    source: str
    rates: Mapping[str, float]
    log_colour: bool
    limit: float | None
    condition: float | None

    @property
    def where_smallest(self) -> str:
        """In a few words, where the loss is smallest, and how small."""
        if not self.minima:
            return "No minimum."
        more = len(self.minima) - _MAX_MINIMA
        places = ", ".join(_place(minimum.point) for minimum in self.minima[:_MAX_MINIMA])
        places += f" and {more} more" if more > 0 else ""
        value = readable(self.minima[0].value)
        return f"{'Minima' if len(self.minima) > 1 else 'Minimum'} {value} at {places}."


def groups() -> tuple[str, ...]:
    """Return the groups, the common ones first."""
    return tuple(dict.fromkeys([*_FIRST, *(entry.group for entry in CATALOGUE.values())]))


def _place(point: Sequence[float]) -> str:
    numbers = ", ".join(map(readable, point))
    return f"({numbers})" if len(point) > 1 else f"x = {numbers}"


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        **{
            **row,
            "window": tuple((low, high) for low, high in row["window"]),
            "starts": tuple(tuple(start) for start in row["starts"]),
            "minima": tuple(Minimum(tuple(m["point"]), m["value"]) for m in row["minima"]),
            "others": tuple(
                Landmark(p["kind"], tuple(p["point"]), p["value"]) for p in row["others"]
            ),
            "rates": MappingProxyType(row["rates"]),
        }
    )


def _read() -> Mapping[str, Entry]:
    rows = json.loads(Path(__file__).with_name("catalogue.json").read_text(encoding="utf-8"))
    return MappingProxyType({row["key"]: _entry(row) for row in rows})


CATALOGUE: Mapping[str, Entry] = _read()
