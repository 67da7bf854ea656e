"""What is kept of a run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

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
    """How the lanes of a tape ended; the fields as in Record."""

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


def records(tape: Tape) -> Iterator[Record]:
    """Every lane's record, cut to its kept rows."""
    ends = ends_of(tape)
    for lane, kept in enumerate(ends.kept.tolist()):
        yield Record(
            points=tape.points[:kept, :, lane],
            losses=tape.losses[:kept, lane],
            gradients=tape.gradients[:kept, :, lane],
            rates=tape.rates[:kept, :, lane],
            internals={name: part[:kept, :, lane] for name, part in tape.internals.items()},
            kept=kept,
            ended=str(ends.ended[lane]),
            stop_point=ends.stop_point[:, lane],
            stop_loss=float(ends.stop_loss[lane]),
        )


def batch(tapes: Sequence[Tape], order: NDArray[np.intp], shape: tuple[int, ...]) -> Record:
    """All lanes as one record of that leading shape; rows that are not kept become nan.

    order   (K,) where each lane stands in the tapes, one after the other
    """
    ends = [ends_of(tape) for tape in tapes]
    for tape, how in zip(tapes, ends, strict=True):
        lose(tape, how)
    names = dict.fromkeys(name for tape in tapes for name in tape.internals)

    def rows(part: Callable[[Tape], Array]) -> Array:
        return arranged([part(tape) for tape in tapes], order, shape)

    def lanes(part: Callable[[Ends], Any]) -> Any:
        return np.concatenate([part(how) for how in ends], axis=-1)[..., order]

    def state(name: str) -> Array:
        return rows(lambda tape: tape.internals.get(name, np.full_like(tape.points, np.nan)))

    return Record(
        points=rows(lambda tape: tape.points),
        losses=rows(lambda tape: tape.losses[:, None])[..., 0],
        gradients=rows(lambda tape: tape.gradients),
        rates=rows(lambda tape: tape.rates),
        internals={name: state(name) for name in names},
        kept=lanes(lambda how: how.kept).reshape(shape),
        ended=lanes(lambda how: how.ended).reshape(shape),
        stop_point=lanes(lambda how: how.stop_point).T.reshape(*shape, -1),
        stop_loss=lanes(lambda how: how.stop_loss).reshape(shape),
    )


def lose(tape: Tape, ends: Ends) -> None:
    """Overwrite the rows that are not kept with nan."""
    stopped = np.flatnonzero(ends.ended != "")
    if stopped.size:
        tape.internals = {name: np.array(part) for name, part in tape.internals.items()}
    for lane in stopped:
        where = (slice(ends.kept[lane], None), ..., lane)
        for part in (tape.points, tape.losses, tape.gradients, tape.rates):
            part[where] = np.nan
        for part in tape.internals.values():
            part[where] = np.nan


def arranged(parts: Sequence[Array], order: NDArray[np.intp], shape: tuple[int, ...]) -> Array:
    """(n + 1, d, K) of each tape as (n + 1, ..., d); a view where the lanes stand in order."""
    whole = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)
    store = whole.swapaxes(1, 2)
    if not np.array_equal(order, np.arange(len(order))):
        store = store[:, order]
    return store.reshape(len(store), *shape, store.shape[-1])
