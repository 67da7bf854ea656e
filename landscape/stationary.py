"""Points of zero gradient: where Newton's method finds one, and what kind it is.

The gradient is also taken as zero where slopes meet that outweigh one another: at a kink.
"""

from typing import Literal, NamedTuple

import numpy as np

from landscape.landscape import Landscape
from landscape.minimum_test import lowered, ring
from losses.loss import Floats

Kind = Literal["minimum", "maximum", "saddle", "flat point"]
Break = Literal["", "kink", "jump"]

ZERO = 1e-9  # of the usual slope, of the diagonal: nothing but rounding
STIFF = 1e-6  # of the largest curvature: less counts as none
RING = 1e-3  # of the diagonal: how far around a point one looks for lower ground
FLOOR = (-10 * RING, -RING, RING, 10 * RING)  # the same along the floor of a valley
WAYS = 64  # around a point
ROUNDS = 8  # of Newton's method
GRAIN = 1e-13  # of the loss: a smaller rise is rounding
CLOSE = (1e-6, 1e-8)  # of the diagonal: slopes that do not fade between these meet in a kink
LASTING = 0.9  # of the larger distance's slope
ZOOMS = 6  # to the ridges that meet a ring, each four times as close


class StationaryPoint(NamedTuple):
    """A point of zero gradient, with the curvatures of the loss there."""

    point: Floats  # (d,)
    curvatures: Floats  # (d,) rising
    axes: Floats  # (d, d) a column for each curvature
    broken: Break = ""  # whether the loss has a kink or a jump there, and no gradient

    @property
    def least(self) -> float:
        """The size from which on a curvature counts."""
        return STIFF * float(np.abs(self.curvatures).max())

    @property
    def level(self) -> Floats:
        """The axes (d, n) along which the loss does not bend, a column each."""
        return np.asarray(self.axes[:, np.abs(self.curvatures) <= self.least])


def stationary_point(start: Floats, seen: Landscape, *, reach: float) -> StationaryPoint | None:
    """Return the point of zero gradient within reach that Newton's method leads to.

    It is looked for along the stiff axes alone: along the floor of a valley of minima there is
    nothing to find.
    """
    point = start
    for _ in range(ROUNDS):
        gradient, hessian = seen.loss.gradient(point), seen.loss.hessian(point)
        if not np.isfinite(gradient).all():
            return None
        if not np.isfinite(hessian).all():  # as at 0 on |x|^1.5: there is nowhere to go from here
            hessian = np.zeros_like(hessian)
        curvatures, axes = np.linalg.eigh(hessian)
        stiff = np.abs(curvatures) > STIFF * np.abs(curvatures).max()
        inverse = np.divide(1.0, curvatures, out=np.zeros_like(curvatures), where=stiff)
        point = point - axes @ (inverse * (axes.T @ gradient))
        if not seen.distance(point, start) <= reach:
            return None
    slope = float(np.linalg.norm(seen.loss.gradient(point)))
    if slope > ZERO * seen.slope:
        return None
    return StationaryPoint(point, curvatures, axes, break_at(point, seen))


def break_at(point: Floats, seen: Landscape) -> Break:
    """Return what keeps the loss from having a gradient at a point where it is taken as zero."""
    radii = seen.diagonal * np.array(CLOSE)[:, None, None]
    near = point + radii * ring(len(point), WAYS)
    climbs = np.abs(seen.loss.value(near) - seen.loss.value(point)).max(axis=1)
    if climbs[1] > max(LASTING * climbs[0], ZERO * seen.slope * seen.diagonal):
        return "jump"
    slopes = np.linalg.norm(seen.loss.gradient(near), axis=-1).max(axis=1)
    return "kink" if slopes[1] > max(LASTING * slopes[0], STIFF * seen.slope) else ""


def kind_of(found: StationaryPoint, seen: Landscape) -> Kind:
    """Return what a point of zero gradient is, by the curvatures and by the loss around it.

    It is a minimum where nothing around lies lower, and something higher: next to the inflection
    of x^3 the curvatures are positive too. Level ground is one where no known minimum is lower, as
    beside the slope of max(0, 1 - x). Where curvatures do not tell, as at the top of -x^4 or at a
    kink, the loss around decides alone.
    """
    rise, grain = _rise(found, seen)
    bends_up = bool(found.broken) or (found.curvatures >= -found.least).all()
    if bends_up and (rise >= -grain).all():
        here = float(seen.loss.value(found.point))
        if (rise > grain).any() or here <= seen.floor + grain < np.inf:
            return "minimum"
    least = max(found.least, ZERO * seen.slope / seen.diagonal)
    down, up = found.curvatures < -least, found.curvatures > least
    if found.broken or not (down | up).all():
        down, up = rise < -grain, rise > grain
    if down.any() and not up.any():
        return "maximum"
    return "saddle" if down.any() and up.any() and len(found.point) > 1 else "flat point"


def _rise(found: StationaryPoint, seen: Landscape) -> tuple[Floats, float]:
    """Return how far the loss rises to points (n,) all around, and what is rounding."""
    here = float(seen.loss.value(found.point))
    around = found.point + RING * seen.diagonal * ring(len(found.point), WAYS)
    # The floor of a valley may be bent, and thinner than the gaps of a ring.
    for way in found.level.T:
        ends = found.point + seen.diagonal * np.outer(FLOOR, way)
        around = np.concatenate([around, lowered(seen.loss, ends, way)])
    if found.broken and len(found.point) > 1:
        around = np.concatenate([around, *(_ridges(sign, found.point, seen) for sign in (1, -1))])
    return seen.loss.value(around) - here, GRAIN * max(1.0, abs(here))


def _ridges(sign: int, point: Floats, seen: Landscape) -> Floats:
    """Return the highest points (n, 2) of a ring, or for -1 the lowest, between those of `ring`.

    The ridge where two slopes meet may be bent, and passes between the ways that are tried.
    """
    angles, width = np.arange(WAYS) * (2 * np.pi / WAYS), 2 * np.pi / WAYS
    for _ in range(ZOOMS):
        tried = angles[:, None] + width * np.linspace(-1.0, 1.0, 9)
        around = point + RING * seen.diagonal * np.stack([np.cos(tried), np.sin(tried)], axis=-1)
        best = np.nan_to_num(sign * seen.loss.value(around), nan=-np.inf).argmax(axis=1)
        angles, around = tried[np.arange(WAYS), best], around[np.arange(WAYS), best]
        width /= 4
    return np.asarray(around)
