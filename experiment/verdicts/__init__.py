"""How a run ended, and the sentence that says so.

A growing gradient is not a divergence, and an error is never a convergence: only overflow
diverges, and only a point that stays at a minimum has converged.
"""

from collections.abc import Callable

import numpy as np

from experiment.model import Run
from experiment.verdicts.cycling import cycling
from experiment.verdicts.evidence import ROWS, Scene, Walk, beside, in_words
from experiment.verdicts.leaving import overflowed, stopped, unbounded
from experiment.verdicts.plateau import plateau
from experiment.verdicts.resting import balanced, converged, stationary
from experiment.verdicts.verdict import Verdict
from optimizers import Record

Judge = Callable[[Walk, Scene], Verdict | None]
# In this order: a small cycle around a minimum is a cycle, and flat ground counts only when
# nothing more definite can be said.
RESTS: tuple[Judge, ...] = (converged, stationary, balanced, plateau)
JUDGES = (overflowed, unbounded, cycling, *RESTS)


def judge(record: Record, scene: Scene, *, run: Run) -> Verdict:
    """Return the verdict of the run that left this record."""
    with np.errstate(all="ignore"):  # far out, distances overflow as the run did
        if record.ended:
            return stopped(record, scene)
        rows = record.points, record.losses, record.gradients, record.rates, record.internals
        walk = Walk(*rows, run)
        verdicts = (test(walk, scene) for test in JUDGES)
        return next(filter(None, verdicts), None) or moving(walk, scene)


def moving(walk: Walk, scene: Scene) -> Verdict:
    """The verdict where nothing else holds."""
    rising = ", more than at the start" if walk.losses[-1] > walk.losses[0] else ""
    still = walk.last >= ROWS and (walk.points[-ROWS:] == walk.end).all()
    why = "its steps are lost to rounding" if walk.rates[-ROWS:].any() else "its learning rate is 0"
    what = f"Stuck ({why})" if still else "Still moving"
    sentence = (
        f"{what} after {_steps(walk.last)}{_place(walk, scene)}: "
        f"the loss is {in_words(walk.losses[-1])}{rising}."
    )
    return Verdict("moving", walk.last, sentence)


def _steps(count: int) -> str:
    return f"{count} step{'s' * (count != 1)}"


def _place(walk: Walk, scene: Scene) -> str:
    if scene.outside(walk.end):
        return ", outside the window"
    return beside(walk.end, scene)
