"""Cut a path to a box, so that a run that blew up to 1e177 neither breaks nor thins the picture.

Each segment is cut by itself (Liang and Barsky 1984, https://doi.org/10.1145/357332.357333).
A vertex keeps its step: a whole number where the run really was, a fraction where the box cut a
segment.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Box = tuple[tuple[float, float], tuple[float, float]]  # (low, high) of each axis

MOST_VERTICES = 2_000  # more than a screen has pixels across the picture


class Cut(NamedTuple):
    """A path as it is drawn; rows of NaN part the pieces."""

    points: Array  # (m, 2)
    steps: Array  # (m,) never decreasing, finite in the gaps too


class Exit(NamedTuple):
    """Where a path leaves a box for good."""

    point: Array  # (2,) on the edge of the box
    direction: Array  # (2,) towards the next point, not normalised
    step: int  # the last step inside


def enlarged(box: Box, times: float) -> Box:
    """Return the box with `times` its own span added on every side."""
    (a, b), (c, d) = box
    return (a - times * (b - a), b + times * (b - a)), (c - times * (d - c), d + times * (d - c))


def inside(points: Array, box: Box) -> npt.NDArray[np.bool_]:
    """Say for each of the points (n, 2) whether the box holds it; NaN is outside."""
    low, high = np.array(box).T
    held: npt.NDArray[np.bool_] = np.all((points >= low) & (points <= high), axis=1)
    return held


def spans(points: Array, box: Box) -> tuple[Array, Array]:
    """Return for each segment the part inside, as fractions (enter, leave); enter > leave: none."""
    low, high = np.array(box).T
    start = points[:-1]
    # Halves keep the difference of two huge numbers finite; the fractions do not notice.
    half = points[1:] / 2 - start / 2
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        first = (low / 2 - start / 2) / half
        second = (high / 2 - start / 2) / half
    still = half == 0
    held = (start >= low) & (start <= high)
    near = np.where(still, np.where(held, -np.inf, np.inf), np.minimum(first, second))
    far = np.where(still, np.where(held, np.inf, -np.inf), np.maximum(first, second))
    return np.clip(near.max(axis=1), 0, None), np.clip(far.min(axis=1), None, 1)


def cut(points: Array, box: Box) -> Cut:
    """Return the parts of the path (n, 2) that the box holds, in order, parted by rows of NaN."""
    if len(points) == 1:
        held = inside(points, box)
        return Cut(points[held], np.flatnonzero(held).astype(float))
    enter, leave = spans(points, box)
    seen = np.flatnonzero(enter <= leave)
    enter, leave = enter[seen], leave[seen]
    # A segment opens a piece unless it goes on where the one before it ended.
    opens = (enter > 0) | (np.diff(seen, prepend=-2) != 1)
    rows = [at(points, seen, enter), at(points, seen, leave), np.full((len(seen), 2), np.nan)]
    steps = [seen + enter, seen + leave, seen + leave]
    closes = np.append(opens, False)[1:]
    keep = np.stack([opens, np.full(len(seen), True), closes], axis=1)
    return Cut(np.stack(rows, axis=1)[keep], np.stack(steps, axis=1)[keep])


def at(points: Array, segment: npt.NDArray[np.intp], fraction: Array) -> Array:
    """Return the points (m, 2) at these fractions of these segments; ends are exact."""
    share = fraction[:, None]
    between = points[segment] * (1 - share) + points[segment + 1] * share
    return np.where(share == 0, points[segment], np.where(share == 1, points[segment + 1], between))


def exit_of(points: Array, box: Box) -> Exit | None:
    """Return where the path leaves the box for good; None when it ends inside or never enters."""
    held = inside(points, box)
    if held[-1] or not held.any():
        return None
    last = int(np.flatnonzero(held)[-1])
    pair = points[last : last + 2]
    _, leave = spans(pair, box)
    edge = at(pair, np.array([0]), leave)[0]
    return Exit(edge, pair[1] / 2 - pair[0] / 2, last)


def thin(path: Cut, box: Box, most: int = MOST_VERTICES) -> Cut:
    """Drop vertices that no pixel would show, when there are more than `most`.

    Vertices that share a cell of a 2,048 x 2,048 raster over the box with the vertex before them go
    first; the first and last of each piece stay.
    """
    if len(path.steps) <= most:
        return path
    low, high = np.array(box).T
    gap = np.isnan(path.points[:, 0])
    cell = np.floor(np.nan_to_num((path.points - low) / (high - low)) * 2_048)
    moved = np.any(np.diff(cell, axis=0, prepend=np.nan) != 0, axis=1)
    edge = gap | np.append(gap[1:], True) | np.append(True, gap[:-1])
    kept = np.flatnonzero(moved | edge)
    stride = -(-len(kept) // most)
    chosen = np.zeros(len(gap), dtype=bool)
    chosen[kept[::stride]] = True
    chosen |= edge
    return Cut(path.points[chosen], path.steps[chosen])
