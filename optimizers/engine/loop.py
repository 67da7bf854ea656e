"""The only loop: all lanes of all rules, one call of the loss a step.

Arrays are (d, K): a coordinate a row, a lane a column, so that every operation runs along lanes.
Lanes of one rule (and of the same switches and choices) stand together as a group, and their
dials are vectors (K,). The record is time-major and allocated before the first step.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np

from optimizers.engine.group import Group
from optimizers.rule import Array

REST = 16  # steps between two looks for lanes that have stopped


class Loss(Protocol):
    """What the engine asks of a loss: values (K,) and gradients (d, K) at points (d, K)."""

    def value_and_gradient(self, x: Array) -> tuple[Array, Array]: ...


Fill = Callable[[Array, Array], None]


@dataclass(frozen=True, eq=False)
class Tape:
    """All rows of all lanes, which stand in the order of their groups."""

    points: Array  # (n + 1, d, K)
    losses: Array  # (n + 1, K)
    gradients: Array  # (n + 1, d, K)
    rates: Array  # (n + 1, d, K)
    groups: tuple[Group, ...]

    def internals(self, lane: int) -> dict[str, Array]:
        """The state of one lane by name: (n + 1, d)."""
        group = next(group for group in self.groups if lane < group.mine.stop)
        column = lane - group.mine.start
        return {name: store[:, :, column] for name, store in group.internals.items()}

    def all_internals(self) -> dict[str, Array]:
        """The state of all lanes by name: (n + 1, d, K), nan where a lane has none."""
        if len(self.groups) == 1:
            return self.groups[0].internals
        names = dict.fromkeys(name for group in self.groups for name in group.internals)
        stores = {name: np.full_like(self.points, np.nan) for name in names}
        for group in self.groups:
            for name, store in group.internals.items():
                stores[name][:, :, group.mine] = store
        return stores


def filler(loss: Any) -> Fill:
    """The engine's call: at points (d, K), write [value, *gradient] into an array (d + 1, K).

    From the parts of one compiled call where a loss offers them, which saves a copy.
    """
    parts = getattr(loss, "parts", None) or partial(parts_of, loss)

    def fill(x: Array, out: Array) -> None:
        for row, part in enumerate(parts(x)):
            out[row] = part

    return fill


def parts_of(loss: Any, x: Array) -> tuple[Array, ...]:
    """[value, *gradient] at points (d, K), of a loss without `parts`."""
    if hasattr(loss, "value_and_gradient"):
        value, gradient = loss.value_and_gradient(x)
    else:
        value, gradient = loss.value(x.T), loss.gradient(x.T).T
    return (value, *gradient)


def walk(
    loss: Any, start: Array, groups: Sequence[Group], noise: Array | None, *, rows: int
) -> Tape:
    """Take every lane down the loss from `start` (d, K) and keep every row.

    noise   (n + 1, d) added to the gradients of all lanes, or None
    """
    fill, (d, count) = filler(loss), start.shape
    # One block: a step's numbers lie together, and a large one gets large memory pages. The row
    # after the last takes the point that nobody reads.
    block = np.empty((rows + 1, 3 * d + 1, count))
    points, losses, gradients = block[:, :d], block[:, d], block[:, d + 1 : 2 * d + 1]
    rates, filled = block[:, 2 * d + 1 :], block[:, d : 2 * d + 1]
    points[0] = start
    with np.errstate(all="ignore"):
        steps = zip(points, filled, gradients, rates, points[1:])  # noqa: B905 - one is shorter
        for k, (x, values, g, rate, following) in enumerate(steps):
            fill(x, values)
            if noise is not None:
                np.add(g, noise[k][:, None], out=g)
            for group in groups:
                for store, part in zip(group.stores, group.state):  # noqa: B905 - the inner loop
                    store[k] = part
                rate[group.where] = group.advance(k, g, following)
            if k % REST == REST - 1:
                rest(groups, following, losses[k])
    return Tape(points[:-1], losses[:-1], gradients[:-1], rates[:-1], tuple(groups))


def rest(groups: Sequence[Group], x: Array, losses: Array) -> None:
    """Halt the lanes whose loss is not finite."""
    over = ~np.isfinite(losses)
    if over.any():
        x[:, over] = np.nan
        for group in groups:
            group.halt(over)
