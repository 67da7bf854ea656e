"""The key moments of a run: its largest step, where it overshot, when it arrived, how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment
from experiment.run import Trajectory
from experiment.verdicts.evidence import Verdict, stays_within
from landscape import Landscape, look_at

Array = NDArray[np.float64]
ROUNDING = 1e-12  # of the point: a shorter step is rounding, and so is where it points


@dataclass(frozen=True)
class Moments:
    """The key moments of one run. A step is named by the row that it leads to, from 1.

    run         its place among the runs, from 0
    steps       that it took
    largest     the longest of its steps, the first of equal ones; None where it never moved
    length      of that step
    overshoots  the steps at whose end the loss rises in their own direction: they went past the
                lowest point on their line, or past the first of them
    arrival     from this row on the run stays as near to a known minimum as a verdict asks for;
                None where it does not
    """

    run: int
    steps: int
    largest: int | None
    length: float
    overshoots: tuple[int, ...]
    arrival: int | None
    verdict: Verdict


def moments(e: Experiment, trajectories: Sequence[Trajectory]) -> tuple[Moments, ...]:
    """Return the moments of every run, in the order of the runs. Raises LossError."""
    land = look_at(e)
    with np.errstate(all="ignore"):  # far out, distances overflow as the run did
        return tuple(_moments(place, t, land) for place, t in enumerate(trajectories))


def _moments(place: int, t: Trajectory, land: Landscape) -> Moments:
    walked = np.diff(t.points, axis=0)
    lengths = np.hypot.reduce(walked, axis=-1)
    longest = int(lengths.argmax()) if lengths.any() else None
    return Moments(
        run=place,
        steps=len(walked),
        largest=None if longest is None else longest + 1,
        length=0.0 if longest is None else float(lengths[longest]),
        overshoots=tuple((np.flatnonzero(_overshot(t, walked, land)) + 1).tolist()),
        arrival=_arrival(t, land),
        verdict=t.verdict,
    )


def _overshot(t: Trajectory, walked: Array, land: Landscape) -> NDArray[np.bool_]:
    """Return (n,) which steps (n, d) end where the loss rises in their direction."""
    slopes = land.loss.gradient(t.points) if t.beside.noisy else t.gradients
    rise = (_shrunk(walked) * _shrunk(slopes[1:])).sum(axis=-1)
    real = np.abs(walked).max(axis=-1) > ROUNDING * np.abs(t.points[1:]).max(axis=-1)
    return np.asarray((rise > 0) & real)


def _shrunk(vectors: Array) -> Array:
    """Return vectors (n, d) of the same directions, whose products neither overflow nor vanish."""
    sizes = np.abs(vectors).max(axis=-1, keepdims=True)
    return np.asarray(np.divide(vectors, sizes, out=np.zeros_like(vectors), where=sizes > 0))


def _arrival(t: Trajectory, land: Landscape) -> int | None:
    if not len(t.points):
        return None
    minimum = t.verdict.minimum or land.nearest_minimum(t.points[-1])
    if minimum is None:
        return None
    first = stays_within(t.points, np.asarray(minimum.point), land.near)
    return first if first < len(t.points) else None
