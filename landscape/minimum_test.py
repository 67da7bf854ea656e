"""Which points of a search are minima, and which of those are the same minimum.

A minimum may lie in a valley, a floor that is flat in one direction: then the floor decides.
"""

import numpy as np
from numpy.typing import NDArray

from losses.loss import Floats, Loss

Mask = NDArray[np.bool_]

_CLOSE = 1e-3  # of the distance from the origin: nearer minima are one
_NEARBY = 0.1  # the same where nothing higher lies between them: the floor of x^10 is wide
_FAR = 0.5  # there even x^20 and exp(-1/x^2) have left the floor that they have at 0
_GRAIN = 1e-13  # of the loss: a smaller difference is rounding
_WAY = np.linspace(0.0, 1.0, 17)[:, None]  # from one point to another
_LEVEL = 1e-5  # of the larger curvature: less is a level floor
_ROUNDS = 3  # of Newton's method to the floor


def minimal(loss: Loss, points: Floats) -> Mask:
    """Return which points (N, d) nothing about them undercuts.

    The rings about a point must be inside the domain. A pole is told from a kink by the growth
    between rings, a step from a flat minimum by the gradient, which vanishes beside a step. A floor
    may be too flat for that; then walls all around tell it from a tail that falls for ever.
    """
    value = loss.value(points)
    slack = _grain(value)
    good = np.isfinite(value)
    ways, highs = _ways(loss, points), []
    for radius in (1e-4, 1e-2, 1e-1):
        rim = points[:, None] + (radius * _sizes(points))[:, None, None] * ways
        around = loss.value(rim)
        if radius < 1e-1:
            good &= np.isfinite(around).all(axis=1) & (around >= (value - slack)[:, None]).all(1)
        highs.append(np.where(np.isfinite(around), around, value[:, None]).max(axis=1) - value)
    slopes = np.abs(np.nan_to_num(loss.gradient(rim))).max(axis=(1, 2))
    far = loss.value(points[:, None] + _FAR * ways)
    walled = (far > (value + 10.0 * slack)[:, None]).all(axis=1)
    walled &= (around >= value[:, None]).all(axis=1)
    good &= ((highs[2] > 10.0 * slack) & (slopes > 0.0)) | walled
    good &= highs[0] <= 0.3 * highs[1] + slack
    good[good] = ~_goes_down(loss, points[good], rim[good])
    for k in np.flatnonzero(good & level(loss, points)):
        good[k] = not _leads_down(loss, points[k])
    return np.asarray(good)


def distinct(points: Floats) -> Floats:
    """Drop points that are almost on an earlier one; tiny coordinates become 0."""
    points = np.where(np.abs(points) < 1e-9, 0.0, points)
    kept: list[Floats] = []
    for point in points:
        reach = _CLOSE * _sizes(point)
        if not kept or np.abs(np.array(kept) - point).max(axis=1).min() > reach:
            kept.append(point)
    return np.array(kept)


def joined(loss: Loss, points: Floats) -> Floats:
    """Drop minima with nothing higher on the way to a lower one close by, or to an equal one.

    Takes the lowest first. Where a floor is level, or so wide that rounding hides its slopes, a
    search ends all over it.
    """
    kept: list[Floats] = []
    for point in points:
        if not any(_one_floor(loss, point, other) for other in kept):
            kept.append(point)
    return np.array(kept).reshape(-1, points.shape[1])


def apart(points: Floats) -> Floats:
    """Return at most two points of a valley floor, well apart: all of it is minimal."""
    far = np.abs(points - points[:1]).max(axis=1) > 1.0
    return np.concatenate([points[:1], points[far][:1]])


def ring(size: int, count: int = 16) -> Floats:
    """Return directions (n, d) all around: the two there are in one dimension, else `count`."""
    if size == 1:
        return np.array([[-1.0], [1.0]])
    angles = np.arange(count) * (2 * np.pi / count)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


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
    sizes = np.abs(bends(loss, points)[0])
    least, most = sizes.min(axis=1), sizes.max(axis=1)
    return np.asarray((least <= _LEVEL * most) & (most > 0))


def bends(loss: Loss, points: Floats) -> tuple[Floats, Floats]:
    """Return the curvatures (..., d) at points, rising, and a column (..., d, d) for each its way.

    A second derivative that is not finite counts as none.
    """
    curvatures, ways = np.linalg.eigh(np.nan_to_num(loss.hessian(points), posinf=0.0, neginf=0.0))
    return curvatures, ways


def _ways(loss: Loss, points: Floats) -> Floats:
    """Return directions (N, n, d) all around points (N, d), and those in which the loss bends.

    The way down from a saddle may be narrower than the gaps of a ring.
    """
    one = ring(points.shape[1])
    around = np.broadcast_to(one, (len(points), *one.shape))
    axes = bends(loss, points)[1].swapaxes(1, 2)
    return np.concatenate([around, axes, -axes], axis=1)


def _grain(value: Floats) -> Floats:
    return np.asarray(_GRAIN * np.maximum(1.0, np.abs(value)))


def _sizes(points: Floats) -> Floats:
    """Return how far points (..., d) are from the origin, 1 at least."""
    return np.asarray(np.maximum(1.0, np.abs(points).max(axis=-1)))


def _one_floor(loss: Loss, point: Floats, other: Floats) -> bool:
    """Say whether a point and a lower one lie on one floor, straight from one to the other."""
    along = loss.value(point + _WAY * (other - point))
    close = np.abs(other - point).max() <= _NEARBY * _sizes(point)
    grain = _grain(along[0])
    return bool((along <= along[0] + grain).all() and (close or along[-1] >= along[0] - grain))


def _goes_down(loss: Loss, points: Floats, rim: Floats) -> Mask:
    """Return from which points (N, d) it goes straight down, if gently, to their rim (N, n, d).

    So it does beside the inflection of x^7, where rounding hides that at smaller distances.
    """
    value = loss.value(points)[:, None, None]
    ways = points[:, None, None] + _WAY * (rim - points[:, None])[:, :, None]
    along = loss.value(ways)
    level_or_lower = (along <= value + _grain(value)).all(axis=-1)
    return np.asarray((level_or_lower & (along[..., -1] < (value - _grain(value))[..., 0])).any(1))


def _leads_down(loss: Loss, point: Floats) -> bool:
    """Say whether the floor of the valley that a point (2,) is in goes down.

    It may be bent, and thinner than the gaps of a ring: x^2 y + y^2 falls along y = -x^2 / 2. Far
    out on exp(x) + y^2 rounding hides the fall, but not that the gradient along the floor is a
    multiple of itself from step to step; on a level floor it is rounding or nothing.
    """
    curvatures, axes = bends(loss, point)
    way, value = axes[:, np.abs(curvatures).argmin()], loss.value(point)
    offsets = np.array([-3e-2, -1e-2, 1e-2, 3e-2]) * _sizes(point)
    floor = loss.value(lowered(loss, point + offsets[:, None] * way, way))
    if (floor < value - _grain(value)).any():
        return True
    slopes = loss.gradient(point + np.arange(-2.0, 3.0)[:, None] * way) @ way
    same_sign = (slopes > 0).all() or (slopes < 0).all()
    before, after = np.abs(slopes[:-1]), np.abs(slopes[1:])
    return bool(same_sign and ((after > 2.0 * before).all() or (before > 2.0 * after).all()))
