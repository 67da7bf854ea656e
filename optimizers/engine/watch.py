"""What is remembered of lanes that run without a record."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizers.engine.record import cause
from optimizers.rule import Array


class Watch:
    """The ends of K lanes while they run: last good point, best loss, settling, what failed.

    points (d, K), losses (K,), best (K,), moved (K,) last row reached by a long step,
    kept (K,), ended (K,)
    """

    def __init__(self, x: Array, rows: int, tolerance: float) -> None:
        count = x.shape[1]
        self.rows, self.tolerance = rows, tolerance
        self.points, self.losses = np.full(x.shape, np.nan), np.full(count, np.nan)
        self.best, self.moved = np.full(count, np.inf), np.zeros(count, np.intp)
        self.kept, self.ended = np.full(count, rows), np.full(count, "", "U8")
        self.over = np.zeros(count, bool)
        self.last = (x, self.losses, np.zeros_like(x))  # point, loss, gradient of the row before

    def look(self, k: int, x: Array, f: Array, g: Array) -> None:
        """Take note of row k."""
        # One sum shows that all is well; only otherwise is every lane looked at.
        if not np.isfinite(f.sum() + x.sum()):
            f = self.stop(k, x, f)
        np.fmin(self.best, f, out=self.best)
        self.last = (x, f, g)

    def stop(self, k: int, x: Array, f: Array) -> Array:
        """Note the lanes that end at row k; their losses become nan."""
        finite = np.isfinite(f) & np.isfinite(x).all(axis=0)
        new = np.flatnonzero(~finite & ~self.over)
        point, loss, gradient = self.last
        self.kept[new] = k
        self.points[:, new], self.losses[new] = point[:, new], loss[new]
        for lane in new:
            self.ended[lane] = cause(x[:, lane], gradient[:, lane])
        if k == 0:  # not even the start is good
            self.points[:, new], self.losses[new] = np.nan, np.nan
        self.over[new] = True
        return np.where(finite, f, np.nan)

    def move(self, k: int, x: Array, following: Array) -> None:
        """Take note of the step from row k."""
        longest = np.maximum.reduce(np.abs(following - x), axis=0)
        np.putmask(self.moved, longest > self.tolerance, k + 1)

    def close(self) -> None:
        """Take the last row of the lanes that are not over."""
        x, f, _ = self.last
        going = ~self.over
        self.points[:, going], self.losses[going] = x[:, going], f[going]

    @property
    def settled(self) -> NDArray[np.intp]:
        """(K,) step after which no step is long; -1 without one."""
        return np.where(self.over | (self.moved == self.rows - 1), -1, self.moved)
