"""The only loop: all lanes of all rules, one call of the loss a step.

Arrays are (d, K): a coordinate a row, a lane a column, so that every operation runs along lanes.
Lanes of one rule (and of the same switches and choices) stand together as a group, and their
dials are vectors (K,). The record is time-major and allocated before the first step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
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
    """Lanes at work: their slice of all lanes, their points and state, their step."""

    def __init__(self, lanes: Lanes, first: int, start: Array) -> None:
        plan = plan_of(lanes, len(start))
        self.lanes, self.mine = lanes, slice(first, first + len(lanes.index))
        self.where = (slice(None), self.mine)
        # Its own points and gradients lie together: NumPy takes twice as long over strides.
        self.x = np.ascontiguousarray(start[self.where])
        state = lanes.rule.init(self.x, plan)
        self.names: tuple[str, ...] = tuple(state)
        self.state: State = tuple(state.values())
        self.step: Step = decayed(lanes.rule.update(plan), plan)

    def advance(self, k: int, x: Array, g: Array) -> None:
        """Take update k + 1, from the gradients (d, K) of all lanes to their points."""
        self.x, self.state, _ = self.step(k, self.x, g[self.where], self.state)
        x[self.where] = self.x

    def halt(self, over: NDArray[np.bool_]) -> None:
        """Send lanes that are over to nan: huge arguments slow a sine down, nan costs nothing."""
        self.x[:, over[self.mine]] = np.nan


class Recorder(Group):
    """A group that keeps every row; row n + 1 of the points is never read.

    points (n + 2, d, K), gradients, rates and each of internals (n + 1, d, K)
    """

    def __init__(self, lanes: Lanes, first: int, start: Array) -> None:
        super().__init__(lanes, first, start)
        rows = len(lanes.lr)
        self.points = np.empty((rows + 1, *self.x.shape))
        self.gradients, self.rates = (np.empty((rows, *self.x.shape)) for _ in range(2))
        self.stores = tuple(np.empty((rows, *self.x.shape)) for _ in self.state)
        self.points[0] = self.x

    def advance(self, k: int, x: Array, g: Array) -> None:
        """As Group.advance, keeping what row k holds."""
        for store, part in zip(self.stores, self.state, strict=True):
            store[k] = part
        mine = self.gradients[k]
        mine[...] = g[self.where]
        following, self.state, self.rates[k] = self.step(k, self.x, mine, self.state)
        self.points[k + 1] = x[self.where] = self.x = following

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

    losses: Array  # (n + 1, K)
    groups: tuple[Recorder, ...]

    def column(self, lane: int) -> tuple[Recorder, int]:
        """The group that a lane is in, and its column there."""
        group = next(group for group in self.groups if lane < group.mine.stop)
        return group, lane - group.mine.start

    def joined(self, part: Callable[[Recorder], Array]) -> Array:
        """A part of the groups side by side: (n + 1, d, K)."""
        parts = [part(group) for group in self.groups]
        return parts[0] if len(parts) == 1 else np.concatenate(parts, axis=2)


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
    groups = tuple(Recorder(lanes, first, start) for lanes, first in placed(all_lanes))
    x, losses = start.copy(), np.empty((rows, start.shape[1]))
    with np.errstate(all="ignore"):
        for k in range(rows):
            losses[k], g = call(x)
            if noise is not None:
                g = g + noise[k][:, None]
            for group in groups:
                group.advance(k, x, g)
            if k % REST == REST - 1:
                rest(groups, x, losses[k])
    return Tape(losses, groups)


def placed(all_lanes: Sequence[Lanes]) -> Iterator[tuple[Lanes, int]]:
    """Groups side by side: each with the place of its first lane."""
    first = 0
    for lanes in all_lanes:
        yield lanes, first
        first += len(lanes.index)


def rest(groups: Sequence[Group], x: Array, losses: Array) -> None:
    """Halt the lanes whose loss is not finite."""
    over = ~np.isfinite(losses)
    if over.any():
        x[:, over] = np.nan
        for group in groups:
            group.halt(over)
