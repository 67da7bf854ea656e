"""How a run ended, and the sentence that says so.

A growing gradient is not a divergence, and an error is never a convergence: only overflow
diverges, and only a point that stays at a minimum has converged.
"""

from collections.abc import Callable

import numpy as np

from experiment.cycles import cycling
from experiment.ends import overflowed, stopped, unbounded
from experiment.rests import converged, plateau, stationary
from experiment.scene import ROWS, Scene, Walk, in_words
from experiment.verdict import Verdict
from optimizers import Record

Judge = Callable[[Walk, Scene], Verdict | None]
# In this order: a small cycle around a minimum is a cycle, and flat ground counts only when
# nothing more definite can be said.
JUDGES: tuple[Judge, ...] = (overflowed, unbounded, cycling, converged, stationary, plateau)


def judge(record: Record, scene: Scene) -> Verdict:
    """Return the verdict of one run."""
    with np.errstate(all="ignore"):  # far out, distances overflow as the run did
        if record.ended:
            return stopped(record, scene)
        walk = Walk(record.points, record.losses, record.gradients, record.internals)
        verdicts = (test(walk, scene) for test in JUDGES)
        return next(filter(None, verdicts), None) or moving(walk, scene)


def moving(walk: Walk, scene: Scene) -> Verdict:
    """The verdict where nothing else holds."""
    rising = ", more than at the start" if walk.losses[-1] > walk.losses[0] else ""
    still = walk.last >= ROWS and (walk.points[-ROWS:] == walk.end).all()
    what = "Stuck (its steps are lost to rounding)" if still else "Still moving"
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
    minimum = scene.close_minimum(walk.end)
    if minimum is None:
        return ""
    gap = in_words(scene.distance(walk.end, minimum.point))
    return f", {gap} from the minimum at {scene.at(minimum.point)}"
