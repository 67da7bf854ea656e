"""Whether a run that has come to a minimum would stay there if it went on.

Rules that divide by their past gradients lengthen their steps where gradients vanish, so at a
fixed rate many are thrown out of a minimum again. Nothing in the run itself foretells when; so it
is run once more, twice as long. That costs more than the run: it is asked for, not done each time.
"""

from collections.abc import Sequence

import numpy as np

from experiment.model import Experiment
from experiment.run import Trajectory, lane
from experiment.verdicts.verdict import Verdict
from landscape import look_at
from optimizers import RULES, Record, race

LONGEST = 1000  # steps of a run beyond which nobody looks
FAR = 10.0  # times the distance that counts as one point: there a run has left


def outlook(e: Experiment, trajectories: Sequence[Trajectory]) -> tuple[int | None, ...]:
    """Return for every run the step at which, going on, it would leave its minimum again.

    None for one that has not converged, or stays for as many steps again. Not asked of linear
    rules, which stay, nor under noise, which never lets a run rest. Raises LossError.
    """
    found: list[int | None] = [None] * len(trajectories)
    if e.noise or e.steps > LONGEST:
        return tuple(found)
    asked = [i for i, walked in enumerate(trajectories) if _may_leave(walked)]
    landscape = look_at(e)
    records = race(landscape.loss, [lane(trajectories[i].run) for i in asked], steps=2 * e.steps)
    for i, record in zip(asked, records, strict=True):
        found[i] = _left(trajectories[i].verdict, record, FAR * landscape.near, first=e.steps + 1)
    return tuple(found)


def _may_leave(walked: Trajectory) -> bool:
    return walked.verdict.kind == "converged" and RULES[walked.run.rule].edge is None


def _left(verdict: Verdict, record: Record, far: float, *, first: int) -> int | None:
    assert verdict.minimum is not None
    gaps = np.linalg.norm(record.points[first:] - np.asarray(verdict.minimum.point), axis=-1)
    away = np.flatnonzero(gaps > far)
    return first + int(away[0]) if away.size else None
