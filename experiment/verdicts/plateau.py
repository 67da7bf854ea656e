"""The verdict of runs that crawl over flat ground."""

import numpy as np

from experiment.verdicts.evidence import ROWS, Array, Scene, Walk, in_words
from experiment.verdicts.verdict import Verdict
from landscape.stationary import kind_of, stationary_point

FLAT = 1e-3  # of the usual slope: so small a gradient is flat ground
LEVEL = 1e-2  # of the usual slope: the same for a run that never met a larger one
HIGH = 0.3  # of the height above the lowest minimum: less would the window's width lead down
BENT = 0.5  # of the usual slope, over the window: more curvature is a valley, not a plateau
CALM = 1e-2  # of the diagonal: a run that moves less in its last quarter is crawling


def plateau(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that crawls where the loss hardly slopes and hardly bends."""
    if walk.last < ROWS:
        return None  # one long step has crossed the ground, and not crawled
    slope = float(np.linalg.norm(scene.loss.gradient(walk.end)))
    quarter = walk.points[-(walk.last // 4 + 1) :]
    if np.ptp(quarter, axis=0).max() > CALM * scene.diagonal or scene.close_minimum(walk.end):
        return None
    if not (_on_flat_ground(walk, scene, slope) or _high_above(walk, scene, slope)):
        return None
    sentence = (
        f"Crawling on a plateau after {walk.last} steps: the gradient is only {in_words(slope)}."
    )
    return Verdict("plateau", walk.last, sentence)


def _on_flat_ground(walk: Walk, scene: Scene, slope: float) -> bool:
    """Say whether the slope is nothing beside what is usual in the window, and hardly bends."""
    steepest = float(np.linalg.norm(walk.gradients, axis=-1).max())
    if slope > FLAT * scene.slope and steepest > LEVEL * scene.slope:
        return False
    # At this slope the window's width would lead down by less than what there is still to go:
    # on convex ground, however steep the rest of the window, it cannot be so.
    if scene.minima and slope * scene.diagonal > walk.losses[-1] - scene.floor:
        return False
    bend = float(np.abs(scene.loss.hessian(walk.end)).max())
    return bend * scene.diagonal <= BENT * scene.slope and not _near_a_minimum(walk.end, scene)


def _high_above(walk: Walk, scene: Scene, slope: float) -> bool:
    """Say whether the slope is nothing beside the height above the lowest minimum known.

    Where most of the window is flat, the usual slope is no measure. Ground may fall away ever
    more steeply then, but not from a saddle or a maximum close by.
    """
    height = float(walk.losses[-1]) - scene.floor
    if scene.outside(walk.end) or not slope * scene.diagonal <= HIGH * height < np.inf:
        return False  # outside, the window's width is no measure either
    hessian = scene.loss.hessian(walk.end)
    if not np.isfinite(hessian).all():
        return False
    usual = max(scene.slope, height / scene.diagonal)
    gradient = scene.loss.gradient(walk.end)
    if float(gradient @ hessian @ gradient) * scene.diagonal > BENT * usual * slope**2:
        return False  # a valley
    rest = stationary_point(walk.end, scene, reach=scene.neighbourhood)
    if rest is None:
        return True
    falls = max(0.0, -float(rest.curvatures.min()))  # across the floor of a valley it rises
    return falls * scene.diagonal <= FLAT * usual and kind_of(rest, scene) != "minimum"


def _near_a_minimum(point: Array, scene: Scene) -> bool:
    """Say whether Newton's method leads to a minimum close by, which no list may have."""
    rest = stationary_point(point, scene, reach=scene.neighbourhood)
    return rest is not None and kind_of(rest, scene) == "minimum"
