"""Step lengths along a direction, many lanes at once; player/js/engine/line_search.js is the same.

Each lane takes the very operations that it would take alone, and lanes that are done cost nothing.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Lanes = NDArray[np.intp]
Along = Callable[[Array, Lanes], Array]  # of step lengths (k,) for these lanes: a number each

MOST = 60  # evaluations of an exact search ...
DOUBLINGS = 30  # ... of which so many may look for the end of the descent
FLAT = 2.0**-46  # of the slope at the start: a slope that is rounding
HALVINGS = 40
ENOUGH = 1e-4  # of the descent that the slope promises (Armijo 1966; Nocedal, Wright 2006, 3.1)


def exact(slope: Along, first: Array, grain: Array) -> tuple[Array, Array]:
    """The step length (K,) to the first minimum along a direction, and the evaluations it took.

    A bracket by doubling from 1, then the secant of the slopes at its ends, which meets the
    minimum of a quadratic at once. The end that stays counts half the second time (the Illinois
    method: Dowell, Jarratt 1971, https://doi.org/10.1007/BF01934364), and three steps that do not
    halve the bracket are followed by a bisection.

    first   (K,) slopes at 0; where the direction does not lead down the length is 0
    grain   (K,) lengths that differ by less lead to the same point
    Where the loss falls without end, the far end of the last bracket.
    """
    low, high = np.zeros_like(first), np.ones_like(first)
    at_low, at_high = first.copy(), np.zeros_like(first)
    found, used = np.zeros_like(first), np.zeros_like(first)
    lanes = falling = np.flatnonzero(first < 0)
    for doubling in range(DOUBLINGS + 1):
        if not falling.size:
            break
        if doubling:
            low[falling], at_low[falling] = high[falling], at_high[falling]
            high[falling] *= 2.0
        at_high[falling] = slope(high[falling], falling)
        used[falling] += 1.0
        falling = falling[at_high[falling] < 0]
    found[lanes] = high[lanes]
    lanes = lanes[~(at_high[lanes] <= 0)]  # a slope that is no number lies beyond the domain
    ends = _Ends(low[lanes], high[lanes], at_low[lanes], at_high[lanes])
    while lanes.size:
        middle = ends.next()
        inside = (ends.low < middle) & (middle < ends.high)
        there = slope(middle, lanes)
        found[lanes] = middle
        used[lanes] += 1.0
        flat = np.abs(there) <= -FLAT * first[lanes]
        ends.move(middle, there)
        wide = ends.high - ends.low > grain[lanes]
        going = inside & wide & ~flat & (used[lanes] < MOST)
        lanes, ends = lanes[going], ends.of(going)
    return found, used


class _Ends:
    """Brackets of k lanes, and the slopes at their ends: below 0 at the low one."""

    def __init__(self, low: Array, high: Array, at_low: Array, at_high: Array) -> None:
        self.low, self.high, self.at_low, self.at_high = low, high, at_low, at_high
        self.side = np.zeros_like(low)  # which end moved last
        self.slow = np.zeros_like(low)  # steps since the width was ...
        self.width = high - low

    def next(self) -> Array:
        """The secant's zero; the middle where that is outside, or where secants are too slow."""
        secant = self.low - self.at_low * (self.high - self.low) / (self.at_high - self.at_low)
        good = (self.low < secant) & (secant < self.high) & (self.slow < 3)
        return np.where(good, secant, self.low + (self.high - self.low) / 2.0)

    def move(self, middle: Array, there: Array) -> None:
        """Let the middle be the end that it is like; count the steps that do not halve."""
        below = there < 0
        self.at_high = np.where(below & (self.side < 0), self.at_high / 2.0, self.at_high)
        self.at_low = np.where(~below & (self.side > 0), self.at_low / 2.0, self.at_low)
        self.low = np.where(below, middle, self.low)
        self.at_low = np.where(below, there, self.at_low)
        self.high = np.where(below, self.high, middle)
        self.at_high = np.where(below, self.at_high, there)
        self.side = np.where(below, -1.0, 1.0)
        halved = self.high - self.low <= self.width / 2.0
        self.width = np.where(halved, self.high - self.low, self.width)
        self.slow = np.where(halved, 0.0, self.slow + 1.0)

    def of(self, lanes: NDArray[np.bool_]) -> "_Ends":
        some = _Ends(*(p[lanes] for p in (self.low, self.high, self.at_low, self.at_high)))
        some.side, some.slow, some.width = self.side[lanes], self.slow[lanes], self.width[lanes]
        return some


def armijo(value: Along, here: Array, slope: Array) -> tuple[Array, Array]:
    """The step length (K,) by halving from 1 until the loss falls enough, 0 if it never does.

    With the evaluations that it took.

    here, slope   (K,) the loss and its slope along the direction at 0
    """
    length = np.ones_like(slope)
    found, used = np.zeros_like(slope), np.zeros_like(slope)
    lanes = np.flatnonzero(slope < 0)
    for _ in range(HALVINGS + 1):
        if not lanes.size:
            break
        tried = length[lanes]
        used[lanes] += 1.0
        low = value(tried, lanes) <= here[lanes] + ENOUGH * tried * slope[lanes]
        found[lanes[low]] = tried[low]
        lanes = lanes[~low]
        length[lanes] /= 2.0
    return found, used
