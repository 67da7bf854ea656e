"""The runs of an experiment compared in a table, and whether they would stay where they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment
from experiment.run import Trajectory
from experiment.verdicts.evidence import Verdict
from landscape import look_at
from optimizers import Record, race

SHARES = (1e-2, 1e-3, 1e-6)  # of the initial gap
MAX_OUTLOOK_STEPS = 1000  # of a run: a longer one is not repeated
LEFT = 10.0  # times the distance that counts as one point: farther, a run has left


@dataclass(frozen=True)
class Row:
    """One run, with None for a number that it does not have.

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
    floor = look_at(e).floor
    seen = [float(t.losses.min()) for t in trajectories if len(t.losses)]
    best = min([floor, *seen]) if floor < np.inf else None
    return tuple(_row(place, t, best) for place, t in enumerate(trajectories))


def _row(place: int, t: Trajectory, best: float | None) -> Row:
    if not len(t.losses):
        return Row(place, None, None, (None,) * len(SHARES), 0.0, t.verdict)
    gaps = None if best is None else t.losses - best
    with np.errstate(over="ignore"):
        length = float(np.linalg.norm(np.diff(t.points, axis=0), axis=-1).sum())
    return Row(
        run=place,
        final_loss=float(t.losses[-1]),
        gap=None if gaps is None else float(gaps[-1]),
        steps_to=tuple(None if gaps is None else _first(gaps, share) for share in SHARES),
        path_length=length,
        verdict=t.verdict,
    )


def _first(gaps: NDArray[np.float64], share: float) -> int | None:
    """Return the first row whose gap is at most this share of the first gap."""
    close = gaps <= share * gaps[0]
    return int(close.argmax()) if close.any() else None


def outlook(e: Experiment, trajectories: Sequence[Trajectory]) -> tuple[int | None, ...]:
    """Return for every run the step at which, going on, it would leave its minimum again.

    None for one that has not converged, or that stays for as many steps again. Rules that divide
    by their past gradients take longer steps where gradients vanish, so at a fixed rate many are
    thrown out of a minimum again. Nothing in the run itself foretells when; so it is repeated,
    twice as long, which costs more than the run: whoever shows it asks for it. Not asked of linear
    rules, which stay, nor under noise, which never lets a run rest. Raises LossError.
    """
    found: list[int | None] = [None] * len(trajectories)
    if e.noise or e.steps > MAX_OUTLOOK_STEPS:
        return tuple(found)
    asked = [place for place, t in enumerate(trajectories) if _may_leave(t)]
    land = look_at(e)
    records = race(land.loss, [trajectories[i].run.lane for i in asked], steps=2 * e.steps)
    for i, record in zip(asked, records, strict=True):
        verdict = trajectories[i].verdict
        found[i] = _left(verdict, record, LEFT * land.near, first=e.steps + 1)
    return tuple(found)


def _may_leave(t: Trajectory) -> bool:
    return t.verdict.kind == "converged" and t.run.update.edge is None


def _left(verdict: Verdict, record: Record, far: float, *, first: int) -> int | None:
    assert verdict.minimum is not None
    gaps = np.linalg.norm(record.points[first:] - np.asarray(verdict.minimum.point), axis=-1)
    away = np.flatnonzero(gaps > far)
    return first + int(away[0]) if away.size else None
