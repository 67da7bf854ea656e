"""Knobs: the numbers of an experiment that the browser can change by itself."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple, TypedDict

from experiment.limits import NOISE, SEED, STEPS, Limit
from experiment.model import Experiment
from experiment.naming import run_names
from experiment.reach import steps_in_reach
from losses import Loss
from optimizers import SCHEDULES, Dial

# Of what can be changed; a factor is a dial of a schedule.
Kind = Literal["start", "rate", "dial", "factor", "constant", "noise", "seed", "steps"]


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


class Coded(NamedTuple):
    """Names of the dials that the code of a run's rule reads, and that of its schedule."""

    dials: Sequence[str]
    factors: Sequence[str]


def knobs(e: Experiment, loss: Loss, coded: Sequence[Coded]) -> Iterator[Knob]:
    """Yield those of each run and of the loss, and what all runs share."""
    for place, of in enumerate(run_names(e.runs)):
        for knob in _of_run(e, loss, place, coded[place]):
            yield {**knob, "place": place, "of": of}
    for place, (name, value) in enumerate(loss.constants.items()):
        yield {**_knob("constant", value, Dial(name, "", 0.0, "")), "label": name, "place": place}
    yield _knob("noise", e.noise, _shared("noise", NOISE))
    yield _knob("seed", e.seed, _shared("seed", SEED))
    most = STEPS._replace(high=steps_in_reach(e, loss))
    yield _knob("steps", e.steps, _shared("steps", most))


def _of_run(e: Experiment, loss: Loss, place: int, coded: Coded) -> Iterator[Knob]:
    """Yield the rate, the dials of rule and schedule that their code reads, and the start."""
    run = e.runs[place]
    yield _knob("rate", run.rate, run.update.dial("lr"))
    for name in coded.dials:
        if (dial := run.update.dial(name)).kind == "number":
            yield _knob("dial", run.dials[name], dial)
    if run.schedule:
        schedule, dials = SCHEDULES[run.schedule.name], run.schedule.dials
        names = (dial.name for dial in schedule.dials if dial.name in coded.factors)
        yield from (_knob("factor", dials[name], schedule.within(dials, name)) for name in names)
    for axis, value in enumerate(run.start):
        knob = _knob("start", value, Dial(str(axis), "", 0.0, ""))
        yield {**knob, "label": f"start {loss.variables[axis]}"}


def _shared(name: str, limit: Limit) -> Dial:
    low = 0.0 if limit.or_zero else limit.low
    return Dial(name, "", 0.0, "", low=low, high=limit.high, whole=limit.whole)


def _knob(kind: Kind, value: Any, dial: Dial) -> Knob:
    low = math.nextafter(dial.low, math.inf) if dial.low_open else dial.low
    high = math.nextafter(dial.high, -math.inf) if dial.high_open else dial.high
    return Knob(
        kind=kind,
        place=0,
        name=dial.name,
        label=dial.label,
        of="",
        value=value,
        low=low if math.isfinite(low) else None,
        high=high if math.isfinite(high) else None,
        whole=dial.whole,
    )
