"""What the browser needs to run an experiment by itself: see player/js/engine/run.js."""

from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment, Run
from landscape import load
from language.printers.javascript import RuleCode, javascript
from losses.symbolic.compiler import LossCode
from optimizers.engine.lanes import factors
from optimizers.engine.simulate import disturbance

Array = NDArray[np.float64]


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


def live(e: Experiment) -> Live:
    """Return an experiment as the browser's engine runs it. Raises LossError."""
    loss = load(e)
    noise = disturbance(e.noise, e.seed, e.steps, len(loss.variables))
    return Live(
        loss=loss.javascript(),
        constants=list(loss.constants.values()),
        steps=e.steps,
        noise=None if noise is None else noise.ravel(),
        runs=[_run(run, e.steps) for run in e.runs],
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
