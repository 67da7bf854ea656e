"""Valleys: minima that are flat in one direction, and the way down to a floor."""

import numpy as np
from numpy.typing import NDArray

from losses.loss import Floats, Loss

Mask = NDArray[np.bool_]

_LEVEL = 1e-5  # of the larger curvature: less is a level floor
_ROUNDS = 3  # of Newton's method to the floor


def lowered(loss: Loss, points: Floats, way: Floats) -> Floats:
    """Return the points (n, d) moved across `way` (d,) to the floor of a valley along it.

    In one dimension there is nothing across. Where the loss does not bend upwards across, or has
    no finite derivatives, a point stays.
    """
    if len(way) == 1:
        return points
    across = np.array([-way[1], way[0]])
    for _ in range(_ROUNDS):
        bend = loss.hessian(points) @ across @ across
        step = np.where(bend > 0, loss.gradient(points) @ across / bend, 0.0)
        points = points - np.nan_to_num(step, posinf=0.0, neginf=0.0)[:, None] * across
    return points


def level(loss: Loss, points: Floats) -> Mask:
    """Return which of the points (n, d) are flat in one direction and bent in the other."""
    if not len(points) or points.shape[1] == 1:
        return np.zeros(len(points), dtype=bool)
    curvatures, _ = bends(loss, points)
    least, most = np.abs(curvatures).min(axis=1), np.abs(curvatures).max(axis=1)
    return np.asarray((least <= _LEVEL * most) & (most > 0))


def flat_way(loss: Loss, point: Floats) -> Floats:
    """Return the direction (2,) in which the loss bends least at a point."""
    curvatures, ways = bends(loss, point)
    return np.asarray(ways[:, np.abs(curvatures).argmin()])


def bends(loss: Loss, points: Floats) -> tuple[Floats, Floats]:
    """Return the curvatures (..., d) at points, rising, and a column (..., d, d) for each its way.

    A second derivative that is not finite counts as none.
    """
    curvatures, ways = np.linalg.eigh(np.nan_to_num(loss.hessian(points), posinf=0.0, neginf=0.0))
    return curvatures, ways
