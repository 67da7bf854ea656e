"""The chart of a map of rates as an image: player/js/maps/chart.js draws the same."""

import math
from collections.abc import Sequence

import numpy as np

from experiment.export.png import Bytes
from experiment.maps.colours import PAGE, Colour, decades, gap_share, hatch, run_colour
from experiment.maps.compute import Sheet
from experiment.maps.ending import CODES, Array
from experiment.maps.summary import gaps

WIDE = 800  # pixels across at least
DEEP = 400  # pixels of the curves
STRIP = 12  # pixels of a run's strip
STROKE = 2


def chart(sheets: Sequence[Sheet], value: float) -> Bytes:
    """Return the gaps over the rates: a curve a run, the middle of its seeds, in a band of them.

    Below it a strip a run says how it ends by the first seed.
    """
    count = sheets[0].codes.shape[1]
    scale = max(1, WIDE // count)
    low, high = decades(sheets, value)
    image = np.full((DEEP, count * scale, 3), PAGE, np.uint8)
    strips = []
    for k, place in enumerate(dict.fromkeys(one.place for one in sheets)):
        mine = [one for one in sheets if one.place == place]
        each = np.stack([gaps(one, value)[0] for one in mine])
        levels = [_height(line, low, high).repeat(scale) for line in _band(each)]
        _draw_band(image, levels[0], levels[2], run_colour(k))
        _draw_curve(image, levels[1], run_colour(k))
        strip = np.full((STRIP, count * scale, 3), PAGE, np.uint8)
        codes = np.broadcast_to(mine[0].codes[0].repeat(scale), strip.shape[:2])
        strip[codes == CODES["reached"]] = run_colour(k)
        for kind in ("diverged", "cycling", "stuck"):
            hatch(strip, codes == CODES[kind], kind)
        strips += [np.full((STROKE, *strip.shape[1:]), PAGE, np.uint8), strip]
    return np.concatenate([image, *strips])


def _band(each: Array) -> tuple[Array, Array, Array]:
    """Return the lowest, the middle and the highest finite gap (n,) of some seeds (seeds, n).

    Infinite where the middle is: there more than half of them diverge.
    """
    middle = np.median(each, axis=0)
    lost = ~np.isfinite(middle)
    finite = np.where(np.isfinite(each), each, -np.inf)
    return np.where(lost, np.inf, each.min(axis=0)), middle, np.where(lost, np.inf, finite.max(0))


def _height(gap: Array, low: int, high: int) -> Array:
    """Return how many pixels below the top gaps stand; infinite where they are."""
    return np.rint((1 - gap_share(gap, low, high)) * (DEEP - 1))


def _draw_band(image: Bytes, low: Array, high: Array, ink: Colour) -> None:
    pale = (0.84 * np.array(PAGE) + 0.16 * np.array(ink)).astype(np.uint8)
    for column in np.flatnonzero(np.isfinite(low) & (low > high)):
        image[int(high[column]) : int(low[column]) + 1, column] = pale


def _draw_curve(image: Bytes, heights: Array, ink: Colour) -> None:
    before = np.r_[heights[:1], heights[:-1]]
    for column, (here, last) in enumerate(zip(heights, before, strict=True)):
        if math.isfinite(here):
            ends = sorted([here, last if math.isfinite(last) else here])
            image[int(ends[0]) : int(ends[1]) + STROKE, column] = ink
