"""How a run ended, and the sentence that says so.

A growing gradient is not a divergence, and an error is never a convergence: only overflow has
diverged, and only a point that stays at a minimum has converged.
"""

from collections.abc import Callable

import numpy as np

from experiment.model import Run
from experiment.verdicts.cycling import cycling
from experiment.verdicts.evidence import SETTLED_ROWS, Verdict, Walk, where
from experiment.verdicts.hovering import hovering
from experiment.verdicts.leaving import diverging, overflowed, stopped, unbounded
from experiment.verdicts.plateau import plateau
from experiment.verdicts.resting import at_rest, balanced
from landscape import Landscape
from language.wording import counted, readable
from optimizers import Record

# In this order: a small cycle around a minimum is a cycle, and flat ground counts only when
# nothing more definite can be said.
JUDGES: tuple[Callable[[Walk], Verdict | None], ...] = (
    overflowed,
    unbounded,
    cycling,
    at_rest,
    balanced,
    hovering,
    diverging,
    plateau,
)


def judge(record: Record, land: Landscape, *, run: Run) -> Verdict:
    """Return the verdict of the run that left this record."""
    with np.errstate(all="ignore"):  # far out, distances overflow as the run did
        if record.ended:
            return stopped(record, land)
        rows = record.points, record.losses, record.gradients, record.rates, record.internals
        walk = Walk(*rows, run, land, noisy=record.beside.noisy)
        return next(filter(None, (test(walk) for test in JUDGES)), None) or moving(walk)


def moving(walk: Walk) -> Verdict:
    """Return the verdict where nothing else holds."""
    rising = ", more than at the start" if walk.losses[-1] > walk.losses[0] else ""
    stuck = walk.last >= SETTLED_ROWS and walk.stands_still
    rates = walk.rates[-SETTLED_ROWS:]
    why = "its steps are lost to rounding" if rates.any() else "its learning rate is 0"
    sentence = (
        f"{f'Stuck ({why})' if stuck else 'Still moving'} after {counted(walk.last, 'step')}"
        f"{where(walk)}: the loss is {readable(walk.losses[-1] + 0.0)}{rising}."
    )
    return Verdict("moving", walk.last, sentence, stuck=stuck)
