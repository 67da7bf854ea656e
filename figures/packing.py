"""Numbers as the browser gets them: half as long where nobody can see the difference."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

# Where float32 is well away from overflow, and from the small numbers it stores coarsely.
LEAST, MOST = 1e-30, 1e30
FINE = 100.0  # float32 splits a span into this many times more than 10,000 parts


def compact(values: Array, ends: tuple[float, float]) -> npt.NDArray[np.floating[Any]]:
    """Return the values as float32 where that is far finer than a pixel of an axis.

    ends  the ends of the axis: far from zero a short axis needs every digit
    """
    low, high = ends
    far = max(abs(low), abs(high)) > FINE * (high - low) or high - low < LEAST
    return values if far or not fits(values) else values.astype(np.float32)


def fits(values: Array) -> bool:
    """Say whether float32 can hold the values with all its digits."""
    size = np.abs(values[np.isfinite(values) & (values != 0)])
    return bool(size.size == 0 or (size.max() < MOST and size.min() > LEAST))


def single(values: Array) -> npt.NDArray[np.floating[Any]]:
    """Return the values as float32 where that keeps seven digits of each: enough to be read."""
    return values.astype(np.float32) if fits(values) else values
