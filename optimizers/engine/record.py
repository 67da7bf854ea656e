"""What is kept of a run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers.engine.beside import Beside
from optimizers.engine.group import Array
from optimizers.engine.loop import Tape


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
    batch_losses  (n + 1, ...) of the batch that each update saw; None where it saw all rows
    beside     what the updates could ask: the loss, and its noise
    spent      evaluations of the loss or a derivative in an update: a number, or (n + 1, ...)
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
    beside: Beside
    spent: Any
    batch_losses: Array | None = None

    @property
    def evaluations(self) -> Array:
        """(n + 1, ...) how many evaluations led to each row."""
        return evaluations(self.spent, self.losses)


def evaluations(spent: Any, losses: Array) -> Array:
    """How many evaluations led to each row of some losses (n + 1, ...)."""
    rows = spent[: len(losses)] if np.ndim(spent) else spent
    found = np.zeros(losses.shape)
    np.cumsum(np.broadcast_to(rows, losses.shape)[:-1], axis=0, out=found[1:])
    return found


ROWS = ("points", "losses", "gradients", "rates")
ENDS = ("kept", "ended", "stop_point", "stop_loss")


def ended(tape: Tape) -> Record:
    """The lanes of a tape as it has them, the lane the last axis of every array.

    Nothing is read beyond a lane's first row that is not finite; from there on its rows are nan.
    """
    finite = np.isfinite(tape.losses)
    for coordinate in tape.points.swapaxes(0, 1):
        finite &= np.isfinite(coordinate)
    rows, count = finite.shape
    stopped = np.flatnonzero(~finite.all(axis=0))
    kept, why = np.full(count, rows), np.full(count, "", "U8")
    kept[stopped] = finite[:, stopped].argmin(axis=0)
    stop_point, stop_loss = np.full(tape.points.shape[1:], np.nan), np.full(count, np.nan)
    if stopped.size:  # what depends on no point is one row for all lanes until then
        tape.internals = {name: np.array(part) for name, part in tape.internals.items()}
    for lane in stopped:
        k = kept[lane]
        stop_point[:, lane], stop_loss[lane] = tape.points[k, :, lane], tape.losses[k, lane]
        why[lane] = cause(stop_point[:, lane], tape.gradients[max(k - 1, 0), :, lane])
        by_batch = [] if tape.batch_losses is None else [tape.batch_losses]
        for part in (*(getattr(tape, name) for name in ROWS), *tape.internals.values(), *by_batch):
            part[k:, ..., lane] = np.nan
    return Record(
        **{name: getattr(tape, name) for name in (*ROWS, "internals")},
        kept=kept,
        ended=why,
        stop_point=stop_point,
        stop_loss=stop_loss,
        beside=tape.group.beside,
        spent=tape.group.spent,
        batch_losses=tape.batch_losses,
    )


def cause(point: Array, gradient: Array) -> str:
    """What failed first: the loss at a finite point, the gradient before it, or the point."""
    if np.isfinite(point).all():
        return "loss"
    return "point" if np.isfinite(gradient).all() else "gradient"


def records(tape: Tape) -> Iterator[Record]:
    """Every lane's record, cut to its kept rows."""
    whole = ended(tape)
    for lane, kept in enumerate(whole.kept.tolist()):
        yield Record(
            **{name: getattr(whole, name)[:kept, ..., lane] for name in ROWS},
            internals={name: part[:kept, :, lane] for name, part in whole.internals.items()},
            kept=kept,
            ended=str(whole.ended[lane]),
            stop_point=whole.stop_point[:, lane],
            stop_loss=float(whole.stop_loss[lane]),
            beside=whole.beside,
            spent=whole.spent[:kept, lane] if np.ndim(whole.spent) else whole.spent,
            batch_losses=None if whole.batch_losses is None else whole.batch_losses[:kept, lane],
        )


def batch(tapes: Sequence[Tape], order: NDArray[np.intp], shape: tuple[int, ...]) -> Record:
    """All lanes as one record of that leading shape; a state that a lane has not is nan there.

    order   (K,) where each lane stands in the tapes, one after the other
    """
    wholes = [ended(tape) for tape in tapes]

    def all_of(name: str, rows: int) -> Array:
        return arranged([getattr(whole, name) for whole in wholes], order, shape, rows)

    def state(name: str) -> Array:
        parts = (whole.internals.get(name, np.full_like(whole.points, np.nan)) for whole in wholes)
        return arranged(list(parts), order, shape, 1)

    spent = [np.broadcast_to(whole.spent, whole.losses.shape) for whole in wholes]
    by_batch = [whole.batch_losses for whole in wholes if whole.batch_losses is not None]
    names = dict.fromkeys(name for whole in wholes for name in whole.internals)
    return Record(
        **{name: all_of(name, 1) for name in ROWS},
        internals={name: state(name) for name in names},
        **{name: all_of(name, 0) for name in ENDS},
        beside=wholes[0].beside,
        spent=arranged(spent, order, shape, 1),
        batch_losses=arranged(by_batch, order, shape, 1) if by_batch else None,
    )


def arranged(
    parts: Sequence[Array], order: NDArray[np.intp], shape: tuple[int, ...], rows: int
) -> Array:
    """Lanes along the last axis, in the shape of the starts behind the axes that count rows.

    A view where the lanes stand in order.
    """
    whole = np.moveaxis(parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1), -1, rows)
    if not np.array_equal(order, np.arange(len(order))):
        whole = whole.take(order, axis=rows)
    return whole.reshape((*whole.shape[:rows], *shape, *whole.shape[rows + 1 :]))
