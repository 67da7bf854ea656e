"""Verdicts of runs that come to rest: at a minimum, at a saddle or a maximum, on a flat point.

With weight decay also where its pull balances the slope.
"""

from typing import NamedTuple

import numpy as np

from experiment.minima import KnownMinimum
from experiment.scene import ROWS, Array, Scene, Walk
from experiment.verdict import Verdict

ZERO = 1e-9  # of the usual slope, of the diagonal: nothing but rounding
STIFF = 1e-6  # of the largest curvature: less counts as none
RING = 1e-3  # of the diagonal: how far around a point one looks for lower ground
ROUNDS = 8  # of Newton's method
DYING = 0.1  # of what it came in the quarter before: what is to come adds up to no more than that
STEADY = 1e-2  # of an effective rate: so little change in a quarter is none


def converged(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that stays at a known minimum, or at one found where it ended."""
    known = scene.nearest_minimum(walk.end)
    if known is not None and scene.distance(walk.end, known.point) <= scene.near:
        return _reached(walk, scene, known)
    rest = _rest_near(walk, scene)
    if rest is None or not is_minimum(rest, scene):
        return None
    value = float(scene.loss.value(rest.point))
    lowest = value <= scene.floor + 1e-9 * max(1.0, abs(scene.floor))
    place = tuple(map(float, rest.point))
    return _reached(walk, scene, KnownMinimum(place, value, "found", lowest))


def _reached(walk: Walk, scene: Scene, minimum: KnownMinimum) -> Verdict | None:
    first = walk.stays_within(scene.near, np.asarray(minimum.point))
    if first > max(walk.last - ROWS + 1, 0):
        return None  # passing by
    name = f"the{'' if minimum.lowest else ' local'} minimum at {scene.at(minimum.point)}"
    if first == 0:
        return Verdict("converged", 0, f"Starts at {name} and stays there.", minimum)
    steps = f"{first} step{'s' * (first > 1)}"
    return Verdict("converged", first, f"Reached {name} after {steps}.", minimum)


class Rest(NamedTuple):
    """A point of zero gradient, with the curvatures of the loss there."""

    point: Array  # (d,)
    curvatures: Array  # (d,) rising
    axes: Array  # (d, d) a column for each curvature

    @property
    def least(self) -> float:
        """The size from which on a curvature counts."""
        return STIFF * float(np.abs(self.curvatures).max())


def _rest_near(walk: Walk, scene: Scene) -> Rest | None:
    """Return the point of zero gradient that a run at rest has come to.

    Newton's method looks for it along the stiff axes alone: along the floor of a valley of minima
    there is nothing to find.
    """
    if walk.stays_within(scene.near, walk.end) > max(walk.last - ROWS + 1, 0):
        return None
    return rest_from(walk.end, scene, reach=scene.near)


def rest_from(start: Array, scene: Scene, *, reach: float) -> Rest | None:
    """Return the point of zero gradient within reach that Newton's method leads to."""
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
    """Say whether nothing around the point lies lower, and something lies higher.

    The curvatures alone do not tell: next to the inflection of x^3 they are positive too.
    """
    if (rest.curvatures < -rest.least).any():
        return False
    here = float(scene.loss.value(rest.point))
    rise = scene.loss.value(rest.point + _circle(scene)) - here
    grain = 1e-13 * max(1.0, abs(here))
    return bool((rise >= -grain).all() and (rise > grain).any())


def _circle(scene: Scene) -> Array:
    """Return the ways (n, d) to the points of a small circle."""
    turns = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    if len(scene.window) == 1:
        ways = np.array([[-1.0], [1.0]])
    return RING * scene.diagonal * ways


def stationary(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that rests where the gradient is zero though it is no minimum.

    A run that only passes a saddle slowly is not at rest: along the way down from there it has
    come some distance, and that distance grows.
    """
    rest = _rest_near(walk, scene)
    if rest is None:
        return None
    astray = np.abs(rest.axes.T @ (walk.end - rest.point))[rest.curvatures < -rest.least]
    if (astray > ZERO * scene.diagonal).any():
        return None
    if not astray.size and not (scene.loss.gradient(walk.end) == 0).all():
        return None  # flat, and still on its way
    first = walk.stays_within(scene.near, walk.end)
    place = f"{_shape(rest.curvatures, rest.least)}, {scene.at(walk.end)}"
    sentence = f"Stationary at {place}, from step {first} on: the gradient there is zero."
    return Verdict("stationary", first, sentence)


def _shape(curvatures: Array, least: float) -> str:
    if (curvatures < -least).all():
        return "a maximum"
    if (curvatures < -least).any() and (curvatures > least).any():
        return "a saddle"
    return "a flat point"


def balanced(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that rests where weight decay balances the slope of the loss.

    There the gradient is not zero, so only the steps tell: they die out, and none is to come that
    could be seen.
    """
    part = walk.last // 4
    if not walk.pulled or part < ROWS:
        return None
    before, middle, end = (walk.points[k] for k in (-1 - 2 * part, -1 - part, -1))
    late, earlier = scene.distance(end, middle), scene.distance(middle, before)
    if late > scene.near or late > DYING * earlier:
        return None
    rate, past = walk.rates[-1], walk.rates[-1 - part]
    still = (walk.points[-ROWS:] == end).all()
    if (rate <= past / 2).any() or not (still or (np.abs(rate - past) <= STEADY * past).all()):
        return None  # a schedule takes its steps away, or the balance moves with the rate
    hessian = scene.loss.hessian(end)
    if not np.isfinite(hessian).all() or (np.linalg.eigvalsh(hessian) < 0).any():
        return None  # perhaps it passes a saddle slowly
    first = walk.stays_within(scene.near, walk.end)
    beside = scene.beside(walk.end)
    place = f"{scene.at(walk.end)}{beside}{',' * bool(beside)}"
    why = "the pull of weight decay balances the gradient there."
    return Verdict("stationary", first, f"At rest at {place} from step {first} on: {why}")
