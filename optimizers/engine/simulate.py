"""Runs: a race of lanes with different rules, or one rule from many starts."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from language.wording import listed
from optimizers.dial import DialError, show
from optimizers.engine.batches import Sampled, batches
from optimizers.engine.group import Array, Lanes, grouped
from optimizers.engine.lanes import Choice, Lane, factors, of_field, of_race
from optimizers.engine.loop import Tape, walk
from optimizers.engine.record import Record, batch, records
from optimizers.rule import Rule
from optimizers.rules import RULES


def race(
    loss: Any,
    lanes: Sequence[Lane],
    *,
    steps: int,
    noise: float = 0.0,
    seed: int = 0,
    order: str = "shuffled",
) -> tuple[Record, ...]:
    """Run all lanes at once on one loss; a record each, cut to its kept rows.

    A lane's record is the same bits whatever runs beside it.
    order   of the rows that batches see, a key of ORDERS
    Raises DialError for unusable dials, ValueError for starts or steps that cannot be.
    """
    if not lanes:
        return ()
    start = columns([lane.start for lane in lanes], loss)
    all_lanes = list(of_race(lanes, whole(steps)))
    disturb = disturbance(noise, seed, steps, len(start))
    sizes = {lane.batch for lane in lanes}
    found: dict[int, Record] = {}
    for size in sizes:
        mine = [some for some in all_lanes if lanes[some.index[0]].batch == size]
        seen = sampled(loss, size, steps=steps, seed=seed, order=order)
        tapes = taped(seen, start, mine, disturb)
        every = (record for tape in tapes for record in records(tape))
        found |= zip(order_of(mine).tolist(), every, strict=True)
    return tuple(found[place] for place in range(len(lanes)))


def sampled(loss: Any, size: int, *, steps: int, seed: int, order: str = "shuffled") -> Any:
    """The loss whose updates see batches of so many rows; the loss itself where they see all."""
    if not size or not getattr(loss, "rows", 0):
        return loss
    updates = whole(steps) + 1
    return Sampled(loss, batches(loss.rows, size, updates=updates, seed=seed, order=order))


def simulate(
    rule: Rule | str,
    loss: Any,
    start: ArrayLike,
    *,
    steps: int,
    dials: Mapping[str, Any] | None = None,
    schedule: Choice | None = None,
    noise: float = 0.0,
    seed: int = 0,
    internals: bool = True,
) -> Record:
    """Run one rule from one start (d,) or from many (..., d); points are (n + 1, ..., d).

    dials       values, or for numbers arrays that broadcast against the leading shape of `start`
    internals   False leaves the rule's state out of the record, for thousands of lanes
    Raises DialError for unusable dials, ValueError for starts or steps that cannot be.
    """
    starts = np.asarray(start, float)
    shape = starts.shape[:-1]
    flat = columns(starts.reshape(-1, starts.shape[-1]), loss)
    rates = factors(schedule, whole(steps))
    all_lanes = list(of_field(named(rule), dials or {}, shape, rates))
    disturb = disturbance(noise, seed, steps, len(flat))
    tapes = taped(loss, flat, all_lanes, disturb, internals=internals)
    return batch(tapes, np.argsort(order_of(all_lanes)), shape)


def taped(
    loss: Any,
    start: Array,
    all_lanes: Sequence[Lanes],
    disturb: Array | None,
    *,
    internals: bool = True,
) -> tuple[Tape, ...]:
    """The tapes of lanes from `start` (d, K), one for each group."""
    start, rows = start[:, order_of(all_lanes)], len(all_lanes[0].lr)
    groups = tuple(grouped(all_lanes, start, loss=loss, noise=disturb))
    return walk(loss, start, groups, disturb, rows=rows, keep=internals)


def order_of(all_lanes: Sequence[Lanes]) -> NDArray[np.intp]:
    """(K,) which lane each column of the groups is, one group after the other."""
    return np.concatenate([lanes.index for lanes in all_lanes])


def named(rule: Rule | str) -> Rule:
    """The rule of that name, or the rule itself; raises DialError."""
    if isinstance(rule, Rule):
        return rule
    if rule not in RULES:
        known = listed([name for name, known in RULES.items() if known.listed])
        raise DialError(f"The optimizer is {show(rule)}, but it must be {known}.")
    return RULES[rule]


def columns(starts: ArrayLike, loss: Any) -> Array:
    """Starts as columns (d, K); raises ValueError when they do not fit the loss."""
    points = np.array(starts, float)
    wanted = len(getattr(loss, "variables", ())) or points.shape[-1]
    if points.ndim != 2 or points.shape[1] != wanted:
        raise ValueError(f"Every start must have {wanted} coordinates, one a variable of the loss.")
    return points.T


def whole(steps: int) -> int:
    """The number of steps; raises ValueError when there cannot be so many."""
    if steps != int(steps) or steps < 0:
        raise ValueError(f"The number of steps is {steps!r}, but it must be a whole number from 0.")
    return int(steps)


def disturbance(noise: float, seed: int, steps: int, dimension: int) -> Array | None:
    """(n + 1, d) Gaussian noise, the same for every lane; None without noise.

    Drawn row by row, so that more steps keep the earlier rows.
    """
    if not noise:
        return None
    return noise * np.random.default_rng(seed).standard_normal((steps + 1, dimension))
