"""Which map of an experiment somebody looks at: a value, as a link carries it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from experiment.limits import MAX_RUNS, ExperimentError, Limit, known
from language.wording import exact

KINDS = {
    "rates": "how low each run ends, by its learning rate",
    "starts": "where each run ends, by the point where it starts",
    "dials": "how each run ends, by two of its settings",
}
BY = {
    "gap": "how far above the best known value the run ends",
    "steps": "how many steps it takes to a gap",
    "ending": "how it ends",
}
MAX_SEEDS = 8
SEEDS = Limit("The number of seeds", 1, MAX_SEEDS, whole=True)
OF = Limit("The run of a map", 1, MAX_RUNS, whole=True)
GAP = Limit("The gap of a map", 1e-15, 1e6, "it is a number {}")
USUAL_GAP = 1e-3
MAX_AXES = 2


@dataclass(frozen=True)
class Span:
    """An axis by its name, from low to high; without ends it has its usual ones."""

    name: str
    ends: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.ends is None:
            return
        low, high = map(float, self.ends)
        if not (low < high and math.isfinite(high - low)):
            found = f"The axis {self.name} runs from {exact(low)} to {exact(high)}"
            raise ExperimentError(f"{found}; it needs two finite numbers, low first.")
        object.__setattr__(self, "ends", (low, high))


@dataclass(frozen=True)
class Map:
    """A map of an experiment.

    kind   a key of KINDS
    of     place of the run that it shows, from 0; None for all: one panel a run
    axes   those that somebody named, across first; `experiment.maps.axes.axes` has all of them
    by     what a map of dials shows, a key of BY
    to     the gap that is to be reached, where it shows steps
    seeds  how many seeds are tried, the experiment's own the first
    """

    kind: str = "rates"
    of: int | None = None
    axes: tuple[Span, ...] = ()
    by: str = "gap"
    to: float = USUAL_GAP
    seeds: int = 1

    def __post_init__(self) -> None:
        known(self.kind, KINDS, "map")
        known(self.by, BY, "measure of a map")
        object.__setattr__(self, "to", GAP.check(self.to))
        object.__setattr__(self, "seeds", SEEDS.check(self.seeds))
        if self.of is not None:
            OF.check(self.of + 1)
        names = [axis.name for axis in self.axes]
        if len(names) > MAX_AXES or len(set(names)) < len(names):
            raise ExperimentError(f"A map has at most {MAX_AXES} axes, and no axis twice.")

    def at(self, places: Iterable[int | None]) -> "Map":
        """Return the map for other runs: each was at one of these places, None where it is new."""
        if self.of is None:
            return self
        found = (new for new, old in enumerate(places) if old == self.of)
        return replace(self, of=next(found, None))

    @property
    def whole(self) -> "Map":
        """The map with its usual ends, as it is first seen on another loss."""
        return replace(self, axes=tuple(Span(axis.name) for axis in self.axes))
