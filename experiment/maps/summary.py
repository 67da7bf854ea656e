"""What a map comes to in numbers: shares of the endings, the best pixel, the largest good rate."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiment.maps.compute import Sheet
from experiment.maps.ending import CODES, Array
from experiment.maps.limit import stable_rate
from experiment.maps.plan import Plan

ALIKE = 1e-12  # of the loss: gaps that differ by rounding


@dataclass(frozen=True)
class Basin:
    """A minimum that pixels reach: its place, their share of all, the middle number of steps."""

    minimum: int
    share: float
    steps: float


@dataclass(frozen=True)
class Panel:
    """What one run came to.

    place     of the run in the experiment
    shares    of the pixels by ending, all of KINDS; all seeds count
    basins    the minima that are reached, that of the largest share first
    best      pixel (row, column) that is best by what the map shows; None where none counts
    gap       there, above the best value; that of the middle seed
    band      the lowest and the highest gap there of any seed that does not diverge
    reaching  the largest rate that still reaches a minimum with every seed, of a map of rates
    leaving   the rate from which on all larger ones diverge, likewise
    limit     the largest stable rate where it is known exactly
    """

    place: int
    shares: dict[str, float]
    basins: tuple[Basin, ...]
    best: tuple[int, int] | None
    gap: float
    band: tuple[float, float]
    reaching: float | None
    leaving: float | None
    limit: float | None


@dataclass(frozen=True)
class Summary:
    """What a map came to.

    value   the best known, which gaps are counted from; infinite where no run has ended
    lower   whether a run ended lower than it
    """

    value: float
    lower: bool
    panels: tuple[Panel, ...]


def summary(of: Plan, sheets: Sequence[Sheet]) -> Summary:
    """Return what the sheets of a map come to. Raises LossError."""
    least = min((float(np.fmin.reduce(s.losses, axis=None)) for s in sheets), default=np.inf)
    known = np.isfinite(of.best)
    value = of.best if known else least
    lower = bool(known and least < value - 1e-9 * max(1.0, abs(value)))
    places = dict.fromkeys(sheet.place for sheet in sheets)
    panels = (_panel(of, [s for s in sheets if s.place == place], value) for place in places)
    return Summary(value, lower, tuple(panels))


def gaps(sheet: Sheet, value: float) -> Array:
    """Return how far above a value each pixel's loss is; infinite where it diverged."""
    found = np.maximum(sheet.losses - value, 0.0)
    lost = (sheet.codes == CODES["diverged"]) | ~np.isfinite(found)
    return np.where(lost, np.inf, found)


def _panel(of: Plan, sheets: Sequence[Sheet], value: float) -> Panel:
    codes = np.stack([sheet.codes for sheet in sheets])
    shares = {kind: float(np.mean(codes == code)) for kind, code in CODES.items()}
    run = of.experiment.runs[sheets[0].place]
    prices = np.median([_prices(of, sheet, value) for sheet in sheets], axis=0)
    arrivals = [np.where(s.codes == CODES["reached"], s.steps, np.inf) for s in sheets]
    best = _lowest(prices, np.median(arrivals, axis=0), value)
    each = np.stack([gaps(sheet, value) for sheet in sheets])
    gap = np.median(each, axis=0)
    there = each[:, *best] if best else each[:0, 0, 0]
    there = there[np.isfinite(there)]
    reaching = leaving = limit = None
    if of.chosen.kind == "rates":
        reaching = _last(of, (codes[:, 0] == CODES["reached"]).all(axis=0))
        leaving = _from(of, (codes[:, 0] == CODES["diverged"]).all(axis=0))
        limit = stable_rate(of.experiment, run)
    return Panel(
        place=sheets[0].place,
        shares=shares,
        basins=tuple(_basins(of, sheets)),
        best=best,
        gap=float(gap[best]) if best else np.inf,
        band=(float(there.min()), float(there.max())) if there.size else (np.inf, np.inf),
        reaching=reaching,
        leaving=leaving,
        limit=limit,
    )


def _basins(of: Plan, sheets: Sequence[Sheet]) -> list[Basin]:
    minima = np.stack([sheet.minima for sheet in sheets])
    steps = np.stack([sheet.steps for sheet in sheets])
    found = []
    for place in range(len(of.frame.minima)):
        mine = minima == place
        if mine.any():
            found.append(Basin(place, float(mine.mean()), float(np.median(steps[mine]))))
    return sorted(found, key=lambda basin: -basin.share)


def _prices(of: Plan, sheet: Sheet, value: float) -> Array:
    """Return what is least where a pixel is best; infinite where it does not count."""
    if of.chosen.kind != "dials" or of.chosen.by == "gap":
        return gaps(sheet, value)
    if of.chosen.by == "steps":
        return np.where(sheet.below < 0, np.inf, sheet.below)
    return np.where(sheet.codes == CODES["reached"], sheet.steps, np.inf)


def _lowest(prices: Array, arrivals: Array, value: float) -> tuple[int, int] | None:
    """Return the pixel with the least price; of those that are alike the one that arrives first."""
    least = float(prices.min())
    if not np.isfinite(least):
        return None
    room = ALIKE * max(1.0, abs(value) if np.isfinite(value) else 1.0)
    alike = np.argwhere(prices <= least + room)
    row, column = alike[arrivals[tuple(alike.T)].argmin()].tolist()
    return row, column


def _last(of: Plan, holds: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float | None:
    places = np.flatnonzero(holds)
    return of.values[0][places[-1]] if places.size else None


def _from(of: Plan, holds: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> float | None:
    """Return the rate from which on it holds for all larger ones; None where it never does."""
    others = np.flatnonzero(~holds)
    first = others[-1] + 1 if others.size else 0
    return of.values[0][first] if first < len(holds) else None
