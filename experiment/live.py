"""What the browser needs to run an experiment by itself: see player/js/engine/run.js."""

from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray

from experiment.knobs import Coded, Knob, knobs
from experiment.model import Experiment, Run, ScheduleChoice
from experiment.reach import in_reach
from landscape import load
from language.dialect import CURVED
from language.printers.javascript import (
    RuleCode,
    ScheduleCode,
    javascript,
    javascript_of_schedule,
)
from losses import Loss
from losses.symbolic.compiler import LossCode
from optimizers import SCHEDULES

Array = NDArray[np.float64]


class LiveSchedule(TypedDict):
    """A schedule: its factor as code, and its numbers."""

    code: ScheduleCode
    dials: dict[str, float]


class LiveRun(TypedDict):
    """A run: its rule as code, its start, its numbers.

    roles     what its states are, by their names: see `optimizers.rule.Term`
    batch     rows that an update sees, 0 for all
    """

    rule: RuleCode
    start: list[float]
    dials: dict[str, float]
    roles: dict[str, str]
    lr: float
    schedule: LiveSchedule | None
    batch: int


class LiveTable(TypedDict):
    """The rows that the loss goes over.

    columns   those that its code names, in order
    shuffled  whether a batch ends where an epoch does; else its rows are drawn with replacement
    """

    columns: list[Array]
    count: int
    shuffled: bool


class Live(TypedDict):
    """An experiment.

    constants   values of the loss's, in the order of its code
    noise       standard deviation of what is added to the gradients
    """

    loss: LossCode
    constants: list[float]
    steps: int
    noise: float
    seed: int
    runs: list[LiveRun]
    knobs: list[Knob]
    table: NotRequired[LiveTable]


def live(e: Experiment) -> Live | None:
    """Return an experiment as the browser's engine runs it, None where its batches are too many.

    Raises LossError.
    """
    loss = load(e)
    table = _table(e, loss)
    if table and not in_reach(e, map(e.batch, e.runs)):
        return None
    runs = [_run(run, e) for run in e.runs]
    whole = Live(
        loss=loss.javascript(hessian=any(CURVED & run.asked for run in e.runs)),
        constants=list(loss.constants.values()),
        steps=e.steps,
        noise=e.noise,
        seed=e.seed,
        runs=runs,
        knobs=list(knobs(e, loss, [_coded(run) for run in runs])),
    )
    return whole | {"table": table} if table else whole


def _table(e: Experiment, loss: Loss) -> LiveTable | None:
    if not e.data or not loss.rows:
        return None
    return LiveTable(
        columns=list(loss.columns.values()),
        count=e.data.count,
        shuffled=e.data.order == "shuffled",
    )


def _run(run: Run, e: Experiment) -> LiveRun:
    taken = run.lane
    code = javascript(taken.rule.graph(run.dials), len(run.start))
    return LiveRun(
        rule=code,
        start=list(run.start),
        dials=_numbers(run.dials, code["dials"]),
        roles={name: term.role for name, term in taken.rule.terms.items() if term.role},
        lr=run.rate,
        schedule=_schedule(run.schedule) if run.schedule else None,
        batch=e.batch(run) if load(e).rows else 0,
    )


def _schedule(chosen: ScheduleChoice) -> LiveSchedule:
    schedule = SCHEDULES[chosen.name]
    code = javascript_of_schedule(schedule.graph(schedule.general(chosen.dials)))
    return LiveSchedule(code=code, dials=_numbers(chosen.dials, code["dials"]))


def _numbers(dials: Mapping[str, Any], names: Iterable[str]) -> dict[str, float]:
    return {name: float(dials[name]) for name in names}


def _coded(run: LiveRun) -> Coded:
    schedule = run["schedule"]
    return Coded(run["rule"]["dials"], schedule["code"]["dials"] if schedule else ())
