"""A window and starts for a loss over the rows of a table, whose axes have scales of their own."""

import numpy as np

from landscape.window import good_starts, rounded
from losses.catalogue import Point, Window
from losses.loss import Floats, Loss

_WIDER = 1.1  # than the level line through the origin
_FADED = 1e-7  # of the curvature at the origin: a slope that fades out has no minimum
_UNSCALED = 3.0  # half width where nothing gives a scale
_DOUBLINGS = 40
_NEWTON, _NEAR = 3, 1e-4  # steps that sharpen a minimum, and how far they may go, as a share of it
_ROUND = 1e-14  # of the larger curvature: a smaller one is rounding
_FARTHEST = 1e6  # of a start's coordinates


def lasting(loss: Loss, points: Floats) -> Floats:
    """Return those of the minima (N, d), sharper, that are no far end of a slope that fades out.

    The logistic loss of classes that a line can part falls for ever; far out rounding makes it 0.
    """
    if not len(points):
        return points
    bends = np.abs(loss.hessian(np.vstack([points, np.zeros_like(points[:1])]))).max(axis=(1, 2))
    kept = points[~(bends[:-1] < _FADED * bends[-1])]
    return np.array([_sharper(loss, point) for point in kept]).reshape(kept.shape)


def _sharper(loss: Loss, point: Floats) -> Floats:
    """Return a minimum (d,) after Newton's steps: in a long valley descent stops too early."""
    for _ in range(_NEWTON):
        bent, slope = loss.hessian(point), loss.gradient(point)
        if not _is_bowl(bent):
            break
        following = point - np.linalg.solve(bent, slope)
        if not np.linalg.norm(following - point) <= _NEAR * np.linalg.norm(point):
            break
        point = following
    return point


def _is_bowl(bent: Floats) -> bool:
    """Say whether second derivatives (d, d) bend upwards all around, beyond rounding."""
    finite = bool(np.isfinite(bent).all())
    return finite and bool(np.linalg.eigvalsh(bent).min() > _ROUND * np.abs(bent).max())


def window_of_data(loss: Loss, minima: Floats) -> Window:
    """Return a window about the lowest of the minima (N, d) that holds the origin, too.

    Each axis is as wide as the level line through the origin, which every parameter scales.
    """
    origin = np.zeros(len(loss.variables))
    centre = minima[np.argmin(loss.value(minima))] if len(minima) else origin
    least = loss.value(centre)
    height = float(loss.value(origin) - least)
    if not height > 1e-3 * abs(least):
        height = float(abs(least)) or 1.0
    half = _of_ellipse(loss, centre, height)
    if half is None:
        half = np.array([_along(loss, centre, height, way) for way in np.eye(len(centre))])
    half = np.maximum(_WIDER * half, (1 + _WIDER) / 2 * _WIDER * np.abs(centre))
    return tuple(rounded(low, high) for low, high in zip(centre - half, centre + half, strict=True))


def starts_of_data(loss: Loss, window: Window, minima: Floats) -> tuple[Point, ...]:
    """Return good starts; where the origin is one, it comes first: it is where people begin."""
    near = np.clip(good_starts(loss, window, minima), -_FARTHEST, _FARTHEST).tolist()
    found = tuple(dict.fromkeys(map(tuple, near)))
    origin = np.zeros(len(window))
    slope = loss.gradient(origin)
    width = np.array([high - low for low, high in window])
    clear = all((np.abs(point) / width).max() > 0.05 for point in minima)
    if np.isfinite(loss.value(origin)) and np.isfinite(slope).all() and slope.any() and clear:
        return (tuple(origin.tolist()), *found[:2])
    return found


def _of_ellipse(loss: Loss, centre: Floats, height: float) -> Floats | None:
    """Return the half widths (d,) of a level line so high above the centre, None where it is open.

    Second derivatives tell them, as if the loss were a parabola.
    """
    bent = loss.hessian(centre)
    if not _is_bowl(bent):
        return None
    return np.asarray(np.sqrt(2 * height * np.diag(np.linalg.inv(bent))))


def _along(loss: Loss, centre: Floats, height: float, way: Floats) -> float:
    """Return how far along an axis the loss is so high above the centre."""
    lengths = 2.0 ** np.arange(-_DOUBLINGS, _DOUBLINGS)
    rise = loss.value(centre + lengths[:, None] * way) - loss.value(centre)
    high = np.flatnonzero(rise >= height)
    return float(lengths[high[0]]) if high.size else _UNSCALED
