"""What a lesson may state of a map: a row of OF_MAP makes a quantity usable in every chapter.

A claim measures the map that the lesson's link shows, where that is of the kind in question, else
the usual one: {run = 2, of = "share", point = [1.0], is = 28.0} of the starts, in per cent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import Any

import numpy as np

from experiment import Experiment
from experiment.maps.choice import Map
from experiment.maps.compute import Sheet, sheets
from experiment.maps.ending import CODES, ending, frame
from experiment.maps.limit import stable_rate
from experiment.maps.plan import Plan, Size, plan
from experiment.maps.summary import Panel, summary
from experiment.run import run as runs_of
from landscape import look_at
from lessons.quantities import ClaimError, Found

PIXELS = 200
NEAR = 1e-3  # of the window's diagonal: so close a claimed point is to its minimum


@dataclass(frozen=True)
class OnMap:
    """Where on a map to measure."""

    point: tuple[float, ...] = ()  # (d,) a minimum
    ending: str = ""  # a key of experiment.maps.ending.KINDS
    rate: float = 0.0  # a learning rate
    size: int = PIXELS  # pixels along each axis


@dataclass(frozen=True)
class MapQuantity:
    """How to measure, and the parts of OnMap that must (`needs`) or may (`takes`) be given."""

    measure: Callable[[Experiment, int, OnMap], Any]  # a number or a word
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


def measured(of: str, e: Experiment, run: int, where: Mapping[str, Any]) -> Found:
    """Return a quantity of a run, numbered from 1. Raises ClaimError where there is no such run."""
    if not 1 <= run <= len(e.runs):
        raise ClaimError(f"there is no run {run}, there are {len(e.runs)}")
    found = OF_MAP[of].measure(e, run - 1, OnMap(**where))
    return found if isinstance(found, str) else float(found)


@lru_cache(maxsize=32)
def _mapped(e: Experiment, kind: str, place: int, size: int) -> tuple[Plan, Sheet, Panel, float]:
    """Return the map of one run: its plan, its sheet, what it comes to, the best value."""
    own = e.map if e.map and e.map.kind == kind else Map(kind)
    of = plan(replace(e, map=replace(own, of=place, seeds=1)), Size(int(size), int(size)))
    found = sheets(of)
    told = summary(of, found)
    return of, found[0], told.panels[0], told.value


def share(e: Experiment, place: int, where: OnMap) -> float:
    """Return the share of the starts, in per cent, that reach a minimum or have an ending."""
    of, sheet, _, _ = _mapped(e, "starts", place, where.size)
    if where.ending:
        if where.ending not in CODES:
            raise ClaimError(f"there is no ending {where.ending}, there are {', '.join(CODES)}")
        return float(100 * np.mean(sheet.codes == CODES[where.ending]))
    away = np.linalg.norm(of.frame.minima - np.array(where.point), axis=-1)
    if not len(away) or away.min() > NEAR * of.frame.diagonal:
        raise ClaimError(f"no minimum is known at {where.point}")
    return float(100 * np.mean(sheet.minima == away.argmin()))


def stripes(e: Experiment, place: int, where: OnMap) -> float:
    """Return how many stripes a map of the starts of one variable has: runs of one ending."""
    _, sheet, _, _ = _mapped(e, "starts", place, where.size)
    kinds = np.stack([sheet.codes[0], sheet.minima[0]])
    return float(1 + (np.diff(kinds) != 0).any(axis=0).sum())


def best_rate(e: Experiment, place: int, where: OnMap) -> float:
    of, _, panel, _ = _mapped(e, "rates", place, where.size)
    return of.values[0][panel.best[1]] if panel.best else inf


def diverges_from(e: Experiment, place: int, where: OnMap) -> float:
    leaving = _mapped(e, "rates", place, where.size)[2].leaving
    return inf if leaving is None else leaving


def gap_at_rate(e: Experiment, place: int, where: OnMap) -> float:
    """Return how far the run ends above the best value at that rate; infinite if it diverges."""
    changed = replace(e, runs=(e.runs[place].at_rate(where.rate),), map=None)
    (walk,) = runs_of(changed)
    land = look_at(changed)
    lost = ending(walk.points, walk.losses, frame(land, e.steps)).kind == "diverged"
    return inf if lost else max(0.0, float(walk.losses[-1]) - land.lowest)


def edge_gap(e: Experiment, place: int, where: OnMap) -> float:
    """Return how far at most the edge of a map of rate and another dial is from its formula.

    The edge is the first rate of a row that diverges; the distance is in pixels.
    """
    of, sheet, _, _ = _mapped(e, "dials", place, where.size)
    if [axis.role for axis in of.axes] != ["rate", "dial"]:
        raise ClaimError("the map has not the rate across and a dial up")
    run, away = of.experiment.runs[place], []
    rates = np.array(of.values[0])
    for value, row in zip(of.values[1], sheet.codes == CODES["diverged"], strict=True):
        limit = stable_rate(of.experiment, run, {**run.dials, of.axes[1].name: value})
        if limit is None:
            raise ClaimError("no stability limit is known")
        away.append(abs(int(row.argmax()) - int(np.searchsorted(rates, limit))))
    return float(max(away))


OF_MAP: Mapping[str, MapQuantity] = {
    "share": MapQuantity(share, takes=("point", "ending", "size")),
    "stripes": MapQuantity(stripes, takes=("size",)),
    "best rate": MapQuantity(best_rate, takes=("size",)),
    "best gap": MapQuantity(lambda e, k, o: _mapped(e, "rates", k, o.size)[2].gap, takes=("size",)),
    "gap at rate": MapQuantity(gap_at_rate, needs=("rate",)),
    "diverges from": MapQuantity(diverges_from, takes=("size",)),
    "stable rate": MapQuantity(lambda e, k, o: _or_infinite(stable_rate(e, e.runs[k]))),
    "edge gap": MapQuantity(edge_gap, takes=("size",)),
}


def _or_infinite(limit: float | None) -> float:
    return inf if limit is None else limit
