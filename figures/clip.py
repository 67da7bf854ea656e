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

MOST_VERTICES = 2_000  # about as many as a screen has pixels across
RASTER = 2_048


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
    if len(points) < 2:
        held = inside(points, box)
        return Cut(points[held], np.flatnonzero(held).astype(float))
    enter, leave = spans(points, box)
    seen = np.flatnonzero(enter <= leave)
    enter, leave = enter[seen], leave[seen]
    # A segment opens a piece unless it goes on where the one before it ended.
    opens = (enter > 0) | (np.diff(seen, prepend=-2) != 1)
    low, high = np.array(box).T
    # Beside a coordinate of 1e8 a fraction is only good to 1e-8: the edge is where the box says.
    ends = [np.clip(at(points, seen, share), low, high) for share in (enter, leave)]
    rows = [*ends, np.full((len(seen), 2), np.nan)]
    steps = [seen + enter, seen + leave, seen + leave]
    closes = np.append(opens, False)[1:]
    keep = np.stack([opens, np.full(len(seen), True), closes], axis=1)
    return once(Cut(np.stack(rows, axis=1)[keep], np.stack(steps, axis=1)[keep]))


def once(path: Cut) -> Cut:
    """Drop a vertex that repeats the one before: a segment that touches the box in one point."""
    same = (np.diff(path.steps) == 0) & np.all(np.diff(path.points, axis=0) == 0, axis=1)
    fresh = np.append(True, ~same)[: len(path.steps)]
    return Cut(path.points[fresh], path.steps[fresh])


def at(points: Array, segment: npt.NDArray[np.intp], fraction: Array) -> Array:
    """Return the points (m, 2) at these fractions of these segments; ends are exact."""
    share = fraction[:, None]
    between = points[segment] * (1 - share) + points[segment + 1] * share
    return np.where(share == 0, points[segment], np.where(share == 1, points[segment + 1], between))


def exit_of(points: Array, box: Box) -> Exit | None:
    """Return where the path leaves the box for good; None when it ends inside or never enters."""
    held = inside(points, box)
    if not held.any() or held[-1]:
        return None
    last = int(np.flatnonzero(held)[-1])
    pair = points[last : last + 2]
    _, leave = spans(pair, box)
    low, high = np.array(box).T
    # A hair inside: Plotly hides a mark whose rounding puts it outside.
    hair = 1e-9 * (high - low)
    edge = np.clip(at(pair, np.array([0]), leave)[0], low + hair, high - hair)
    return Exit(edge, pair[1] / 2 - pair[0] / 2, last)


def thin(path: Cut, box: Box, most: int = MOST_VERTICES) -> Cut:
    """Drop vertices that no pixel would show, when there are more than `most`.

    First go those in the same cell of a 2,048 x 2,048 raster over the box as the vertex before.
    What is left is parted into stretches, each of which keeps its ends and its extremes across and
    up: every second vertex would turn a zigzag into a line along one of its sides.
    """
    if len(path.steps) <= most:
        return path
    low, high = np.array(box).T
    gap = np.isnan(path.points[:, 0])
    cell = np.floor(np.nan_to_num((path.points - low) / (high - low)) * RASTER)
    chosen = np.any(np.diff(cell, axis=0, prepend=np.nan) != 0, axis=1)
    chosen |= gap | np.append(gap[1:], True) | np.append(True, gap[:-1])
    kept = np.flatnonzero(chosen)
    if len(kept) > most:
        kept = extremes(path.points, kept, most)
    return Cut(path.points[kept], path.steps[kept])


def extremes(points: Array, kept: npt.NDArray[np.intp], most: int) -> npt.NDArray[np.intp]:
    """Return the ends and extremes of stretches of the kept vertices, and every gap."""
    size = -(-6 * len(kept) // most)
    padded = np.append(kept, np.repeat(kept[-1], -len(kept) % size)).reshape(-1, size)
    rows = np.arange(len(padded))
    found = [padded[:, 0], padded[:, -1], kept[np.isnan(points[kept, 0])]]
    for values in points[padded].transpose(2, 0, 1):
        found.append(padded[rows, np.nan_to_num(values, nan=np.inf).argmin(axis=1)])
        found.append(padded[rows, np.nan_to_num(values, nan=-np.inf).argmax(axis=1)])
    return np.unique(np.concatenate(found))
