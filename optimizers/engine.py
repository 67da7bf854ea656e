"""The only loop: all lanes of all rules, one call of the loss a step.

Arrays are (d, K): a coordinate a row, a lane a column, so that every operation runs along lanes.
Lanes of one rule (and of the same switches and choices) stand together as a group, and their
dials are vectors (K,). The record is time-major and allocated before the first step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from optimizers.common import decayed
from optimizers.rule import Array, Plan, Rule, State, Step

REST = 16  # steps between two looks for lanes that have stopped
SMALL = 256  # coordinates of all lanes in a group, up to which a call's overhead is what counts


class Loss(Protocol):
    """What the engine asks of a loss: values (K,) and gradients (d, K) at points (d, K)."""

    def value_and_gradient(self, x: Array) -> tuple[Array, Array]: ...


Call = Callable[[Array], tuple[Array, Array]]


@dataclass(frozen=True, eq=False)
class Lanes:
    """Lanes of one rule with the same switches and choices."""

    rule: Rule
    index: NDArray[np.intp]  # (K,) where each lane stands among all of the run
    dials: Mapping[str, Any]  # numbers (K,) or (1,); switches and choices as they are
    lr: Array  # (n + 1, K) or (n + 1, 1), schedule included


class Group:
    """Lanes at work: their slice of all lanes, their state, their function of one step."""

    def __init__(self, lanes: Lanes, first: int, start: Array) -> None:
        plan = plan_of(lanes, len(start))
        self.first, self.last = first, first + len(lanes.index)
        self.where = (slice(None), slice(self.first, self.last))
        state = lanes.rule.init(start[self.where], plan)
        self.names = tuple(state)
        self.state: State = tuple(state.values())
        self.step: Step = decayed(lanes.rule.update(plan), plan)
        self.stores: tuple[Array, ...] = ()

    def keep(self, rows: int) -> None:
        """Make room for the state of every row."""
        self.stores = tuple(np.empty((rows, *part.shape)) for part in self.state)

    @property
    def internals(self) -> dict[str, Array]:
        """The state of every row by name: (n + 1, d, K)."""
        return dict(zip(self.names, self.stores, strict=True))


def plan_of(lanes: Lanes, dimension: int) -> Plan:
    """What the rule of these lanes is told.

    In a small group a NumPy call costs the same for one number as for fifty, but twice as much
    where shapes differ; so all numbers take the shape of the points. The bits are the same.
    """
    shape = (dimension, len(lanes.index))
    if shape[0] * shape[1] > SMALL:
        return Plan(lanes.dials, lanes.lr)
    dials = {
        name: np.array(np.broadcast_to(value, shape)) if isinstance(value, np.ndarray) else value
        for name, value in lanes.dials.items()
    }
    return Plan(dials, np.array(np.broadcast_to(lanes.lr[:, None], (len(lanes.lr), *shape))))


@dataclass(frozen=True, eq=False)
class Tape:
    """All rows of all lanes, which stand in the order of their groups."""

    points: Array  # (n + 1, d, K)
    losses: Array  # (n + 1, K)
    gradients: Array  # (n + 1, d, K)
    rates: Array  # (n + 1, d, K)
    groups: tuple[Group, ...]

    def internals_of(self, lane: int) -> tuple[dict[str, Array], int]:
        """The stores (n + 1, d, K) of the group that a lane is in, and its column there."""
        group = next(group for group in self.groups if lane < group.last)
        return group.internals, lane - group.first

    def all_internals(self) -> dict[str, Array]:
        """The stores of all lanes by name, nan where a group lacks one."""
        if len(self.groups) == 1:
            return self.groups[0].internals
        names = dict.fromkeys(name for group in self.groups for name in group.names)
        stores = {name: np.full_like(self.points, np.nan) for name in names}
        for group in self.groups:
            for name, store in group.internals.items():
                stores[name][:, :, group.first : group.last] = store
        return stores


def call_of(loss: Any) -> Call:
    """The engine's call; made of `value` and `gradient` for a loss that lacks it."""
    if hasattr(loss, "value_and_gradient"):
        return loss.value_and_gradient  # type: ignore[no-any-return]
    return lambda x: (loss.value(x.T), loss.gradient(x.T).T)


def walk(loss: Any, start: Array, all_lanes: Sequence[Lanes], noise: Array | None) -> Tape:
    """Take every lane down the loss from `start` (d, K) and keep every row.

    noise   (n + 1, d) added to the gradients of all lanes, or None
    """
    call, rows = call_of(loss), len(all_lanes[0].lr)
    groups = grouped(all_lanes, start)
    points = np.empty((rows + 1, *start.shape))  # one more: the point after the last row
    gradients, rates = np.empty((rows, *start.shape)), np.empty((rows, *start.shape))
    losses = np.empty((rows, start.shape[1]))
    for group in groups:
        group.keep(rows)
    points[0] = start
    with np.errstate(all="ignore"):
        for k in range(rows):
            x, g, following, rate = points[k], gradients[k], points[k + 1], rates[k]
            losses[k], g[...] = call(x)
            if noise is not None:
                g += noise[k][:, None]
            for group in groups:
                where, state = group.where, group.state
                for store, part in zip(group.stores, state, strict=True):
                    store[k] = part
                following[where], group.state, rate[where] = group.step(
                    k, x[where], g[where], state
                )
            if k % REST == REST - 1:
                rest(losses[k], following)
    return Tape(points[:-1], losses, gradients, rates, tuple(groups))


def grouped(all_lanes: Sequence[Lanes], start: Array) -> list[Group]:
    """The groups side by side, in the order of their lanes."""
    firsts = np.cumsum([0, *(len(lanes.index) for lanes in all_lanes)])
    return [Group(lanes, int(a), start) for lanes, a in zip(all_lanes, firsts, strict=False)]


def rest(losses: Array, following: Array) -> None:
    """Send lanes whose loss is not finite to nan.

    They are over; huge arguments of a sine would slow the others down, nan costs nothing.
    """
    over = ~np.isfinite(losses)
    if over.any():
        following[:, over] = np.nan
