"""Watches lanes while they run and keeps what their endings need, which is few of their rows."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiment.maps.ending import TAIL, Array, Endings, Frame, Places, Seen, judge


@dataclass(frozen=True, eq=False)
class Ends:
    """How K lanes ended.

    endings
    points   (d, K)  last point that is finite with a finite loss; nan where there is none
    losses   (K,)    the loss there
    below    (K,)    first row whose loss is at most the goal; -1 without one
    """

    endings: Endings
    points: Array
    losses: Array
    below: Places


def tail_shape(frame: Frame, count: int) -> tuple[int, int, int]:
    """Return the shape of the last rows that are kept of so many lanes."""
    return min(TAIL, frame.steps + 1), len(frame.window), count


class EndWatch:
    """A watcher of the engine: see `optimizers.engine.final_points.Watcher`.

    room   an array for the last rows of as many lanes or more, which watchers use by turns
    """

    def __init__(
        self, start: Array, frame: Frame, goal: float | None = None, room: Array | None = None
    ) -> None:
        x = np.ascontiguousarray(start)
        d, count = x.shape
        self.frame, self.goal, self.rows = frame, goal, frame.steps + 1
        self.last: tuple[Array, ...] = (x, np.full(count, np.nan))
        self.over, self.lost = np.zeros(count, bool), False
        self.kept = np.full(count, self.rows)
        self.points, self.losses = np.full(x.shape, np.nan), np.full(count, np.nan)
        self.first = self.losses
        self.near, self.entered = np.zeros(count, bool), np.full(count, self.rows)
        self.below = np.full(count, -1)
        self.tail = (np.empty(tail_shape(frame, count)) if room is None else room)[..., :count]
        places = (frame.steps - quarters * frame.quarter for quarters in (1, 2))
        self.places = [max(0, place) for place in places]
        self.back = np.empty((2, d, count))
        self.away, self.ones = np.empty((d, count)), np.ones(count)
        # Without minima no point is near any, and one that is not finite is told all the same.
        self.least = frame.near * frame.near if len(frame.minima) else -1.0
        self.minima = (frame.minima if len(frame.minima) else np.zeros((1, d)))[..., None]

    def look(self, k: int, x: Array, f: Array, g: Array) -> None:
        """Take note of row k."""
        near = self._near(x)
        # Two sums show that all is well; only otherwise is every lane looked at.
        if self.lost or not math.isfinite(self._sum(f) + self._sum(self.away[0])):
            self._stop(k, x, f)
        if k == 0:
            self.first = f.copy()
        if self.goal is not None:
            low = (f <= self.goal) & (self.below < 0) & ~self.over
            self.below[low] = k
        changed = near ^ self.near  # few: most lanes are far, or stay
        if changed.any():
            self.entered[changed & near] = k
        self.near = near
        for place, row in enumerate(self.places):
            if k == row:
                self.back[place] = x
        if k >= self.rows - len(self.tail):
            self.tail[k - self.rows] = x
        self.last = (x, f)

    def move(self, k: int, x: Array, following: Array) -> None:
        """Nothing is asked of a step."""

    def finish(self) -> Ends:
        """Judge the lanes."""
        x, f = self.last
        going = ~self.over
        self.points[:, going], self.losses[going] = x[:, going], f[going]
        since = np.where(self.near, self.entered, self.rows)
        seen = Seen(self.kept, since, self.tail, self.back, self.first, self.losses)
        return Ends(judge(seen, self.frame), self.points, self.losses, self.below)

    def _stop(self, k: int, x: Array, f: Array) -> None:
        """Note the lanes that end at row k: from there on nothing of them counts."""
        finite = np.isfinite(f) & np.isfinite(x).all(axis=0)
        new = ~finite & ~self.over
        point, loss = self.last
        self.kept[new] = k
        if k:
            self.points[:, new], self.losses[new] = point[:, new], loss[new]
        self.over |= new
        self.lost = self.lost or bool(new.any())

    def _near(self, x: Array) -> NDArray[np.bool_]:
        """Say which points are near a minimum, the opposite of `ending.far`.

        Leaves in the first row of `away` numbers of which one is not finite where a point is not.
        """
        away, found = self.away, np.zeros(x.shape[1], bool)
        for minimum in self.minima:
            np.subtract(x, minimum, out=away)
            np.multiply(away, away, out=away)
            for coordinate in away[1:]:
                away[0] += coordinate
            found |= away[0] <= self.least
        return found

    def _sum(self, numbers: Array) -> float:
        return float(np.dot(numbers, self.ones))  # half the time of a sum
