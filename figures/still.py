"""What both still pictures of an experiment draw: figures/thumbnail.py and figures/preview.py."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from experiment import Experiment, KnownMinimum
from experiment.run import thinned
from figures import clip
from figures.traces import landscape
from landscape import look_at

Array = npt.NDArray[np.float64]

MAX_VERTICES = 400  # of a path
TOP = 0.6  # share of the level colour that makes about the highest colour of the landscape
SHADES = 40  # more are not seen, and would make the image of a thumbnail twice as long


class Relief(NamedTuple):
    """A landscape of two variables: heights among so many levels, 0 in the holes of the loss."""

    heights: Array
    levels: int
    holes: npt.NDArray[np.bool_]


def relief(e: Experiment, field: landscape.Field, minima: Sequence[KnownMinimum]) -> Relief:
    """Return how high the loss is at each point of a grid."""
    floor = min([float(field.finite.min()), *(m.value for m in minima)])
    levels = landscape.levels_of(field, floor, look_at(e).log_colour)
    holes = ~np.isfinite(field.values)
    return Relief(np.where(holes, 0.0, landscape.heights(field, levels)), len(levels), holes)


def shares(heights: Array, count: int, holes: npt.NDArray[np.bool_]) -> Array:
    """Return how much of the level colour each pixel shows: even bands with thin lines between.

    heights  of each pixel among the `count` levels, see `levels.heights`
    """
    up, across = np.gradient(heights)
    pixel = np.maximum(np.hypot(up, across), 1e-9)
    nearest = np.clip(np.rint(heights), 1, count)
    away = (heights - nearest) / pixel  # distance to the nearest level line, in pixels
    band = nearest - 0.5 + np.clip(away, -0.5, 0.5)
    line = np.clip(1.0 - np.abs(away), 0, 0.6) * np.clip(1.3 - 2 * pixel, 0, 1)
    even = TOP * band / count
    share = np.where(holes, 0.0, even + (1 - even) * line)
    return np.asarray(np.rint(share * SHADES) / SHADES)


def curve_of(field: landscape.Field, ranges: clip.Ranges) -> Array:
    """Return the points (n, 2) of a loss of one variable; a pole ends outside the picture."""
    low, high = ranges[1]
    reach = high - low
    return np.column_stack([field.axes[0], np.clip(field.values, low - reach, high + reach)])


def visible(points: Array, ranges: clip.Ranges) -> Array:
    """Return the part of a path (n, 2) that is seen; rows of NaN part its pieces."""
    return clip.cut(thinned(points, MAX_VERTICES), clip.enlarged(ranges, 0.1)).points


def placed(points: Array, ranges: clip.Ranges, size: tuple[int, int]) -> Array:
    """Return points (n, 2) in a picture of this width and height, from its upper left corner."""
    (left, right), (low, high) = ranges
    across = (points[:, 0] - left) / (right - left) * size[0]
    return np.column_stack([across, (high - points[:, 1]) / (high - low) * size[1]])
