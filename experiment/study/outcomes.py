"""What the rows of one rule on one loss come to: a median run for each of its settings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiment.study.plan import MOVED, STILL, Objective, Study
from experiment.study.tasks import Array, Rows, goals


@dataclass(frozen=True, eq=False)
class Outcome:
    """The median run of every setting, dials x rates, over starts and seeds.

    gaps    (D, R, B) lowest loss by each budget above the lowest known, as a share of the height
            at the start, no less than rounding allows; infinite where the run is over by then,
            nan where no lowest value is known
    steps   (D, R) the step at which it reaches the goal, infinite where it does not
    moved   (D, R, B) whether it has moved by then: away from its start, or down; a run that is
            over has
    over    (D, R) whether it ended early
    ends    (D, R) its gap at its last step, infinite where it ended early
    good    (D, R) whether it stands at the goal or below it there
    """

    gaps: Array
    steps: Array
    moved: NDArray[np.bool_]
    over: NDArray[np.bool_]
    ends: Array
    good: NDArray[np.bool_]


def outcomes(study: Study, parts: Iterable[Rows]) -> Iterator[tuple[int, int, Outcome]]:
    """Yield place of loss, place of rule, and outcome, from the rows in the order of the tasks."""
    waiting: list[Rows] = []
    key = (-1, -1)
    for part in parts:
        pairs = np.stack([part["loss"], part["rule"]])
        edges = np.flatnonzero((np.diff(pairs) != 0).any(axis=0)) + 1
        for group in np.split(part, edges):
            fresh = (int(group["loss"][0]), int(group["rule"][0]))
            if fresh != key and waiting:
                yield *key, outcome(study, *key, np.concatenate(waiting))
                waiting = []
            key = fresh
            waiting.append(group)
    if waiting:
        yield *key, outcome(study, *key, np.concatenate(waiting))


def outcome(study: Study, loss: int, rule: int, rows: Rows) -> Outcome:
    """Return what all rows of a rule on a loss come to."""
    objective, method = study.losses[loss], study.methods[rule]
    shape = (len(method.runs), len(method.rates), -1)
    # Rows of one setting together, whatever the order of seeds and blocks.
    rows = rows[np.lexsort((rows["start"], rows["seed"], rows["rate"], rows["dials"]))]
    over = rows["kept"][:, None] <= np.array(study.budgets)
    gaps = np.where(over, np.inf, _gaps(objective, rows, rows["best"]))
    last = rows["last"][:, -1]
    ends = np.where(over[:, -1], np.inf, _gaps(objective, rows, rows["last"])[:, -1])
    goal = goals(objective, rows["first"], study.goal)
    good = np.zeros(len(rows), bool) if goal is None else last <= goal  # nan is not
    moved = over | (rows["way"] > MOVED) | (gaps < STILL)
    steps = np.where(rows["reached"] < 0, np.inf, rows["reached"])
    stages = (*shape, len(study.budgets))
    return Outcome(
        np.median(gaps.reshape(stages), axis=2),
        np.median(steps.reshape(shape), axis=2),
        np.logical_or.accumulate(moved, axis=1).reshape(stages).mean(axis=2) >= 0.5,
        over[:, -1].reshape(shape).mean(axis=2) >= 0.5,
        np.median(ends.reshape(shape), axis=2),
        good.reshape(shape).mean(axis=2) > 0.5,
    )


def _gaps(objective: Objective, rows: Rows, losses: Array) -> Array:
    """Return the gaps (N, B) of losses (N, B) of runs: shares of the height at the start."""
    if not objective.known:
        return np.full(losses.shape, np.nan)
    height = (rows["first"] - objective.lowest)[:, None]
    left: Array = np.maximum(losses - objective.lowest, objective.resolution)
    return left / height
