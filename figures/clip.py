"""Paths as a browser can draw them: cut to what axes show, thinned, and in short numbers.

A run that blew up to 1e177 neither breaks nor thins the picture. Each segment is cut by itself
(Liang and Barsky 1984, https://doi.org/10.1145/357332.357333). A vertex keeps its step: a whole
number where the run really was, a fraction where the edge cut a segment.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
Ranges = tuple[tuple[float, float], tuple[float, float]]  # (low, high) across and up

MAX_VERTICES = 2_000  # that a browser draws without effort
AXIS_PARTS = 1_500  # half a pixel of a large picture each
# Sizes at which float32 is well away from overflow and from the small numbers it stores coarsely.
SINGLE_LOW, SINGLE_HIGH = 1e-30, 1e30
MAX_OFFSET = 100.0  # spans from zero up to which float32 splits a span into 100,000 parts


class Cut(NamedTuple):
    """A path as it is drawn; rows of NaN part the pieces."""

    points: Array  # (m, 2)
    steps: Array  # (m,) never decreasing, finite in the gaps too

    def rows(self, count: int) -> Index:
        """Return for each vertex the nearest of the run's `count` rows, (m,)."""
        return np.clip(np.rint(self.steps), 0, count - 1).astype(int)


class Exit(NamedTuple):
    """Where a path leaves the picture for good."""

    point: Array  # (2,) on the edge
    direction: Array  # (2,) towards the next point, not normalised
    step: int  # the last step inside


def enlarged(ranges: Ranges, times: float) -> Ranges:
    """Return the ranges with `times` their own span added at each end."""
    (a, b), (c, d) = ranges
    return (a - times * (b - a), b + times * (b - a)), (c - times * (d - c), d + times * (d - c))


def inside(points: Array, ranges: Ranges) -> npt.NDArray[np.bool_]:
    """Return which of the points (n, 2) lie within the ranges; NaN is outside."""
    low, high = np.array(ranges).T
    held: npt.NDArray[np.bool_] = np.all((points >= low) & (points <= high), axis=1)
    return held


def visible_path(points: Array, ranges: Ranges, room: float = 0.0) -> Cut:
    """Return the part of the path (n, 2) to draw on axes that show these ranges.

    room  spans of each axis that stay drawn beyond its ends, for zooming out
    """
    return thin(cut(points, enlarged(ranges, room)), ranges)


def fractions_inside(points: Array, ranges: Ranges) -> tuple[Array, Array]:
    """Return for each segment the part inside, as fractions (enter, leave); enter > leave: none."""
    low, high = np.array(ranges).T
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


def cut(points: Array, ranges: Ranges) -> Cut:
    """Return the parts of the path (n, 2) inside, in order, parted by rows of NaN."""
    held = inside(points, ranges)
    if len(points) < 2 or held.all():
        return Cut(points[held], np.flatnonzero(held).astype(float))
    enter, leave = fractions_inside(points, ranges)
    seen = np.flatnonzero(enter <= leave)
    enter, leave = enter[seen], leave[seen]
    # A segment opens a piece unless it goes on where the one before it ended.
    opens = (enter > 0) | (np.diff(seen, prepend=-2) != 1)
    low, high = np.array(ranges).T
    # Beside a coordinate of 1e8 a fraction is only good to 1e-8: the edge is where the ranges end.
    ends = [np.clip(points_at(points, seen, share), low, high) for share in (enter, leave)]
    rows = [*ends, np.full((len(seen), 2), np.nan)]
    steps = [seen + enter, seen + leave, seen + leave]
    closes = np.append(opens, False)[1:]
    keep = np.stack([opens, np.full(len(seen), True), closes], axis=1)
    return without_repeats(Cut(np.stack(rows, axis=1)[keep], np.stack(steps, axis=1)[keep]))


def without_repeats(path: Cut) -> Cut:
    """Drop a vertex that repeats the one before: a segment that touches the edge in one point."""
    same = (np.diff(path.steps) == 0) & np.all(np.diff(path.points, axis=0) == 0, axis=1)
    fresh = np.append(True, ~same)[: len(path.steps)]
    return Cut(path.points[fresh], path.steps[fresh])


def points_at(points: Array, segment: Index, fraction: Array) -> Array:
    """Return the points (m, 2) at these fractions of these segments; ends are exact."""
    share = fraction[:, None]
    between = points[segment] * (1 - share) + points[segment + 1] * share
    return np.where(share == 0, points[segment], np.where(share == 1, points[segment + 1], between))


def exit_of(points: Array, ranges: Ranges) -> Exit | None:
    """Return where the path leaves for good; None when it ends inside or never enters."""
    held = inside(points, ranges)
    if not held.any() or held[-1]:
        return None
    last = int(np.flatnonzero(held)[-1])
    pair = points[last : last + 2]
    _, leave = fractions_inside(pair, ranges)
    low, high = np.array(ranges).T
    # A hair inside: Plotly hides a mark whose rounding puts it outside.
    hair = 1e-9 * (high - low)
    edge = np.clip(points_at(pair, np.array([0]), leave)[0], low + hair, high - hair)
    return Exit(edge, pair[1] / 2 - pair[0] / 2, last)


def thin(path: Cut, ranges: Ranges, most: int = MAX_VERTICES) -> Cut:
    """Drop vertices that no pixel would show, when there are more than `most`.

    At every step the thinned path is within half a pixel of the whole one, across and up: a head
    that runs along it stands where the run stood, also where a run slows down on a straight line.
    Vertices are kept by halving: a stretch stays one segment if that is near enough.
    """
    if len(path.steps) <= most:
        return path
    low, high = np.array(ranges).T
    unit = path.points / ((high - low) / AXIS_PARTS)
    kept = np.zeros(len(unit), dtype=bool)
    # From stretches of 64 on: a run of thousands of steps has hardly one that is straight.
    first = np.arange(0, len(unit) - 2, 64)
    last = np.append(first[1:], len(unit) - 1)
    kept[first] = kept[-1] = True
    while first.size:  # six times at most
        rough = deviations(unit, path.steps, (first, last)) > 1
        first, last = first[rough], last[rough]
        middle = (first + last) // 2
        kept[middle] = True
        first, last = np.concatenate([first, middle]), np.concatenate([middle, last])
        long = last - first > 1
        first, last = first[long], last[long]
    return Cut(path.points[kept], path.steps[kept])


def deviations(points: Array, steps: Array, ends: tuple[Index, Index]) -> Array:
    """Return for each stretch how far its vertices stray from an even walk along a straight line.

    ends  first and last vertex of each stretch, at least two apart; a gap strays infinitely
    """
    first, last = ends
    inner = last - first - 1
    begin = np.cumsum(inner) - inner
    owner = np.repeat(np.arange(len(first)), inner)
    vertex = np.arange(inner.sum()) - begin[owner] + first[owner] + 1
    a, b = first[owner], last[owner]
    whole = steps[b] - steps[a]
    share = np.where(whole > 0, steps[vertex] - steps[a], 0) / np.where(whole > 0, whole, 1)
    even = points[a] + (points[b] - points[a]) * share[:, None]
    off = np.nan_to_num(np.abs(points[vertex] - even).max(axis=1), nan=np.inf)
    worst: Array = np.maximum.reduceat(off, begin)
    return worst


def single(values: Array) -> npt.NDArray[np.floating[Any]]:
    """Return the values as float32 where that keeps seven digits of each: enough to be read."""
    size = np.abs(values[np.isfinite(values) & (values != 0)])
    fits = not size.size or (size.max() < SINGLE_HIGH and size.min() > SINGLE_LOW)
    return values.astype(np.float32) if fits else values


def compact(values: Array, ends: tuple[float, float]) -> npt.NDArray[np.floating[Any]]:
    """Return the values as float32 where that is far finer than a pixel of an axis.

    ends  the ends of the axis: far from zero a short axis needs every digit
    """
    low, high = ends
    far = max(abs(low), abs(high)) > MAX_OFFSET * (high - low) or high - low < SINGLE_LOW
    return values if far else single(values)
