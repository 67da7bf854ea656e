"""One update of a run with all its numbers, computed by the very function that made the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from optimizers.common import decayed, pulled
from optimizers.lanes import Lane, of_race
from optimizers.record import Record
from optimizers.rule import Array, Plan


@dataclass(frozen=True, eq=False)
class Moment:
    """The update that leaves row k of a record; every array is (d,).

    `before`, `after` and `derived` are by the names of `rule.terms`.
    """

    update: int  # t, counted from 1
    lr: float  # schedule included
    point: Array
    gradient: Array
    before: Mapping[str, Array]
    after: Mapping[str, Array]
    derived: Mapping[str, Array]
    rate: Array  # effective learning rate
    following: Array  # the next point

    @property
    def step(self) -> Array:
        """From the point to the next."""
        return self.following - self.point


def explain(lane: Lane, record: Record, k: int) -> Moment:
    """Every number of the update that leaves row `k` of the lane's record."""
    (lanes,) = of_race([lane], k)
    plan = Plan(lanes.dials, lanes.lr)
    update = decayed(lane.rule.update(plan), plan)
    x, g = record.points[k][:, None], record.gradients[k][:, None]
    before = {name: store[k] for name, store in record.internals.items()}
    with np.errstate(all="ignore"):
        following, state, rate = update(k, x, g, tuple(part[:, None] for part in before.values()))
        derived = lane.rule.derive(plan, k, pulled(plan, x, g), state)
    return Moment(
        update=k + 1,
        lr=float(plan.lr[k, 0]),
        point=record.points[k],
        gradient=record.gradients[k],
        before=before,
        after={name: part[:, 0] for name, part in zip(before, state, strict=True)},
        derived={name: part[:, 0] for name, part in derived.items()},
        rate=np.broadcast_to(rate, x.shape)[:, 0],
        following=following[:, 0],
    )
