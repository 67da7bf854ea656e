"""Step lengths along a direction; player/js/engine/line_search.js takes the same operations.

A search is a generator: it yields the lengths that it tries, is sent the slope or the loss there,
and returns the length that it settles on. Lanes search side by side, so that one call of the loss
answers all that have not ended, and no lane's numbers depend on another's.
"""

import math
from collections.abc import Callable, Generator, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Lanes = NDArray[np.intp]
Along = Callable[[Array, Lanes], Array]  # of step lengths (k,) for these lanes: a number each
Search = Generator[float, float, float]

MOST = 60  # evaluations of an exact search ...
DOUBLINGS = 30  # ... of which so many may look for the end of the descent
FLAT = 2.0**-46  # of the slope at the start: a slope that is rounding
SLOW = 3  # steps that do not halve the bracket
HALVINGS = 40
ENOUGH = 1e-4  # of the descent that the slope promises (Armijo 1966; Nocedal, Wright 2006, 3.1)


def exact(first: float, grain: float) -> Search:
    """Search the first minimum along a direction by its slopes.

    A bracket by doubling from 1, then the secant of the slopes at its ends, which meets the
    minimum of a quadratic at once. The end that stays counts half the second time (the Illinois
    method: Dowell, Jarratt 1971, https://doi.org/10.1007/BF01934364), and steps that do not
    halve the bracket are followed by a bisection.

    first   the slope at 0; where the direction does not lead down the length is 0
    grain   lengths that differ by less lead to the same point
    Where the loss falls without end, the far end of the last bracket.
    """
    if not first < 0:
        return 0.0
    low, high, at_low, used = 0.0, 1.0, first, 1
    at_high = yield high
    while at_high < 0 and used <= DOUBLINGS:
        low, high, at_low = high, 2.0 * high, at_high
        at_high = yield high
        used += 1
    if at_high <= 0:  # a slope that is no number lies beyond the domain
        return high
    side, slow, width = 0, 0, high - low
    while True:
        run = at_high - at_low
        middle = low - at_low * (high - low) / run if run else math.nan
        if not (low < middle < high and slow < SLOW):
            middle = low + (high - low) / 2.0
        inside = low < middle < high
        there = yield middle
        used += 1
        if there < 0:
            at_high = at_high / 2.0 if side < 0 else at_high
            low, at_low, side = middle, there, -1
        else:
            at_low = at_low / 2.0 if side > 0 else at_low
            high, at_high, side = middle, there, 1
        flat = abs(there) <= -FLAT * first
        if flat or not inside or not high - low > grain or used >= MOST:
            return middle
        halved = high - low <= width / 2.0
        slow, width = (0, high - low) if halved else (slow + 1, width)


def armijo(here: float, slope: float) -> Search:
    """Halve the length from 1 until the loss falls enough; 0 if it never does.

    here, slope   the loss and its slope along the direction at 0
    """
    length = 1.0
    for _ in range(HALVINGS + 1 if slope < 0 else 0):
        if (yield length) <= here + ENOUGH * length * slope:
            return length
        length /= 2.0
    return 0.0


def ended(searches: Sequence[Search], along: Along) -> tuple[Array, Array]:
    """Where the searches of K lanes end (K,), and the evaluations that each took."""
    found, used = np.zeros(len(searches)), np.zeros(len(searches))
    tried: dict[int, float] = {}  # by lanes that have not ended

    def advance(lane: int, value: float | None) -> None:
        try:
            tried[lane] = searches[lane].send(value)  # type: ignore[arg-type]
        except StopIteration as end:
            tried.pop(lane, None)
            found[lane] = end.value

    for lane in range(len(searches)):
        advance(lane, None)
    while tried:
        lanes = np.fromiter(tried, np.intp)
        used[lanes] += 1.0
        values = along(np.fromiter(tried.values(), float), lanes)
        for lane, value in zip(lanes.tolist(), values.tolist(), strict=True):
            advance(lane, value)
    return found, used
