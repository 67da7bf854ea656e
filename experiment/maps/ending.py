"""How a run ends, as maps say it: one word and a number of steps for each of thousands of runs.

player/js/maps/ending.js does the same operations in the same order, so that a pixel has the same
ending wherever it is computed. A verdict says more of one run: see `experiment.verdicts`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landscape import Landscape
from losses.catalogue import Point, Window

Array = NDArray[np.float64]
Truths = NDArray[np.bool_]
Places = NDArray[np.intp]
KINDS = {  # in the order in which they are looked for
    "diverged": "it leaves, or its numbers become too large",
    "cycling": "it goes round in a cycle",
    "reached": "it comes to a known minimum and stays",
    "stuck": "it rests where no minimum is known, or hardly moves",
    "unfinished": "it is still on its way",
}
CODES = {kind: code for code, kind in enumerate(KINDS)}
PERIODS = range(2, 17)
ROUNDS = 6  # times that a cycle is seen before it counts as one
TAIL = ROUNDS * PERIODS[-1]  # rows at the end that are looked at for a cycle
REPEATS = 1e-3  # of a cycle's size: rows that far apart are the same
SMALLEST = 1e-7  # of the window's diagonal: a smaller cycle is rest
STAY = 4  # steps that a run must have been near a minimum


@dataclass(frozen=True, eq=False)
class Frame:
    """What endings are measured by.

    minima  (M, d) those that are known; none where they change from run to run
    steps   of each run
    """

    window: Window
    minima: Array
    near: float
    diagonal: float
    steps: int

    @property
    def quarter(self) -> int:
        """How many steps before its end a run is looked at again."""
        return max(1, self.steps // 4)


@dataclass(frozen=True, eq=False)
class Seen:
    """What is seen of K runs; rows beyond the kept ones of a run may be anything.

    kept   (K,)        rows in which point and loss are finite, of steps + 1
    since  (K,)        1 + the last row that is farther than near from every minimum, 0 without one
    tail   (T, d, K)   the last rows, the end the last of them
    back   (2, d, K)   the rows a quarter and two quarters of all steps before the end
    first, last  (K,)  loss at the start and at the end
    """

    kept: Places
    since: Places
    tail: Array
    back: Array
    first: Array
    last: Array


@dataclass(frozen=True, eq=False)
class Endings:
    """How K runs ended.

    codes    (K,) of KINDS, see CODES
    minima   (K,) place of the minimum reached; -1 where none is
    steps    (K,) to where it stays, or to where its numbers end; else all of them
    periods  (K,) of cycles; 0 where there is none
    """

    codes: NDArray[np.int8]
    minima: Places
    steps: Places
    periods: Places


@dataclass(frozen=True)
class Ending:
    """How one run ended: a key of KINDS, the minimum reached, the steps until then, its period."""

    kind: str
    minimum: Point | None
    steps: int
    period: int = 0


def frame(land: Landscape, steps: int, *, minima: bool = True) -> Frame:
    """Return what endings are measured by on a loss; without minima where they are not known."""
    points = [m.point for m in land.minima] if minima else []
    places = np.array(points, float).reshape(len(points), len(land.window))
    return Frame(land.window, places, land.near, land.diagonal, steps)


def ending(points: Array, losses: Array, frame: Frame) -> Ending:
    """Return how a run of these kept rows (n + 1, d) and losses (n + 1,) ended."""
    found = judge(_seen(points, losses, frame), frame)
    minimum = int(found.minima[0])
    return Ending(
        tuple(KINDS)[found.codes[0]],
        tuple(frame.minima[minimum].tolist()) if minimum >= 0 else None,
        int(found.steps[0]),
        int(found.periods[0]),
    )


def judge(seen: Seen, frame: Frame) -> Endings:
    """Return how the runs ended: the first of KINDS that holds."""
    count, end = len(seen.kept), seen.tail[-1]
    codes = np.full(count, CODES["unfinished"], np.int8)
    minima, steps = np.full(count, -1), np.full(count, frame.steps)
    open_ = seen.kept == frame.steps + 1  # runs that no rule has judged so far
    codes[~open_], steps[~open_] = CODES["diverged"], seen.kept[~open_]
    with np.errstate(all="ignore"):
        periods = np.where(open_, cycles(seen.tail, frame), 0)
        nearest = _nearest(end, frame.minima)
        stays = (seen.since <= frame.steps - STAY) & (nearest >= 0)
        rests = _beside(end, seen.back[0], frame) & _beside(end, seen.tail[-2:][0], frame)
        for kind, holds in (
            ("cycling", periods > 0),
            ("reached", stays),
            ("diverged", _leaves(seen, frame)),
            ("stuck", rests),
        ):
            mine = open_ & holds
            codes[mine], open_ = CODES[kind], open_ & ~holds
            if kind == "reached":
                minima[mine], steps[mine] = nearest[mine], seen.since[mine]
    return Endings(codes, minima, steps, periods)


def squared(vectors: Array) -> Array:
    """Return the squared lengths (...) of vectors (d, ...), coordinates added in their order."""
    total = vectors[0] * vectors[0]
    for coordinate in vectors[1:]:
        total = total + coordinate * coordinate
    return np.asarray(total)


def far(points: Array, frame: Frame) -> Truths:
    """Say which of the points (d, K) are farther than near from every minimum."""
    least: Any = np.inf
    for minimum in frame.minima:
        least = np.fmin(least, squared(points - minimum[:, None]))
    return ~(np.broadcast_to(least, points.shape[1:]) <= frame.near * frame.near)


def cycles(tail: Array, frame: Frame) -> Places:
    """Return the shortest period (K,) with which each run repeats at its end; 0 without one."""
    found = np.zeros(tail.shape[-1], np.intp)
    longest = min(PERIODS[-1], len(tail) // ROUNDS)
    if longest < PERIODS[0]:
        return found
    last = tail[-1 - longest :]
    some = np.flatnonzero(_returns(last, frame))  # few: only these are looked at more closely
    last, periods = last.take(some, axis=-1), found[some]
    least, most = last[-1], last[-1]
    for period in range(1, longest + 1):
        least, most = np.minimum(least, last[-period]), np.maximum(most, last[-period])
        if period not in PERIODS:
            continue
        size = (most - least).max(axis=0)
        away = np.abs(last[-1] - last[-1 - period]).max(axis=0)
        may = (periods == 0) & (away <= REPEATS * size) & (size > SMALLEST * frame.diagonal)
        those = np.flatnonzero(may)  # fewer still: only of these are all rows compared
        rows = tail[-ROUNDS * period :].take(some[those], axis=-1)
        apart = np.abs(rows[period:] - rows[:-period]).max(axis=(0, 1), initial=0.0)
        periods[those[apart <= REPEATS * size[those]]] = period
    found[some] = periods
    return found


def _returns(last: Array, frame: Frame) -> Truths:
    """Say which runs (K,) may have a cycle: those that come back to where they end.

    In their first coordinate, and as near as a cycle over all of the rows (T, d, K) would have to.
    """
    size = (last[1:].max(axis=0) - last[1:].min(axis=0)).max(axis=0)
    found, room = np.zeros(len(size), bool), REPEATS * size
    for row in last[: -PERIODS[0], 0]:
        found |= np.abs(last[-1, 0] - row) <= room
    return np.asarray(found & (size > SMALLEST * frame.diagonal))


def _nearest(end: Array, minima: Array) -> Places:
    """Return the place of the minimum next to each point (d, K), -1 without minima."""
    if not len(minima):
        return np.full(end.shape[1], -1)
    return np.asarray(np.argmin([squared(end - m[:, None]) for m in minima], axis=0))


def _beside(points: Array, others: Array, frame: Frame) -> Truths:
    """Say which points (d, K) are next to the others."""
    return np.asarray(squared(points - others) <= frame.near * frame.near)


def _leaves(seen: Seen, frame: Frame) -> Truths:
    """Say which runs end outside the window, above their start, and ever farther away."""
    end, low, high = seen.tail[-1], *np.array(frame.window).T[:, :, None]
    centre = (low + high) / 2
    outside = ((end < low) | (end > high)).any(axis=0)
    distances = [squared(row - centre) for row in (end, *seen.back)]
    grows = (distances[0] > distances[1]) & (distances[1] > distances[2])
    return np.asarray(outside & (seen.last > seen.first) & grows)


def _seen(points: Array, losses: Array, frame: Frame) -> Seen:
    """Return what is seen of one run whose rows are at hand."""
    kept = len(losses)
    if not kept:  # not even the start is finite
        points, losses = np.full((1, len(frame.window)), np.nan), np.full(1, np.nan)
    rows, last = points[..., None], len(points) - 1
    away = np.flatnonzero(far(points.T, frame))
    back = [rows[max(0, last - quarters * frame.quarter)] for quarters in (1, 2)]
    return Seen(
        kept=np.array([kept]),
        since=np.array([away[-1] + 1 if away.size else 0]),
        tail=rows[-TAIL:],
        back=np.array(back),
        first=losses[:1],
        last=losses[-1:],
    )
