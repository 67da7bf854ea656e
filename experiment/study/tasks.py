"""A study cut into tasks of bounded size, in an order that depends on nothing but the study.

A task is a small value that travels to whoever computes it; its rows are the same bits wherever
that is, because a lane's numbers depend on no lane beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from experiment.model import Run
from experiment.study.plan import Method, Objective, Study
from optimizers import Finish, finish

Array = NDArray[np.float64]
Rows = NDArray[np.void]  # (N,) with the fields of `fields`
LANES = 8192  # of a block; the engine takes no more at once either
ROWS_AT_ONCE = 8  # rows of a table that cost as much memory as one lane more
OVERHEAD = 400  # lanes whose steps take as long as the call of a step does
TASK = 12_000_000  # cost of a task, in steps of lanes: some tenths of a second
MOST = 4096  # blocks of a task
ENDED = ("", "loss", "gradient", "point")  # as in Record, by the number in a row
WIDTH = 2  # coordinates of a start in a row


class Budget(NamedTuple):
    """What all runs of a study share."""

    steps: int
    budgets: tuple[int, ...]
    goal: float
    noise: float


@dataclass(frozen=True)
class Block:
    """Some lanes of one rule on one loss with one seed: dials x rates x starts, in this order.

    places   of loss, rule and seed in the study
    dials    place of the first run among those of the rule; they differ in numbers alone
    lanes    the first and the one after the last
    """

    places: tuple[int, int, int]
    objective: Objective
    runs: tuple[Run, ...]
    dials: int
    rates: tuple[float, ...]
    seed: int
    lanes: tuple[int, int]

    @property
    def count(self) -> int:
        return self.lanes[1] - self.lanes[0]


@dataclass(frozen=True)
class Task:
    """A part of a study, by its number from 0."""

    number: int
    shared: Budget
    blocks: tuple[Block, ...]

    @property
    def rows(self) -> int:
        """How many rows it gives."""
        return sum(block.count for block in self.blocks)

    @property
    def cost(self) -> float:
        """What it takes, in steps of lanes of a cheap rule on a cheap loss."""
        return self.shared.steps * sum(map(_cost, self.blocks))


def tasks(study: Study) -> Iterator[Task]:
    """Yield the tasks of a study; consecutive blocks go together until they are work enough."""
    shared = Budget(study.steps, study.budgets, study.goal, study.noise)
    number, cost, some = 0, 0.0, list[Block]()
    for block in _blocks(study):
        some.append(block)
        cost += study.steps * _cost(block)
        if cost >= TASK or len(some) >= MOST:
            yield Task(number, shared, tuple(some))
            number, cost, some = number + 1, 0.0, []
    if some:
        yield Task(number, shared, tuple(some))


def _blocks(study: Study) -> Iterator[Block]:
    for loss, objective in enumerate(study.losses):
        most = max(16, LANES // max(1, objective.rows // ROWS_AT_ONCE))
        for rule, method in enumerate(study.methods):
            for place, seed in enumerate(study.seeds_of(objective)):
                for first, runs in _forms(method):
                    count = len(runs) * len(method.rates) * len(objective.starts)
                    for lane in range(0, count, most):
                        yield Block(
                            (loss, rule, place), objective, runs, first, method.rates, seed,
                            (lane, min(lane + most, count)),
                        )  # fmt: skip


def _forms(method: Method) -> Iterator[tuple[int, tuple[Run, ...]]]:
    """Yield neighbours among the runs that differ in numbers alone, and the place of the first."""

    def form(run: Run) -> tuple[object, ...]:
        return tuple(v for v in run.dials.values() if isinstance(v, bool | str | tuple))

    first = 0
    for _, some in groupby(method.runs, form):
        runs = tuple(some)
        yield first, runs
        first += len(runs)


def _cost(block: Block) -> float:
    """Return what a step of a block's lanes takes."""
    each = 1.0 + block.objective.work / 100
    return block.runs[0].work * (OVERHEAD + block.count * each)


def fields(budgets: int) -> np.dtype[np.void]:
    """Return the fields of a row.

    loss, rule, dials, rate, start, seed   places in the study
    at       the start, nan behind its coordinates
    first    the loss there
    best     the lowest loss by each budget; last   the loss at it, nan where the run is over
    way      how far from the start it stands at each, in widths of the window; nan likewise
    reached  the step at which the goal is reached, -1 if it never is
    kept, settled   as in Finish; ended   a place in ENDED
    """
    whole = [(name, "<i4") for name in ("loss", "rule", "dials", "rate", "start", "seed")]
    numbers: list[Any] = [("at", "<f8", (WIDTH,)), ("first", "<f8")]
    numbers += [(name, "<f8", (budgets,)) for name in ("best", "last", "way")]
    ends = [("reached", "<i4"), ("kept", "<i4"), ("settled", "<i4"), ("ended", "<i1")]
    return np.dtype([*whole, *numbers, *ends])


def run_task(task: Task) -> Rows:
    """Return the rows of a task, one for each lane, in their order."""
    return np.concatenate([run_block(block, task.shared) for block in task.blocks])


def run_block(block: Block, shared: Budget) -> Rows:
    """Return the rows of a block."""
    objective, run = block.objective, block.runs[0]
    shape = (len(block.runs), len(block.rates), len(objective.starts))
    dials, rates, starts = np.unravel_index(np.arange(*block.lanes), shape)
    points = np.array(objective.starts)[starts]
    first = objective.loss.value(points)
    ends = finish(
        run.update, objective.sampled(shared.steps, block.seed), points,
        steps=shared.steps, schedule=run.lane.schedule, noise=shared.noise, seed=block.seed,
        dials={**_dials(block.runs, dials), "lr": np.array(block.rates)[rates]},
        budgets=shared.budgets, goal=goals(objective, first, shared.goal),
    )  # fmt: skip
    rows = np.zeros(block.count, fields(len(shared.budgets)))
    rows["loss"], rows["rule"], rows["seed"] = block.places
    rows["dials"], rows["rate"], rows["start"] = block.dials + dials, rates, starts
    rows["at"], rows["first"] = np.nan, first
    rows["at"][:, : points.shape[1]] = points
    _fill(rows, ends, points, np.ptp(objective.window, axis=1))
    return rows


def goals(objective: Objective, first: Array, share: float) -> Array | None:
    """Return the losses (K,) that runs from losses (K,) are to come down to; None without any."""
    if not objective.known:
        return None
    return objective.lowest + np.maximum(share * (first - objective.lowest), objective.resolution)


def _dials(runs: Sequence[Run], places: NDArray[np.intp]) -> dict[str, Any]:
    """Return each dial as one value, or as an array by lane where the runs differ in it."""
    found: dict[str, Any] = {}
    for name, value in runs[0].dials.items():
        values = [run.dials[name] for run in runs]
        found[name] = value if len(set(values)) == 1 else np.array(values, float)[places]
    return found


def _fill(rows: Rows, ends: Finish, points: Array, widths: Array) -> None:
    """Write how the runs ended."""
    away = np.abs(ends.point_at - points[:, None]) / widths
    rows["best"], rows["last"], rows["way"] = ends.best_by, ends.loss_at, away.max(axis=-1)
    rows["reached"], rows["kept"], rows["settled"] = ends.reached, ends.kept, ends.settled
    for number, word in enumerate(ENDED):
        rows["ended"][ends.ended == word] = number
