"""The only loop that keeps rows: all lanes of all rules, one call of the loss a step.

Arrays are (d, K): a coordinate a row, a lane a column, so that every operation runs along lanes.
Lanes whose rule has the same text stand together as a group, and their dials are vectors (K,).
Each group's record is time-major, allocated before the first step and written in place.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

import numpy as np

from optimizers.engine.batches import Sampled, fills, full_losses
from optimizers.engine.beside import Fill
from optimizers.engine.group import Array, Group

REST = 16  # steps between two looks for lanes that have stopped


class Loss(Protocol):
    """What the engine asks of a loss: values (K,) and gradients (d, K) at points (d, K)."""

    def value_and_gradient(self, x: Array) -> tuple[Array, Array]: ...


class Tape:
    """The rows of one group, n + 1 of each; a step reads one and writes into the next.

    points (n + 1, d, K), losses (n + 1, K), gradients (n + 1, d, K), rates (n + 1, d, K),
    internals {state: (n + 1, d, K)} where they are kept
    batch_losses (n + 1, K) of the batch that each update sees, where it does not see all rows
    """

    def __init__(self, group: Group, rows: int, *, keep: bool) -> None:
        d, count = group.shape
        # One block: a step's numbers lie together, and a large one gets large memory pages. The
        # row after the last takes the point that nobody reads.
        block = np.empty((rows + 1, 3 * d + 1, count))
        self.points, self.losses = block[:, :d], block[:, d]
        self.filled, self.gradients = block[:, d : 2 * d + 1], block[:, d + 1 : 2 * d + 1]
        self.rates, self.group, self.rows = block[:, 2 * d + 1 :], group, rows
        self.batch_losses: Array | None = None
        self.internals: dict[str, Array] = {}
        for name, state in group.state.items() if keep else ():
            self.internals[name] = np.empty((rows + 1, d, count))
            self.internals[name][0] = state

    def steps(self) -> Iterator[tuple[Array, ...]]:
        """For each step its values and gradients (d + 1, K), then what the group's step takes."""
        points, gradients, losses, rates = self.points, self.gradients, self.losses, self.rates
        states = [part for kept in self.internals.values() for part in (kept, kept[1:])]
        rows = (self.filled, points, gradients, losses, points[1:], rates, *states)
        if self.internals or not self.group.state:
            yield from zip(*rows)  # noqa: B905 - the next rows are one fewer
            return
        fixed = self.group.in_place()
        for row in zip(*rows):  # noqa: B905
            yield *row, *fixed

    def judge_by_all_rows(self, loss: Sampled) -> None:
        """Keep the losses of the batches apart: a run is judged by the whole loss."""
        self.batch_losses, self.losses = self.losses, full_losses(loss, self.points)

    def close(self) -> None:
        """Cut the row after the last, and add what was known before the first step."""
        group, shape = self.group, (self.rows, *self.group.shape)
        if group.rate is not None:
            self.rates[: self.rows] = wide(group.rate, shape)
        kept = {name: part[: self.rows] for name, part in self.internals.items()}
        if kept or not group.state:
            kept |= {name: wide(part, shape) for name, part in group.timed.items()}
        self.internals = {name: kept[name] for name in group.order if name in kept}
        for name in ("points", "losses", "gradients", "rates"):
            setattr(self, name, getattr(self, name)[: self.rows])


def wide(value: Any, shape: tuple[int, ...]) -> Array:
    """What changes with the update alone, (n + 1,) or (n + 1, K), for every coordinate."""
    value = np.asarray(value)
    by_row = value.reshape(len(value), 1, -1) if value.ndim else value
    return np.broadcast_to(by_row, shape)


def walk(
    loss: Any, start: Array, groups: Sequence[Group], noise: Array | None, *, rows: int, keep: bool
) -> tuple[Tape, ...]:
    """Take every lane down the loss from `start` (d, K) and keep every row; a tape each group.

    noise   (n + 1, d) added to the gradients of all lanes, or None
    keep    whether the states are kept, too
    """
    tapes = [Tape(group, rows, keep=keep) for group in groups]
    for tape in tapes:
        tape.points[0] = start[:, tape.group.mine]
    with np.errstate(all="ignore"):
        (alone if len(tapes) == 1 else together)(fills(loss), start, tapes, noise)
        for tape in tapes:
            tape.close()
            if isinstance(loss, Sampled):
                tape.judge_by_all_rows(loss)
    return tuple(tapes)


def alone(fills: Iterator[Fill], start: Array, tapes: Sequence[Tape], noise: Array | None) -> None:
    """The loop of one group, straight in its record."""
    (tape,) = tapes
    step = tape.group.step
    for k, (values, x, g, f, following, *others) in enumerate(tape.steps()):
        next(fills)(x, values)
        if noise is not None:
            np.add(g, noise[k][:, None], out=g)
        step(k, x, g, f, following, *others)
        if k % REST == REST - 1:
            halt(following, f)


def together(
    fills: Iterator[Fill], start: Array, tapes: Sequence[Tape], noise: Array | None
) -> None:
    """The loop of several groups: their points meet in one array for the call of the loss."""
    x, values = np.array(start), np.empty((len(start) + 1, start.shape[1]))
    works = [(t.group.step, (slice(None), t.group.mine), t.steps()) for t in tapes]
    for k in range(tapes[0].rows):
        next(fills)(x, values)
        if noise is not None:
            np.add(values[1:], noise[k][:, None], out=values[1:])
        resting = k % REST == REST - 1
        for step, mine, rows in works:
            own, at, g, f, following, *others = next(rows)
            own[...] = values[mine]
            step(k, at, g, f, following, *others)
            if resting:
                halt(following, f)
            x[mine] = following


def halt(x: Array, losses: Array) -> None:
    """Send lanes that are over to nan: huge arguments slow a sine down, nan costs nothing."""
    over = ~np.isfinite(losses)
    if over.any():
        x[:, over] = np.nan
