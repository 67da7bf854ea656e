"""What a lesson may state: quantities of a run, or of the loss itself.

A quantity is one row of OF_RUN or OF_LOSS; that row makes it usable in every chapter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiment import Trajectory
from losses import Loss
from optimizers.engine.batches import Sampled

Array = NDArray[np.float64]
Found = float | str  # a measured number, or a word
AXES = ("x", "y")  # first and second variable, whatever they are called in the loss


class ClaimError(ValueError):
    """A claim that cannot be read or measured; the text says why."""


@dataclass(frozen=True)
class Where:
    """Where to measure."""

    at: int | None = None  # row, by default the last; for `gap` the last row that is compared
    since: int = 0  # first row that counts, for what is taken over many rows
    point: tuple[float, ...] = ()  # (d,) of the loss
    within: float = 0.0  # distance from the point
    level: float = 0.0  # a loss
    axis: str = "x"  # "x" or "y": first or second variable
    state: str = ""  # name of one of the rule's internals
    other: Trajectory | None = None  # the run to compare with

    @property
    def column(self) -> int:
        if self.axis not in AXES:
            raise ClaimError(f"there is no axis {self.axis}, there are {' and '.join(AXES)}")
        return AXES.index(self.axis)


@dataclass(frozen=True)
class Quantity:
    """How to measure, and the parts of Where that must (`needs`) or may (`takes`) be given."""

    measure: Callable[[Any, Where], Any]  # a number or a word
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


def row(walk: Trajectory, at: int | None) -> int:
    """Return the number of the row. Raises ClaimError where the run ended before it."""
    last = len(walk.points) - 1
    if at is not None and at > last:
        raise ClaimError(f"the run has no step {at}, its last is {last}")
    return last if at is None else at


def gaps(walk: Trajectory, where: Where) -> Array:
    """Return the distance of each row to the point (n,)."""
    return np.asarray(np.linalg.norm(walk.points - np.asarray(where.point), axis=-1))


def lengths(walk: Trajectory, where: Where) -> Array:
    """Return the length of each step that leaves row `since` or a later one (n - since - 1,)."""
    moves = np.diff(walk.points[where.since :], axis=0)
    return np.asarray(np.linalg.norm(moves, axis=-1))


def first_true(rows: NDArray[np.bool_]) -> float:
    return float(np.argmax(rows)) if rows.any() else inf


def coordinate(walk: Trajectory, where: Where) -> float:
    if where.column >= walk.points.shape[-1]:
        raise ClaimError("the loss has no second variable")
    return float(walk.points[row(walk, where.at), where.column])


def internal(walk: Trajectory, where: Where) -> float:
    if where.state not in walk.internals:
        raise ClaimError(f"{walk.run.rule} has no internal {where.state}")
    return float(walk.internals[where.state][row(walk, where.at), where.column])


def first(walk: Trajectory, where: Where) -> float:
    return first_true(gaps(walk, where) <= where.within)


def stays(walk: Trajectory, where: Where) -> float:
    far = gaps(walk, where) > where.within
    return inf if far[-1] else float(len(far) - np.argmax(far[::-1])) if far.any() else 0.0


def leaves(walk: Trajectory, where: Where) -> float:
    far = gaps(walk, where) > where.within
    far[: int(min(first(walk, where), len(far)))] = False
    return first_true(far)


def turns(walk: Trajectory, where: Where) -> float:
    moves = np.diff(walk.points[where.since :, where.column])
    return float((np.sign(moves[1:]) * np.sign(moves[:-1]) < 0).sum())


def gap(walk: Trajectory, where: Where) -> float:
    """Return the largest difference of a coordinate of two runs over their common rows."""
    assert where.other is not None
    rows = 1 + min(row(walk, where.at), row(where.other, where.at))
    return float(np.abs(walk.points[:rows] - where.other.points[:rows]).max())


def apart(walk: Trajectory, where: Where) -> float:
    assert where.other is not None
    here, there = walk.points[row(walk, where.at)], where.other.points[row(where.other, where.at)]
    return float(np.linalg.norm(here - there))


def rows_seen(walk: Trajectory, where: Where) -> float:
    """Return how many rows of the table all updates before the row have seen, one by one."""
    updates, loss = row(walk, where.at), walk.beside.loss
    if isinstance(loss, Sampled):
        return float(sum(map(len, loss.order[:updates])))
    if not loss.rows:
        raise ClaimError("the loss is not over the rows of a table")
    return float(updates * loss.rows)


def batch_limit(walk: Trajectory, where: Where) -> float:
    """Return the least stability limit at the point among the losses that the updates see."""
    loss = walk.beside.loss
    seen = loss.each if isinstance(loss, Sampled) else (loss,)
    return float(min(2 / curvatures(one, where)[-1] for one in seen))


def curvatures(of: Loss, where: Where) -> Array:
    return np.asarray(np.linalg.eigvalsh(of.hessian(np.asarray(where.point))))


OF_RUN: Mapping[str, Quantity] = {
    "x": Quantity(coordinate, takes=("at",)),
    "y": Quantity(lambda w, o: coordinate(w, replace(o, axis="y")), takes=("at",)),
    "loss": Quantity(lambda w, o: w.losses[row(w, o.at)], takes=("at",)),
    # The length of the gradient, noise included; the effective rate of the update after the row.
    "gradient": Quantity(lambda w, o: np.linalg.norm(w.gradients[row(w, o.at)]), takes=("at",)),
    "rate": Quantity(lambda w, o: w.rates[row(w, o.at), o.column], takes=("at", "axis")),
    "internal": Quantity(internal, needs=("state",), takes=("at", "axis")),
    "distance": Quantity(lambda w, o: gaps(w, o)[row(w, o.at)], needs=("point",), takes=("at",)),
    # The length of the step that arrives at the row.
    "step length": Quantity(lambda w, o: lengths(w, Where())[row(w, o.at) - 1], takes=("at",)),
    "shortest step": Quantity(lambda w, o: lengths(w, o).min(), takes=("since",)),
    "longest step": Quantity(lambda w, o: lengths(w, o).max(), takes=("since",)),
    "path": Quantity(lambda w, o: lengths(w, o).sum(), takes=("since",)),
    "lowest": Quantity(lambda w, o: w.points[o.since :, o.column].min(), takes=("axis", "since")),
    "highest": Quantity(lambda w, o: w.points[o.since :, o.column].max(), takes=("axis", "since")),
    "least loss": Quantity(lambda w, o: w.losses[o.since :].min(), takes=("since",)),
    "most loss": Quantity(lambda w, o: w.losses[o.since :].max(), takes=("since",)),
    "rises": Quantity(lambda w, o: (np.diff(w.losses) > 0).sum()),  # steps uphill
    "turns": Quantity(turns, takes=("axis", "since")),  # changes of direction
    "first within": Quantity(first, needs=("point", "within")),  # a step, or never
    "stays within": Quantity(stays, needs=("point", "within")),  # from that step to the end
    "leaves": Quantity(leaves, needs=("point", "within")),  # first step outside after one inside
    "first below": Quantity(lambda w, o: first_true(w.losses < o.level), needs=("level",)),
    "gap": Quantity(gap, needs=("other",), takes=("at",)),
    "apart": Quantity(apart, needs=("other",), takes=("at",)),  # at that row alone
    "mean distance": Quantity(
        lambda w, o: gaps(w, o)[o.since :].mean(), needs=("point",), takes=("since",)
    ),
    "rows seen": Quantity(rows_seen, takes=("at",)),
    "batch limit": Quantity(batch_limit, needs=("point",)),
    "last step": Quantity(lambda w, _: row(w, None)),
    "verdict": Quantity(lambda w, _: w.verdict.kind),
    "verdict step": Quantity(lambda w, _: w.verdict.step),
    "period": Quantity(lambda w, _: w.verdict.period or 0),
}
OF_LOSS: Mapping[str, Quantity] = {
    "value": Quantity(lambda f, o: f.value(np.asarray(o.point)), needs=("point",)),
    "slope": Quantity(
        lambda f, o: np.linalg.norm(f.gradient(np.asarray(o.point))), needs=("point",)
    ),
    "curvature": Quantity(lambda f, o: curvatures(f, o)[-1], needs=("point",)),
    "least curvature": Quantity(lambda f, o: curvatures(f, o)[0], needs=("point",)),
    "stability limit": Quantity(lambda f, o: 2 / curvatures(f, o)[-1], needs=("point",)),
    "condition": Quantity(
        lambda f, o: curvatures(f, o)[-1] / curvatures(f, o)[0], needs=("point",)
    ),
}
