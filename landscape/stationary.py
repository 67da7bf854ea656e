"""Points of zero gradient: where Newton's method finds one, and what kind it is."""

from typing import Literal, NamedTuple

import numpy as np

from landscape.landscape import Landscape
from landscape.minimum_test import lowered, ring
from losses.loss import Floats

Kind = Literal["minimum", "maximum", "saddle", "flat point"]

ZERO = 1e-9  # of the usual slope, of the diagonal: nothing but rounding
STIFF = 1e-6  # of the largest curvature: less counts as none
RING = 1e-3  # of the diagonal: how far around a point one looks for lower ground
FLOOR = (-10 * RING, -RING, RING, 10 * RING)  # the same along the floor of a valley
WAYS = 64  # around a point
ROUNDS = 8  # of Newton's method
GRAIN = 1e-13  # of the loss: a smaller rise is rounding


class StationaryPoint(NamedTuple):
    """A point of zero gradient, with the curvatures of the loss there."""

    point: Floats  # (d,)
    curvatures: Floats  # (d,) rising
    axes: Floats  # (d, d) a column for each curvature

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
        if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
            return None
        curvatures, axes = np.linalg.eigh(hessian)
        stiff = np.abs(curvatures) > STIFF * np.abs(curvatures).max()
        inverse = np.divide(1.0, curvatures, out=np.zeros_like(curvatures), where=stiff)
        point = point - axes @ (inverse * (axes.T @ gradient))
        if not seen.distance(point, start) <= reach:
            return None
    slope = float(np.linalg.norm(seen.loss.gradient(point)))
    return StationaryPoint(point, curvatures, axes) if slope <= ZERO * seen.slope else None


def kind_of(found: StationaryPoint, seen: Landscape) -> Kind:
    """Return what a point of zero gradient is, by the curvatures and by the loss around it.

    It is a minimum where nothing around lies lower, and something higher: next to the inflection
    of x^3 the curvatures are positive too. Level ground is one where no known minimum is lower, as
    beside the slope of max(0, 1 - x). Where curvatures do not tell, as at the top of -x^4, the
    loss around decides alone.
    """
    rise, grain = _rise(found, seen)
    if (found.curvatures >= -found.least).all() and (rise >= -grain).all():
        here = float(seen.loss.value(found.point))
        if (rise > grain).any() or here <= seen.floor + grain < np.inf:
            return "minimum"
    least = max(found.least, ZERO * seen.slope / seen.diagonal)
    down, up = found.curvatures < -least, found.curvatures > least
    if not (down | up).all():
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
    return seen.loss.value(around) - here, GRAIN * max(1.0, abs(here))
