"""The verdict of a run whose gradients are noisy and that has come as near to a minimum as it will.

Its second half must say four things. It passes the minimum again and again along every axis of the
local quadratic model, so a run that still comes down, even along one axis alone, is none. Its
distance and its rate do not change between the two halves of that. And the slope where it walks is
no more than the noise can hold it on: a swing that dies out is none either.
"""

import numpy as np

from experiment.verdicts.evidence import Array, Verdict, Walk, named
from landscape import KnownMinimum
from language.wording import readable

SHORTEST = 40  # steps of a second half from which something can be told
SIDE = 0.5  # of the usual distance along an axis: so far away a run is on one side of the minimum
PASSES = 4  # from one side to the other
SAME_SIZE = (0.67, 1.6)  # times the distance of the half before
SAME_RATE = (0.87, 1.15)  # times the mean effective rate of the half before: a schedule lowers it
LARGEST_RATE = 3.0  # times the mean: where rates leap, one of them may throw the run out
STEEPEST = 3.0  # times the noise: steeper ground is left sooner than noise can lead there
WIDEST = 0.25  # of the window's diagonal: what goes farther is not around anything


def hovering(walk: Walk) -> Verdict | None:
    """Return the verdict of a noisy run that hovers around a known minimum."""
    rows = slice(walk.last // 2, None)
    points = walk.points[rows]
    minimum = walk.land.nearest_minimum(points.mean(axis=0))
    if not walk.noisy or len(points) <= SHORTEST or minimum is None:
        return None
    away = points - np.asarray(minimum.point)
    distance = _usual(away)
    if not (0 < distance <= WIDEST * walk.land.diagonal and _alone(points, minimum, walk)):
        return None
    if not (_lasts(away, walk.rates[rows]) and _passes(away, minimum, walk)):
        return None
    if not _held_by_noise(points, walk.gradients[rows], walk):
        return None
    farthest = float(np.linalg.norm(away, axis=1).max())
    first = walk.stays_within(farthest, np.asarray(minimum.point))
    since = f" from step {first} on" if first else ""
    place = f"around {named(minimum, walk.land)}{since}"
    size = readable(float(f"{distance:.2g}"))
    sentence = f"Settled into noise of about {size} {place}."
    return Verdict("hovering", first, sentence, minimum=minimum)


def _usual(rows: Array) -> float:
    """Return the root of the mean square length of rows (n, d)."""
    return float(np.sqrt((rows**2).sum(axis=1).mean()))


def _alone(points: Array, minimum: KnownMinimum, walk: Walk) -> bool:
    """Return whether no other known minimum is nearer to any of the points."""
    gaps = [np.linalg.norm(points - np.asarray(m.point), axis=1) for m in walk.land.minima]
    own = np.linalg.norm(points - np.asarray(minimum.point), axis=1)
    return bool((own <= np.min(gaps, axis=0)).all())


def _lasts(away: Array, rates: Array) -> bool:
    """Return whether distance and effective rate are about the same in the first and last half."""
    middle = len(away) // 2
    early, late = _usual(away[:middle]), _usual(away[middle:])
    before, after = rates[:middle].mean(axis=0), rates[middle:].mean(axis=0)
    (least, most), (low, high) = SAME_RATE, SAME_SIZE
    steady = (least * before <= after) & (after <= most * before)
    calm = rates.max(axis=0) <= LARGEST_RATE * rates.mean(axis=0)
    return bool((steady & calm).all()) and low * early <= late <= high * early


def _passes(away: Array, minimum: KnownMinimum, walk: Walk) -> bool:
    """Return whether a run changes sides often enough along each axis of the quadratic model."""
    hessian = walk.land.loss.hessian(np.asarray(minimum.point))
    if not np.isfinite(hessian).all():
        hessian = np.zeros_like(hessian)
    along = away @ np.linalg.eigh(hessian)[1]
    for part in along.T:
        sides = np.sign(part[np.abs(part) > SIDE * np.sqrt((part**2).mean())])
        if np.count_nonzero(np.diff(sides)) < PASSES:
            return False
    return True


def _held_by_noise(points: Array, met: Array, walk: Walk) -> bool:
    """Return whether the slopes at the points are no larger than the noise in the gradients met."""
    slopes = walk.land.loss.gradient(points)
    return bool(_usual(slopes) <= STEEPEST * _usual(met - slopes))
