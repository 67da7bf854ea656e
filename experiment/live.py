"""What the browser needs to run an experiment by itself: see player/js/engine/run.js."""

import math
from collections.abc import Iterator
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from experiment.limits import MAX_STEPS, SEARCHED
from experiment.model import Experiment, Run
from experiment.naming import run_names
from landscape import load
from language.dialect import CURVED
from language.printers.javascript import RuleCode, javascript
from losses import Loss
from losses.symbolic.compiler import LossCode
from optimizers import Dial
from optimizers.engine.lanes import factors
from optimizers.engine.simulate import disturbance

Array = NDArray[np.float64]
Kind = Literal["start", "rate", "dial", "constant", "noise", "steps"]  # of what can be changed


class LiveRun(TypedDict):
    """A run: its rule as code, its start, its numbers.

    roles     what its states are, by their names: see `optimizers.rule.Term`
    factors   of the learning rate at every step, None where there is no schedule
    """

    rule: RuleCode
    start: list[float]
    dials: dict[str, float]
    roles: dict[str, str]
    lr: float
    factors: Array | None


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


class Live(TypedDict):
    """An experiment.

    constants   values of the loss's, in the order of its code
    noise       what is added to the gradients, row after row; None without noise
    """

    loss: LossCode
    constants: list[float]
    steps: int
    noise: Array | None
    runs: list[LiveRun]
    knobs: list[Knob]


def live(e: Experiment) -> Live:
    """Return an experiment as the browser's engine runs it. Raises LossError."""
    loss = load(e)
    noise = disturbance(e.noise, e.seed, e.steps, len(loss.variables))
    runs = [_run(run, e.steps) for run in e.runs]
    return Live(
        loss=loss.javascript(hessian=any(CURVED & run.asked for run in e.runs)),
        constants=list(loss.constants.values()),
        steps=e.steps,
        noise=None if noise is None else noise.ravel(),
        runs=runs,
        knobs=list(_knobs(e, runs, loss)),
    )


def _run(run: Run, steps: int) -> LiveRun:
    taken = run.lane
    code = javascript(taken.rule.graph(run.dials), len(run.start))
    return LiveRun(
        rule=code,
        start=list(run.start),
        dials={name: float(run.dials[name]) for name in code["dials"]},  # type: ignore[arg-type]
        roles={name: term.role for name, term in taken.rule.terms.items() if term.role},
        lr=run.rate,
        factors=np.asarray(factors(taken.schedule, steps)) if taken.schedule else None,
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
    if e.noise:
        yield _knob("noise", e.noise, Dial("noise", "", 0.0, "", low=0.0))
    # Noise and schedules were drawn up for these steps and no more.
    most = SEARCHED.high if any(run.searches for run in e.runs) else MAX_STEPS
    most = e.steps if e.noise or any(run.schedule for run in e.runs) else most
    yield _knob("steps", e.steps, Dial("steps", "", 1, "", low=1, high=most, whole=True))


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
