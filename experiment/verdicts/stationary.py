"""Points of zero gradient: where Newton's method finds one, and what the ground is like there."""

from typing import NamedTuple

import numpy as np

from experiment.verdicts.evidence import Array, Scene
from landscape.valley import lowered

ZERO = 1e-9  # of the usual slope, of the diagonal: nothing but rounding
STIFF = 1e-6  # of the largest curvature: less counts as none
RING = 1e-3  # of the diagonal: how far around a point one looks for lower ground
FLOOR = (-10 * RING, -RING, RING, 10 * RING)  # the same along the floor of a valley
ROUNDS = 8  # of Newton's method
GRAIN = 1e-13  # of the loss: a smaller rise is rounding


class Rest(NamedTuple):
    """A point of zero gradient, with the curvatures of the loss there."""

    point: Array  # (d,)
    curvatures: Array  # (d,) rising
    axes: Array  # (d, d) a column for each curvature

    @property
    def least(self) -> float:
        """The size from which on a curvature counts."""
        return STIFF * float(np.abs(self.curvatures).max())

    @property
    def level(self) -> Array:
        """The axes (d, n) along which the loss does not bend, a column each."""
        return np.asarray(self.axes[:, np.abs(self.curvatures) <= self.least])


def rest_from(start: Array, scene: Scene, *, reach: float) -> Rest | None:
    """Return the point of zero gradient within reach that Newton's method leads to.

    It is looked for along the stiff axes alone: along the floor of a valley of minima there is
    nothing to find.
    """
    point = start
    for _ in range(ROUNDS):
        gradient, hessian = scene.loss.gradient(point), scene.loss.hessian(point)
        if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
            return None
        curvatures, axes = np.linalg.eigh(hessian)
        stiff = np.abs(curvatures) > STIFF * np.abs(curvatures).max()
        inverse = np.divide(1.0, curvatures, out=np.zeros_like(curvatures), where=stiff)
        point = point - axes @ (inverse * (axes.T @ gradient))
        if not scene.distance(point, start) <= reach:
            return None
    slope = float(np.linalg.norm(scene.loss.gradient(point)))
    return Rest(point, curvatures, axes) if slope <= ZERO * scene.slope else None


def is_minimum(rest: Rest, scene: Scene) -> bool:
    """Say whether nothing around the point lies lower, and something higher.

    The curvatures alone do not tell: next to the inflection of x^3 they are positive too. Level
    ground is a minimum where no known one is lower, as beside the slope of max(0, 1 - x).
    """
    if (rest.curvatures < -rest.least).any():
        return False
    rise, grain = _rise(rest, scene)
    if not (rise >= -grain).all():
        return False
    here = float(scene.loss.value(rest.point))
    return bool((rise > grain).any()) or here <= scene.floor + grain < np.inf


def shape(rest: Rest, scene: Scene) -> str:
    """Return in words what a point of zero gradient is that is no minimum.

    Where the curvatures do not tell, as at the top of -x^4, the loss around the point does.
    """
    least = max(rest.least, ZERO * scene.slope / scene.diagonal)
    down, up = rest.curvatures < -least, rest.curvatures > least
    rise, grain = _rise(rest, scene)
    if not (down | up).all():
        down, up = rise < -grain, rise > grain
    if down.any() and not up.any():
        return "a maximum"
    return "a saddle" if down.any() and up.any() and len(rest.point) > 1 else "a flat point"


def _rise(rest: Rest, scene: Scene) -> tuple[Array, float]:
    """Return how far the loss rises to points (n,) all around, and what is rounding."""
    turns = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    if len(scene.window) == 1:
        ways = np.array([[-1.0], [1.0]])
    here = float(scene.loss.value(rest.point))
    around = rest.point + RING * scene.diagonal * ways
    # The floor of a valley may be bent, and thinner than the gaps of a ring.
    for way in rest.level.T:
        ends = rest.point + scene.diagonal * np.outer(FLOOR, way)
        around = np.concatenate([around, lowered(scene.loss, ends, way)])
    return scene.loss.value(around) - here, GRAIN * max(1.0, abs(here))
