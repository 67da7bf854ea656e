"""A map before it is computed: its pixels, what its endings are measured by, what it takes."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from experiment.limits import ExperimentError
from experiment.maps.axes import Axis, axes, panels, seeds
from experiment.maps.choice import Map
from experiment.maps.ending import Array, Frame, frame
from experiment.maps.pixels import pixels
from experiment.model import Experiment, Run
from landscape import load, look_at

RATES, SIDE = 200, 200  # pixels of an axis where nobody says: of rates, and of other maps
MAX_SIDE = 2000
MOST = 2_000_000_000  # steps of runs that a map takes at most on the command line
MOST_ON_SERVER = 200_000_000
ALONE = 256  # runs that a call of the engine costs at least
ROW_WORK = 30  # sums and products of a loss of ordinary size


class Size(NamedTuple):
    """Pixels across and up; 1 up on a map of one axis."""

    across: int
    up: int


@dataclass(frozen=True, eq=False)
class Plan:
    """A map before it is computed.

    values   of the pixels along each axis
    goal     the loss that is to be reached, None where steps to a gap are not asked for or the
             best value is not known yet
    best     value known before; not finite where there is none
    """

    experiment: Experiment
    chosen: Map
    axes: tuple[Axis, ...]
    size: Size
    values: tuple[tuple[float, ...], ...]
    frame: Frame
    best: float
    goal: float | None

    @property
    def columns(self) -> tuple[Array, ...]:
        """The values (m n,) of every pixel, one array an axis; pixels row by row."""
        across = np.tile(self.values[0], self.size.up)
        up = [np.repeat(values, self.size.across) for values in self.values[1:]]
        return (across, *up)


def usual_size(e: Experiment) -> Size:
    """Return the pixels that a map has where nobody says. Raises LossError."""
    if len(axes(e)) == 1:
        return Size(RATES, 1)
    return Size(SIDE, SIDE)


def plan(e: Experiment, size: Size | None = None) -> Plan:
    """Return the map of an experiment, nothing of it computed. Raises LossError, ExperimentError.

    Experiments without runs have none, nor have those with fewer than two settings for dials.
    """
    chosen, shown = e.map or Map(), axes(e)
    wanted = 2 if chosen.kind == "dials" else 1
    if not e.runs or len(shown) < wanted or not panels(e):
        raise ExperimentError(f"There is no run with {' and '.join(names(chosen))} to map.")
    size = size or usual_size(e)
    size = Size(size.across, size.up if len(shown) == 2 else 1)
    for count in size:
        if not 1 <= count <= MAX_SIDE:
            raise ExperimentError(f"A side has {count:,} pixels; it is from 1 to {MAX_SIDE:,}.")
    counts = zip(shown, size, strict=False)
    values = tuple(tuple(pixels(axis, count)) for axis, count in counts)
    best = best_known(e, shown)
    goal = best + chosen.to if chosen.by == "steps" and math.isfinite(best) else None
    measure = frame(look_at(e), e.steps, minima=not moves_minima(shown))
    return Plan(e, chosen, shown, size, values, measure, best, goal)


def moves_minima(shown: Iterable[Axis]) -> bool:
    """Say whether the loss and its minima change from pixel to pixel: a constant is on an axis."""
    return any(axis.role == "constant" for axis in shown)


def best_known(e: Experiment, shown: Iterable[Axis]) -> float:
    """Return the lowest value known, the same at every pixel; not finite where there is none."""
    if moves_minima(shown):
        return math.inf
    land = look_at(e)
    return land.lowest if math.isfinite(land.lowest) else land.floor


def names(chosen: Map) -> list[str]:
    """Return what a sentence calls the axes of a map."""
    return [axis.name for axis in chosen.axes] or [{"rates": "a rate"}.get(chosen.kind, "settings")]


def work(of: Plan) -> int:
    """Return how many steps of runs a map takes; a costly step counts as several."""
    e, pixel_count = of.experiment, of.size.across * of.size.up
    loss = load(e)
    each = max(1, loss.work // ROW_WORK) if loss.rows else 1
    total = 0
    for place in panels(e):
        calls = math.prod(len(set(of.values[k])) for k in apart(of, e.runs[place]))
        lanes = max(pixel_count, ALONE * calls)
        total += lanes * len(seeds(e)) * e.steps * e.runs[place].work * each
    return total


def check(of: Plan, most: int = MOST) -> None:
    """Raise ExperimentError where a map takes more steps of runs than these."""
    if (found := work(of)) > most:
        raise ExperimentError(
            f"This map takes {found:,} steps of runs, but at most {most:,} are possible; "
            "take fewer pixels, runs, seeds or steps."
        )


def apart(of: Plan, run: Run) -> list[int]:
    """Return the places of the axes that need a call of the engine for every value.

    Constants do not where the engine asks for nothing but value and gradient at all lanes.
    """
    roles = {"batch", "noise"}
    if run.asked or load(of.experiment).rows:
        roles.add("constant")
    return [k for k, axis in enumerate(of.axes) if axis.role in roles]
