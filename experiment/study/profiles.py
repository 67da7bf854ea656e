"""Comparisons of rules over losses: who wins, performance profiles, how wide good rates lie.

Arrays are (L, S): a loss a row, a rule ("solver") a column.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Truths = NDArray[np.bool_]
ALIKE = 1e-6  # of a gap: smaller ones differ by rounding
NEAR = 10.0  # times the best gap, up to which a rate is near the best one


class Range(NamedTuple):
    """An unbroken range of rates.

    decades   how wide it is; low, high   its first and last rate
    cut       whether it ends where the rates that were tried end: it may be wider
    """

    decades: float
    low: float
    high: float
    cut: bool


def winners(gaps: Array) -> Truths:
    """Return which rules have the smallest gap on each loss; those that are alike win together.

    gaps   (L, S), not finite where a rule has none; on a loss where no rule has one nobody wins
    """
    finite = np.where(np.isfinite(gaps), gaps, np.inf)
    least = finite.min(axis=1, keepdims=True)
    won: Truths = np.isfinite(finite) & (finite <= least * (1 + ALIKE))
    return won


def ratios(costs: Array) -> Array:
    """Return the performance ratios of Dolan and Moré 2002: cost over the least of any rule.

    costs   (L, S), above 0, infinite where a rule fails; on a loss where all fail all ratios are
            infinite. https://doi.org/10.1007/s101070100263
    """
    least = costs.min(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.where(np.isfinite(costs), costs / least, np.inf)


def profile(ratios: Array, factors: Sequence[float]) -> Array:
    """Return the profiles (S, T): the share of losses whose ratio is at most each factor."""
    if not len(ratios):
        return np.zeros((ratios.shape[1], len(factors)))
    return np.stack([(ratios <= factor).mean(axis=0) for factor in factors], axis=1)


def good_range(good: Truths, rates: Sequence[float], widths: Sequence[float]) -> Range | None:
    """Return the widest unbroken range of good rates, the first of equal ones; None without any.

    good   (R,), for each rate; widths   (R,) the decades that each stands for
    """
    best: Range | None = None
    first = None
    for place in range(len(rates) + 1):
        if place < len(rates) and good[place]:
            first = place if first is None else first
        elif first is not None:
            last = place - 1
            cut = first == 0 or last == len(rates) - 1
            width = float(sum(widths[first:place]))
            if best is None or width > best.decades * (1 + ALIKE):
                best = Range(width, rates[first], rates[last], cut)
            first = None
    return best


def near_best(gaps: Array, widths: Sequence[float]) -> float:
    """Return the decades of rates whose gap is within ten times the smallest; 0 without any.

    gaps   (R,) for each rate, not finite where there is none
    """
    finite = np.where(np.isfinite(gaps), gaps, np.inf)
    near = np.isfinite(finite) & (finite <= NEAR * finite.min())
    return float(np.array(widths)[near].sum())


def widest(decades: Sequence[float]) -> list[int]:
    """Return the places of the largest number above 0, all that are alike; none without one."""
    most = max(decades, default=0.0)
    if not most > 0:
        return []
    return [place for place, width in enumerate(decades) if width >= most * (1 - ALIKE)]
