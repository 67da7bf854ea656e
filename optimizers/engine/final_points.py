"""Where runs end, for maps of starts and sweeps of dials: thousands of lanes, no rows kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from optimizers.engine import lanes as gather
from optimizers.engine.group import Lanes, grouped
from optimizers.engine.lanes import Choice
from optimizers.engine.loop import Fill, filler, rest
from optimizers.engine.simulate import columns, disturbance, named, whole
from optimizers.engine.watch import Watch
from optimizers.rule import Array, Rule

CHUNK = 8192  # lanes at a time: temporaries stay in the cache, more gain nothing
TABLE = 4_000_000  # numbers in a table of one dial for all steps, where lanes differ
SETTLED = 1e-6  # a step shorter than this in every coordinate no longer shows


@dataclass(frozen=True, eq=False)
class Finish:
    """How many runs ended; `...` is the leading shape of the starts.

    points   (..., d)  last point that is finite with a finite loss
    losses   (...)     the loss there
    best     (...)     lowest loss on the way
    settled  (...)     step after which no step is longer than the tolerance; -1 without one
    kept     (...)     rows in which point and loss are finite, of steps + 1
    ended    (...)     as in Record
    """

    points: Array
    losses: Array
    best: Array
    settled: NDArray[np.intp]
    kept: NDArray[np.intp]
    ended: NDArray[np.str_]


def finish(
    rule: Rule | str,
    loss: Any,
    start: ArrayLike,
    *,
    steps: int,
    dials: Mapping[str, Any] | None = None,
    schedule: Choice | None = None,
    noise: float = 0.0,
    seed: int = 0,
    tolerance: float = SETTLED,
    progress: Callable[[int, int], None] | None = None,
) -> Finish:
    """As `simulate`, keeping only how each run ends; a lane ends on the very same bits.

    progress   called with (lanes done, lanes in all) after every chunk; may raise to stop
    """
    starts = np.asarray(start, float)
    shape = starts.shape[:-1]
    flat = columns(starts.reshape(-1, starts.shape[-1]), loss)
    table, factors = flattened(dials or {}, shape), gather.factors(schedule, whole(steps))
    disturb, count, parts = disturbance(noise, seed, steps, len(flat)), flat.shape[1], []
    size = min(CHUNK, max(1, TABLE // (steps + 1))) if table else CHUNK
    for first in range(0, count, size):
        chunk = slice(first, first + size)
        given = {**(dials or {}), **{name: value[chunk] for name, value in table.items()}}
        x = flat[:, chunk]
        groups = list(gather.of_field(named(rule), given, x.shape[1:], factors))
        parts.append(run(filler(loss), x, groups, disturb=disturb, tolerance=tolerance))
        if progress:
            progress(min(first + size, count), count)
    return joined(parts, shape)


def flattened(dials: Mapping[str, Any], shape: tuple[int, ...]) -> dict[str, Array]:
    """The dials that are arrays, one number a lane."""
    return {
        name: np.broadcast_to(value, shape).ravel()
        for name, value in dials.items()
        if isinstance(value, np.ndarray)
    }


def run(
    fill: Fill, start: Array, all_lanes: Sequence[Lanes], *, disturb: Array | None, tolerance: float
) -> Finish:
    """How lanes from `start` (d, K) end, in their own order."""
    order = np.concatenate([lanes.index for lanes in all_lanes])
    x, rows = np.ascontiguousarray(start[:, order]), len(all_lanes[0].lr)
    groups, watch = grouped(all_lanes, x), Watch(x, rows, tolerance)
    with np.errstate(all="ignore"):
        for k in range(rows):
            filled = np.empty((len(x) + 1, x.shape[1]))
            fill(x, filled)
            f, g = filled[0], filled[1:]
            watch.look(k, x, f, g)
            if k < rows - 1:
                before, x = x, np.empty_like(x)
                g = g if disturb is None else g + disturb[k][:, None]
                for group in groups:
                    group.advance(k, g, x)
                watch.move(k, before, x)
                rest(groups, x, f)
    watch.close()
    back = np.argsort(order)
    return Finish(
        points=watch.points.T[back],
        losses=watch.losses[back],
        best=watch.best[back],
        settled=watch.settled[back],
        kept=watch.kept[back],
        ended=watch.ended[back],
    )


def joined(parts: list[Finish], shape: tuple[int, ...]) -> Finish:
    """Chunks one after the other, in the shape of the starts."""

    def all_of(name: str) -> Any:
        whole = np.concatenate([getattr(part, name) for part in parts])
        return whole.reshape((*shape, *whole.shape[1:]))

    return Finish(**{field.name: all_of(field.name) for field in fields(Finish)})
