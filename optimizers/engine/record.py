"""What is kept of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers.engine.loop import Tape
from optimizers.rule import Array


@dataclass(frozen=True, eq=False)
class Record:
    """The rows of one run, or of many side by side (`...`); row k belongs to one point.

    points     (n + 1, ..., d)
    losses     (n + 1, ...)      the loss at points[k]
    gradients  (n + 1, ..., d)   the gradient that the rule met at points[k], noise included
    rates      (n + 1, ..., d)   effective learning rate of the update that leaves row k
    internals  {name: (n + 1, ..., d)}  the rule's state after k updates, row 0 as initialised
    kept       (...)             rows in which point and loss are finite; others are nan, or cut
    ended      (...)             "" where all rows are kept, else what failed at step `kept`:
                                 "loss": not finite at a finite point; "point": not finite;
                                 "gradient": not finite at the last kept row, so no point follows
    stop_point (..., d), stop_loss (...)  the point at step `kept` and its loss; nan without one
    """

    points: Array
    losses: Array
    gradients: Array
    rates: Array
    internals: Mapping[str, Array]
    kept: Any
    ended: Any
    stop_point: Array
    stop_loss: Any


@dataclass(frozen=True, eq=False)
class Ends:
    """How lanes ended; the fields as in Record, for all lanes of a tape or for one."""

    kept: NDArray[np.intp]  # (K,)
    ended: NDArray[np.str_]  # (K,)
    stop_point: Array  # (d, K)
    stop_loss: Array  # (K,)


def ends_of(tape: Tape) -> Ends:
    """How each lane of a tape ended; nothing is read beyond the first row that is not finite."""
    finite = np.isfinite(tape.losses)
    for coordinate in tape.points.swapaxes(0, 1):
        finite &= np.isfinite(coordinate)
    rows, count = finite.shape
    stopped = np.flatnonzero(~finite.all(axis=0))
    kept = np.full(count, rows)
    kept[stopped] = finite[:, stopped].argmin(axis=0)
    ended = np.full(count, "", "U8")
    stop_point, stop_loss = np.full(tape.points.shape[1:], np.nan), np.full(count, np.nan)
    for lane in stopped:
        k = kept[lane]
        stop_point[:, lane], stop_loss[lane] = tape.points[k, :, lane], tape.losses[k, lane]
        ended[lane] = cause(stop_point[:, lane], tape.gradients[max(k - 1, 0), :, lane])
    return Ends(kept, ended, stop_point, stop_loss)


def cause(point: Array, gradient: Array) -> str:
    """What failed first: the loss at a finite point, the gradient before it, or the point."""
    if np.isfinite(point).all():
        return "loss"
    return "point" if np.isfinite(gradient).all() else "gradient"


def single(tape: Tape, ends: Ends, lane: int) -> Record:
    """One lane's record, cut to its kept rows."""
    kept = int(ends.kept[lane])
    return Record(
        points=tape.points[:kept, :, lane],
        losses=tape.losses[:kept, lane],
        gradients=tape.gradients[:kept, :, lane],
        rates=tape.rates[:kept, :, lane],
        internals={name: store[:kept] for name, store in tape.internals(lane).items()},
        kept=kept,
        ended=str(ends.ended[lane]),
        stop_point=ends.stop_point[:, lane],
        stop_loss=float(ends.stop_loss[lane]),
    )


def batch(tape: Tape, ends: Ends, order: NDArray[np.intp], shape: tuple[int, ...]) -> Record:
    """All lanes as one record of that leading shape; rows that are not kept become nan.

    order   (K,) the tape's column of each lane
    """
    stopped = np.flatnonzero(ends.ended != "")
    lost = [(slice(ends.kept[lane], None), lane) for lane in stopped]

    def rows(store: Array) -> Array:
        store = store.swapaxes(1, 2)
        for where in lost:
            store[where] = np.nan
        return arranged(store, order, shape)

    for where in lost:
        tape.losses[where] = np.nan
    return Record(
        points=rows(tape.points),
        losses=arranged(tape.losses[:, :, None], order, shape)[..., 0],
        gradients=rows(tape.gradients),
        rates=rows(tape.rates),
        internals={name: rows(store) for name, store in tape.all_internals().items()},
        kept=ends.kept[order].reshape(shape),
        ended=ends.ended[order].reshape(shape),
        stop_point=ends.stop_point.T[order].reshape(*shape, len(ends.stop_point)),
        stop_loss=ends.stop_loss[order].reshape(shape),
    )


def arranged(store: Array, order: NDArray[np.intp], shape: tuple[int, ...]) -> Array:
    """(n + 1, K, d) as (n + 1, ..., d); a view where the lanes stand in order already."""
    if not np.array_equal(order, np.arange(len(order))):
        store = store[:, order]
    return store.reshape(len(store), *shape, store.shape[-1])
