"""The verdict of runs that crawl over flat ground."""

import numpy as np

from experiment.verdicts.evidence import SETTLED_ROWS, Verdict, Walk
from landscape.stationary import kind_of, stationary_point
from language.wording import readable

FLAT_SLOPE = 1e-3  # of the usual slope: so small a gradient is flat ground
FLAT_FROM_THE_START = 1e-2  # of the usual slope: the same for a run that never met a larger one
MAX_DESCENT = 0.3  # of the height above the lowest minimum: further down the slope must not lead
MAX_BEND = 0.5  # of the usual slope, over the window: more curvature is a valley, not a plateau
MAX_CRAWL = 1e-2  # of the diagonal: a run that moves less in its last quarter is crawling


def plateau(walk: Walk) -> Verdict | None:
    """Return the verdict of a run that crawls where the loss hardly slopes and hardly bends."""
    if walk.last < SETTLED_ROWS:
        return None  # one long step crosses flat ground, and does not crawl over it
    crawled = np.ptp(walk.points[-(walk.quarter + 1) :], axis=0).max()
    if crawled > MAX_CRAWL * walk.land.diagonal or walk.land.close_minimum(walk.end):
        return None
    slope = float(np.linalg.norm(walk.gradient))
    if not (_on_flat_ground(walk, slope) or _high_above(walk, slope)):
        return None
    how = f"after {walk.last} steps: the gradient is only {readable(slope)}"
    return Verdict("plateau", walk.last, f"Crawling on a plateau {how}.")


def _on_flat_ground(walk: Walk, slope: float) -> bool:
    """Return whether the slope is nothing beside what is usual in the window, and hardly bends."""
    land, steepest = walk.land, float(np.linalg.norm(walk.gradients, axis=-1).max())
    if slope > FLAT_SLOPE * land.slope and steepest > FLAT_FROM_THE_START * land.slope:
        return False
    # At this slope the window's width would lead down by less than what there is still to go:
    # on convex ground, however steep the rest of the window, it cannot be so.
    if land.minima and slope * land.diagonal > walk.losses[-1] - land.floor:
        return False
    bend = float(np.abs(walk.hessian).max())
    return bend * land.diagonal <= MAX_BEND * land.slope and not _near_a_minimum(walk)


def _high_above(walk: Walk, slope: float) -> bool:
    """Return whether the slope is nothing beside the height above the lowest minimum known.

    Where most of the window is flat, the usual slope is no measure. Ground may fall away ever
    more steeply then, but not from a saddle or a maximum close by.
    """
    land, height = walk.land, float(walk.losses[-1]) - walk.land.floor
    if land.outside(walk.end) or not slope * land.diagonal <= MAX_DESCENT * height < np.inf:
        return False  # outside, the window's width is no measure either
    if not np.isfinite(walk.hessian).all():
        return False
    usual = max(land.slope, height / land.diagonal)
    bend = float(walk.gradient @ walk.hessian @ walk.gradient)  # along the way down, times slope^2
    if bend * land.diagonal > MAX_BEND * usual * slope**2:
        return False  # a valley
    rest = stationary_point(walk.end, land, reach=land.neighbourhood)
    if rest is None:
        return True
    falls = max(0.0, -float(rest.curvatures.min()))  # across the floor of a valley it rises
    return falls * land.diagonal <= FLAT_SLOPE * usual and kind_of(rest, land) != "minimum"


def _near_a_minimum(walk: Walk) -> bool:
    """Return whether Newton's method leads to a minimum close by, which no list may have."""
    rest = stationary_point(walk.end, walk.land, reach=walk.land.neighbourhood)
    return rest is not None and kind_of(rest, walk.land) == "minimum"
