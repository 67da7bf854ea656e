"""A window and starts that suit a typed loss, found from the loss itself."""

import math

import numpy as np
from numpy.typing import NDArray

from landscape.search import balance, grid
from losses.catalogue import Point, Window
from losses.loss import Floats, Loss

_DEFAULT = 3.0  # half width where nothing gives a scale
_SIDE = {1: 201, 2: 41}
_EVEN = 0.015  # least share of the values' span that the middle of them should cover
# where starts are tried, as fractions of the window: on the flanks, far from one another
_TRIED = (
    (0.14, 0.82), (0.85, 0.2), (0.3, 0.12), (0.72, 0.88), (0.9, 0.6), (0.08, 0.4), (0.6, 0.3),
    (0.4, 0.7), (0.22, 0.55), (0.5, 0.93), (0.95, 0.95), (0.03, 0.05), (0.66, 0.5), (0.35, 0.35),
)  # fmt: skip


def suited_window(loss: Loss, minima: Floats) -> Window:
    """Return (low, high) for each variable of a loss with these minima (N, d).

    It encloses those near the origin, is cut to where the loss has values, and shrinks until it is
    not one cliff. Any loss has one.
    """
    box = _shrunk(loss, _trimmed(loss, _box(loss, minima)), minima)
    return tuple(rounded(low, high) for low, high in box)


def good_starts(loss: Loss, window: Window, minima: Floats) -> tuple[Point, ...]:
    """Return up to three starts in a window, well apart, where a run has somewhere to go.

    They are off the minima (N, d) and have a finite loss and a gradient, if any point has.
    """
    limits = np.array(window)
    width = limits[:, 1] - limits[:, 0]
    size = len(limits)
    tried = limits[:, 0] + width * np.array(_TRIED)[:, :size]
    dense = grid(window, 13).reshape(-1, size)
    points = np.concatenate([_shortened(tried, width), _shortened(dense, width)])
    slope = np.linalg.norm(loss.gradient(points), axis=1)
    usable = np.isfinite(loss.value(points)) & np.isfinite(slope)
    steep = np.median(slope[usable]) if usable.any() else 0.0
    moving = usable & (slope > max(1e-3 * steep, 1e-12))
    chosen: list[Floats] = []
    for point in points[moving]:
        clear = all((np.abs(point - other) / width).max() > 0.05 for other in minima)
        if clear and all((np.abs(point - other) / width).max() > 0.1 for other in chosen):
            chosen.append(point)
        if len(chosen) == 3:
            break
    chosen = chosen or list(points[moving][:1]) or list(points[usable][:1]) or [points[0]]
    return tuple(tuple(map(float, point)) for point in chosen)


def contained(points: Floats, box: Floats) -> NDArray[np.bool_]:
    """Return which of the points (N, d) lie inside a box (d, 2)."""
    return np.asarray(((points >= box[:, 0]) & (points <= box[:, 1])).all(axis=1))


def _box(loss: Loss, points: Floats) -> Floats:
    """Return low and high (d, 2) about the minima near the origin, or about another landmark."""
    size = len(loss.variables)
    points = _significant(loss, points) if len(points) else balance(loss)
    if not len(points):
        return _where_finite(loss)
    first = float(np.abs(points[0]).max())
    near = points[np.abs(points).max(axis=1) <= max(3.0, 3.2 * first)]
    if first <= 4.0:
        near = np.concatenate([near, np.zeros((1, size))])
    low, high = near.min(axis=0), near.max(axis=0)
    centre, half = (low + high) / 2, (high - low) / 2
    least = max(_DEFAULT if half.max() < 0.2 else 2.0, 0.0 if first <= 4.0 else 0.5 * first)
    half = np.maximum(1.5 * half, np.maximum(least, 0.7 * half.max()))
    return np.stack([centre - half, centre + half], axis=1)


def _significant(loss: Loss, points: Floats) -> Floats:
    """Drop the minima that are hardly below the plain around them."""
    nearest = max(1.0, float(np.abs(points[0]).max()))
    points = points[np.abs(points).max(axis=1) <= 10.0 * nearest]
    values = loss.value(points)
    low = values.min()
    everywhere = loss.value(grid(((-10.0, 10.0),) * points.shape[1], 41))
    plain = float(np.median(np.where(np.isfinite(everywhere), everywhere, np.inf)))
    deep = values <= low + 0.999 * max(plain - low, 0.0) + 1e-12 * abs(low)
    return np.asarray(points[deep])


def _where_finite(loss: Loss) -> Floats:
    """Return the box of the smallest scale at which a tenth of the points has a value."""
    size = len(loss.variables)
    for scale in (5.0, 20.0, 100.0, 1000.0):
        window = ((-scale, scale),) * size
        if np.isfinite(loss.value(grid(window, _SIDE[size]))).mean() > 0.1:
            break
    return np.array(window)


def _trimmed(loss: Loss, box: Floats) -> Floats:
    """Cut a box to where the loss has values, with a little margin to show the edge."""
    points = grid(box, _SIDE[len(box)])
    defined = np.isfinite(loss.value(points))
    if not defined.any() or defined.mean() > 0.9:
        return box
    inside = points[defined]
    low, high = inside.min(axis=0), inside.max(axis=0)
    margin = 0.04 * (high - low) + 1e-9
    return np.stack([np.maximum(box[:, 0], low - margin), np.minimum(box[:, 1], high + margin)], 1)


def _shrunk(loss: Loss, box: Floats, minima: Floats) -> Floats:
    """Shrink a window about its middle, or its minimum, while it is one cliff or one plain."""
    best, evenness = box, _evenness(loss, box)
    for _ in range(9):
        if evenness > _EVEN:
            break
        shrunk = _closer(box, minima)
        if contained(minima, shrunk).sum() < contained(minima, box).sum():
            break
        box = shrunk
        now = _evenness(loss, box)
        if now > 2.0 * evenness:  # else the shape is the same at every scale
            best, evenness = box, now
    return best


def _closer(box: Floats, minima: Floats) -> Floats:
    inside = minima[contained(minima, box)]
    centre = inside[0] if len(inside) else box.mean(axis=1)
    half = 0.35 * (box[:, 1] - box[:, 0])
    return np.stack([centre - half, centre + half], axis=1)


def _evenness(loss: Loss, box: Floats) -> float:
    """Return how much of the span of values the middle of them covers: about 0 for a cliff."""
    values = loss.value(grid(box, _SIDE[len(box)]))
    known = values[np.isfinite(values)]
    if not known.size:
        return 1.0
    low, below, above, high = np.quantile(known, (0.03, 0.2, 0.8, 0.97))
    span = float(high - low)
    if span == 0.0:
        return 1.0
    excess = max(1.0, float(known.max() - known.min()) / 1e9)
    return float(above - below) / span / excess


def rounded(low: float, high: float) -> tuple[float, float]:
    """Return limits on a grid of 1, 2 or 5 times a power of ten, a twentieth of the width."""
    width = max(float(high - low), 1e-9)
    power = 10.0 ** math.floor(math.log10(width / 20))
    step = power * next(k for k in (1, 2, 5, 10) if width / 20 <= k * power * 1.0001)
    places = max(0, -math.floor(math.log10(step) + 1e-9))
    start, stop = math.floor(low / step + 1e-6) * step, math.ceil(high / step - 1e-6) * step
    return round(start, places), round(stop, places)


def _shortened(points: Floats, width: Floats) -> Floats:
    """Round coordinates to about a hundredth of the window."""
    unit = 10.0 ** np.floor(np.log10(width / 30))
    return np.round(np.round(points / unit) * unit, 9)
