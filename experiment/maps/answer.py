"""A map that the server has computed, as the browser takes it: see player/js/maps/field.js."""

from collections.abc import Iterator, Sequence
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from experiment.maps.axes import seeds
from experiment.maps.compute import Sheet
from experiment.maps.plan import MOST_ON_SERVER, Plan, Size, check, plan, usual_size, work
from experiment.model import Experiment

SMALLEST = 24  # pixels of a side


class MapSheet(TypedDict):
    """The pixels of a panel, row after row, the lowest first: arrays (up across,), ends also by d.

    ending  its place among `ending.KINDS`
    row     first that comes to the gap that is asked for, -1 without one
    """

    across: int
    up: int
    ending: NDArray[np.uint8]
    minimum: NDArray[np.int16]
    steps: NDArray[np.int32]
    row: NDArray[np.int32]
    loss: NDArray[np.float64]
    ends: NDArray[np.float64]


class MapAnswer(TypedDict):
    """A map: a sheet for each panel."""

    panels: list[MapSheet]


def affordable(e: Experiment) -> Plan:
    """Return the map with as many pixels as a server computes for one visitor.

    Raises LossError, and ExperimentError where even a few are too many.
    """
    size = usual_size(e)
    of = plan(e, size)
    while work(of) > MOST_ON_SERVER and max(size) > SMALLEST:
        size = Size(max(size.across // 2, 1), max(size.up // 2, 1))
        of = plan(e, size)
    check(of, MOST_ON_SERVER)
    return of


def answer(of: Plan, sheets: Sequence[Sheet]) -> MapAnswer:
    """Return what was computed; of rates the seeds lie one above the other."""
    return MapAnswer(panels=list(_panels(of, sheets)))


def _panels(of: Plan, sheets: Sequence[Sheet]) -> Iterator[MapSheet]:
    rates, each = of.chosen.kind == "rates", len(seeds(of.experiment))
    for first in range(0, len(sheets), each):
        some = sheets[first : first + each] if rates else sheets[first : first + 1]
        yield MapSheet(
            across=of.size.across,
            up=len(some) if rates else of.size.up,
            ending=_pile(some, "codes", np.uint8),
            minimum=_pile(some, "minima", np.int16),
            steps=_pile(some, "steps", np.int32),
            row=_pile(some, "below", np.int32),
            loss=_pile(some, "losses", np.float64),
            ends=_pile(some, "points", np.float64),
        )


def _pile(some: Sequence[Sheet], name: str, kind: Any) -> Any:
    return np.concatenate([getattr(sheet, name).ravel() for sheet in some]).astype(kind)
