"""The runs of an experiment compared in a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiment.model import Experiment
from experiment.run import Trajectory
from experiment.verdicts.verdict import Verdict
from landscape import look_at

SHARES = (1e-2, 1e-3, 1e-6)  # of the initial gap


@dataclass(frozen=True)
class Row:
    """One run; None stands for what there is not.

    run          its place among the runs, from 0
    final_loss   the loss of its last row
    gap          final loss less the lowest loss known: a known minimum's, or lower if a run met it
    steps_to     the first step at which the gap is at most 1 %, 0.1 % and 1e-6 of the initial gap
    path_length  walked from the start to the last row
    """

    run: int
    final_loss: float | None
    gap: float | None
    steps_to: tuple[int | None, ...]
    path_length: float
    verdict: Verdict


def summary(e: Experiment, trajectories: Sequence[Trajectory]) -> tuple[Row, ...]:
    """Return a row a run, in the order of the runs. Raises LossError.

    Without a known minimum there is no gap to measure by.
    """
    known = look_at(e).minima
    seen = [float(t.losses.min()) for t in trajectories if len(t.losses)]
    best = min([minimum.value for minimum in known] + seen) if known else None
    return tuple(_row(place, t, best) for place, t in enumerate(trajectories))


def _row(place: int, t: Trajectory, best: float | None) -> Row:
    if not len(t.losses):
        return Row(place, None, None, (None,) * len(SHARES), 0.0, t.verdict)
    final = float(t.losses[-1])
    with np.errstate(over="ignore"):
        length = float(np.linalg.norm(np.diff(t.points, axis=0), axis=-1).sum())
    return Row(
        run=place,
        final_loss=final,
        gap=None if best is None else final - best,
        steps_to=tuple(_first(t, best, share) for share in SHARES),
        path_length=length,
        verdict=t.verdict,
    )


def _first(t: Trajectory, best: float | None, share: float) -> int | None:
    if best is None:
        return None
    gaps = t.losses - best
    close = gaps <= share * gaps[0]
    return int(close.argmax()) if close.any() else None
