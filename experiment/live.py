"""What the browser needs to run an experiment by itself: see player/js/engine/run.js."""

import math
from collections.abc import Iterable, Iterator
from typing import Literal, NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray

from experiment.data import most_steps
from experiment.limits import MAX_STEPS, NOISE, SEARCHED, SEED, STEPS, Limit
from experiment.model import Experiment, Run
from experiment.naming import run_names
from landscape import load
from language.dialect import CURVED
from language.printers.javascript import RuleCode, javascript
from losses import Loss
from losses.symbolic.compiler import LossCode
from optimizers import Dial
from optimizers.engine.batches import rows_seen
from optimizers.engine.lanes import factors

Array = NDArray[np.float64]
MAX_ORDER = 200_000  # rows in the batches of a run: to draw more takes longer than a frame may
# Of what can be changed.
Kind = Literal["start", "rate", "dial", "constant", "noise", "seed", "steps"]


class LiveRun(TypedDict):
    """A run: its rule as code, its start, its numbers.

    roles     what its states are, by their names: see `optimizers.rule.Term`
    factors   of the learning rate at every step, None where there is no schedule
    batch     rows that an update sees, 0 for all
    """

    rule: RuleCode
    start: list[float]
    dials: dict[str, float]
    roles: dict[str, str]
    lr: float
    factors: Array | None
    batch: int


class Knob(TypedDict):
    """A number that the browser can change by itself.

    place      of the run or of the constant; 0 for what all runs share
    name       of the dial or of the constant; of a start the place of its coordinate
    label      of the number on the screen, `of` names the run that it belongs to
    low, high  ends of what is allowed; None where there is none
    """

    kind: Kind
    place: int
    name: str
    label: str
    of: str
    value: float
    low: float | None
    high: float | None
    whole: bool


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
        knobs=list(_knobs(e, runs, loss)),
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


def in_reach(e: Experiment, batches: Iterable[int]) -> bool:
    """Say whether the browser can draw the rows of batches of these sizes; 0 is no batch."""
    size, order = (e.data.count, e.data.order) if e.data else (0, e.order)
    return all(rows_seen(size, b, e.steps + 1, order) <= MAX_ORDER for b in batches if b)


def _run(run: Run, e: Experiment) -> LiveRun:
    taken = run.lane
    code = javascript(taken.rule.graph(run.dials), len(run.start))
    return LiveRun(
        rule=code,
        start=list(run.start),
        dials={name: float(run.dials[name]) for name in code["dials"]},  # type: ignore[arg-type]
        roles={name: term.role for name, term in taken.rule.terms.items() if term.role},
        lr=run.rate,
        factors=np.asarray(factors(taken.schedule, e.steps)) if taken.schedule else None,
        batch=e.batch(run) if load(e).rows else 0,
    )


def _knobs(e: Experiment, runs: list[LiveRun], loss: Loss) -> Iterator[Knob]:
    """Yield rates, starts, the dials that the code of a run reads, and what all runs share."""
    for place, (run, code, of) in enumerate(zip(e.runs, runs, run_names(e.runs), strict=True)):
        rule = run.update
        yield _knob("rate", run.rate, rule.dial("lr"), place=place, of=of)
        for name, value in code["dials"].items():
            if (dial := rule.dial(name)).kind == "number":
                yield _knob("dial", value, dial, place=place, of=of)
        for axis, value in enumerate(run.start):
            knob = _knob("start", value, Dial(str(axis), "", 0.0, ""), place=place, of=of)
            yield {**knob, "label": f"start {loss.variables[axis]}"}
    for place, (name, value) in enumerate(loss.constants.items()):
        yield _knob("constant", value, Dial(name, "", 0.0, ""), place=place)
    yield _knob("noise", e.noise, _shared("noise", NOISE))
    yield _knob("seed", e.seed, _shared("seed", SEED))
    yield _knob("steps", e.steps, _shared("steps", STEPS._replace(high=_most_steps(e, loss))))


def _shared(name: str, limit: Limit) -> Dial:
    low = 0.0 if limit.or_zero else limit.low
    return Dial(name, "", 0.0, "", low=low, high=limit.high, whole=limit.whole)


def _most_steps(e: Experiment, loss: Loss) -> int:
    """Return how many steps the browser can take, at least those of the experiment."""
    most = SEARCHED.high if any(run.searches for run in e.runs) else MAX_STEPS
    largest = max(map(e.batch, e.runs), default=0) if loss.rows else 0
    drawn = MAX_ORDER // largest - 1 if largest else MAX_STEPS
    if any(run.schedule for run in e.runs):  # their factors are those of these steps
        return e.steps
    return max(e.steps, min(int(most), most_steps(loss, e.work), drawn))


def _knob(kind: Kind, value: float, dial: Dial, *, place: int = 0, of: str = "") -> Knob:
    low = math.nextafter(dial.low, math.inf) if dial.low_open else dial.low
    high = math.nextafter(dial.high, -math.inf) if dial.high_open else dial.high
    return Knob(
        kind=kind,
        place=place,
        name=dial.name,
        label=dial.name if kind == "constant" else dial.label,
        of=of,
        value=value,
        low=low if math.isfinite(low) else None,
        high=high if math.isfinite(high) else None,
        whole=dial.whole,
    )
