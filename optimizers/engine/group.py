"""Lanes of one rule, told their settings once and taken down a loss together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from optimizers.rule import Array, Plan, Rule, State, Step
from optimizers.rules.shared import decayed

SMALL = 256  # coordinates of all lanes in a group, up to which a call's overhead is what counts


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
        self.mine = slice(first, first + len(lanes.index))
        self.where = (slice(None), self.mine)
        # Its own points and gradients lie together: NumPy takes twice as long over strides.
        self.x = np.ascontiguousarray(start[self.where])
        self.alone = self.x.shape == start.shape
        self.g = np.empty_like(self.x)
        state = lanes.rule.init(self.x, plan)
        self.names: tuple[str, ...] = tuple(state)
        self.state: State = tuple(state.values())
        self.step: Step = decayed(lanes.rule.update(plan), plan)
        self.stores: tuple[Array, ...] = ()

    def advance(self, k: int, g: Array, following: Array) -> Array:
        """Take update k + 1: gradients (d, K) of all lanes in, their next points out."""
        if self.alone:
            self.x, self.state, rate = self.step(k, self.x, g, self.state)
            following[...] = self.x
            return rate
        self.g[...] = g[self.where]
        self.x, self.state, rate = self.step(k, self.x, self.g, self.state)
        following[self.where] = self.x
        return rate

    def keep(self, rows: int) -> None:
        """Make room for the state of every row; none where there are no rows to keep."""
        self.stores = tuple(np.empty((rows, *self.x.shape)) for _ in self.state if rows)

    def halt(self, over: NDArray[np.bool_]) -> None:
        """Send lanes that are over to nan: huge arguments slow a sine down, nan costs nothing."""
        self.x[:, over[self.mine]] = np.nan

    @property
    def internals(self) -> dict[str, Array]:
        """The state of every row by name: (n + 1, d, K); empty where it was not kept."""
        return dict(zip(self.names, self.stores, strict=False))


def plan_of(lanes: Lanes, dimension: int) -> Plan:
    """What the rule of these lanes is told.

    In a small group a NumPy call costs the same for one number as for fifty, but twice as much
    where shapes differ; so all numbers take the shape of the points. The bits are the same.
    """
    shape = (dimension, len(lanes.index))
    if shape[0] * shape[1] > SMALL:
        return Plan(lanes.dials, lanes.lr)
    dials = {
        name: spread(value, shape) if isinstance(value, np.ndarray) else value
        for name, value in lanes.dials.items()
    }
    return Plan(dials, spread(lanes.lr[:, None], (len(lanes.lr), *shape)))


def spread(value: Array, shape: tuple[int, ...]) -> Array:
    """A value as an array of its own of that shape."""
    result = np.empty(shape)
    result[...] = value
    return result


def grouped(all_lanes: Sequence[Lanes], start: Array) -> tuple[Group, ...]:
    """The groups side by side, in the order of their lanes."""
    firsts = np.cumsum([0, *(len(lanes.index) for lanes in all_lanes)]).tolist()
    return tuple(Group(lanes, a, start) for lanes, a in zip(all_lanes, firsts[:-1], strict=True))
