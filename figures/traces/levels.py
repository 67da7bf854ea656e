"""Levels of a landscape: round numbers, evenly spaced or by decades, at most some twenty."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

COUNT = 14  # levels aimed at: enough to read a slope, few enough to stay calm
LEAST = 1e-8  # of the range: lower levels would draw the rounding of the grid


def even(low: float, high: float) -> Array:
    """Return the multiples of a round number strictly between low and high."""
    if not high > low:
        return np.array([low - 0.5, low + 0.5])
    step = round_up((high - low) / COUNT)
    first, last = np.floor(low / step) + 1, np.ceil(high / step) - 1
    marks = np.arange(first, last + 1) * step
    return marks[(marks > low) & (marks < high)]  # a product may round onto the end itself


def decades(values: Array, floor: float) -> Array:
    """Return floor + 1, 2, 5, 10 ... (fewer a decade when there are many) over these values."""
    above = values - floor
    top = float(above.max())
    bottom = max(float(np.quantile(above, 0.012)), top * LEAST)
    span = np.log10(top / bottom)
    marks = next((m for m, most in MARKS if span * len(m) <= most), (1.0,))
    every = max(1, round(span / (COUNT + 4)))
    powers = 10.0 ** np.arange(np.floor(np.log10(bottom)), np.ceil(np.log10(top)), every)
    found = np.multiply.outer(powers, marks).ravel()
    return floor + found[(found >= bottom) & (found < top)]


MARKS = (((1.0, 2.0, 5.0), COUNT + 4), ((1.0, 3.0), COUNT + 4))


def round_up(step: float) -> float:
    """Return the smallest of 1, 2, 2.5, 5 times a power of ten that is at least `step`."""
    power = 10.0 ** np.floor(np.log10(step))
    return float(next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= step * (1 - 1e-9)))


def place(values: Array, levels: Array) -> Array:
    """Return where values lie among the levels: k at levels[k - 1], fractions between.

    On this scale the levels are 1, 2, 3 ...: a contour of even steps draws them, whatever they are.
    Non-finite values stay without a place (NaN).
    """
    finite = np.isfinite(values)
    marks = knots(values[finite], levels)
    placed = np.interp(np.where(finite, values, levels[0]), marks, np.arange(len(marks)))
    return np.where(finite, placed, np.nan)


def knots(finite: Array, levels: Array) -> Array:
    """Return the levels between the lowest and the highest of these finite values."""
    low, high = finite.min(initial=np.inf), finite.max(initial=-np.inf)
    step = levels[-1] - levels[-2] if len(levels) > 1 else 1.0
    below = low if low < levels[0] else levels[0] - step
    above = high if high > levels[-1] else levels[-1] + step
    return np.concatenate([[below], levels, [above]])
