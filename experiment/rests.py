"""Verdicts of runs that come to rest: at a minimum, at a saddle or maximum, on flat ground."""

import numpy as np

from experiment.minima import KnownMinimum
from experiment.scene import ROWS, Array, Scene, Walk, in_words
from experiment.verdict import Verdict

FLAT = 1e-3  # of the usual slope: so small a gradient is flat ground
ZERO = 1e-9  # of the usual slope, and of the diagonal: nothing but rounding
CALM = 1e-2  # of the diagonal: a run that moves less in its last quarter is crawling


def converged(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that stays at a known minimum, or at one found where it ended."""
    known = min(scene.minima, key=lambda m: _distance(walk, m.point), default=None)
    if known is not None and _distance(walk, known.point) <= scene.near:
        return _reached(walk, scene, known)
    if not _slow(walk, scene):
        return None
    found = _minimum_nearby(walk.end, scene)
    return _reached(walk, scene, found) if found else None


def _distance(walk: Walk, point: tuple[float, ...]) -> float:
    return float(np.linalg.norm(walk.end - np.asarray(point)))


def _reached(walk: Walk, scene: Scene, minimum: KnownMinimum) -> Verdict | None:
    first = walk.stays_within(scene.near, np.asarray(minimum.point))
    if first > max(walk.last - ROWS + 1, 0):
        return None  # passing by
    kind = "" if minimum.lowest or minimum.origin == "found" else " local"
    after = "at the start" if first == 0 else f"after {first} step{'s' * (first > 1)}"
    verb = "Is at" if first == 0 else "Reached"
    sentence = f"{verb} the{kind} minimum at {scene.at(minimum.point)} {after}."
    return Verdict("converged", first, sentence, minimum=minimum)


def _slow(walk: Walk, scene: Scene) -> bool:
    return walk.stays_within(scene.near, walk.end) <= max(walk.last - ROWS + 1, 0)


def _minimum_nearby(end: Array, scene: Scene) -> KnownMinimum | None:
    """Return the minimum that Newton's method finds next to the point, if there is one."""
    point = end
    for _ in range(8):
        gradient, hessian = scene.loss.gradient(point), scene.loss.hessian(point)
        if not np.isfinite(hessian).all():
            return _flat_minimum(end, scene)
        curvatures, axes = np.linalg.eigh(hessian)
        if curvatures[0] <= ZERO * curvatures[-1]:
            return _flat_minimum(end, scene)
        point = point - axes @ (axes.T @ gradient / curvatures)
        if not np.linalg.norm(point - end) <= scene.near:
            return _flat_minimum(end, scene)
    return KnownMinimum(tuple(map(float, point)), float(scene.loss.value(point)), "found")


def _flat_minimum(end: Array, scene: Scene) -> KnownMinimum | None:
    """Return the point itself where the slope is nil and nothing around it lies lower."""
    here = float(scene.loss.value(end))
    slope = float(np.linalg.norm(scene.loss.gradient(end)))
    if slope > ZERO * scene.slope or _lower_around(end, here, scene):
        return None
    return KnownMinimum(tuple(map(float, end)), here, "found")


def _lower_around(point: Array, here: float, scene: Scene) -> bool:
    """Say whether the loss is lower somewhere on two small circles around the point."""
    turns = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    if point.size == 1:
        ways = np.array([[-1.0], [1.0]])
    radii = np.array([1e-3, 1e-2])[:, None, None] * scene.diagonal
    return bool((scene.loss.value(point + radii * ways) < here - 1e-14 * max(1.0, abs(here))).any())


def stationary(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that rests where the gradient is zero though it is no minimum.

    A run that only passes a saddle slowly is not at rest: along the way down its gradient is
    small, not zero.
    """
    if not _slow(walk, scene):
        return None
    gradient, hessian = scene.loss.gradient(walk.end), scene.loss.hessian(walk.end)
    if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
        return None
    curvatures, axes = np.linalg.eigh(hessian)
    slopes = axes.T @ gradient
    down = curvatures <= ZERO * np.abs(curvatures).max()
    if not down.any() or np.abs(slopes[down]).max() > ZERO * scene.slope:
        return None
    if (np.abs(slopes[~down]) > scene.near * curvatures[~down]).any():
        return None
    first = walk.stays_within(scene.near, walk.end)
    name = _shape(curvatures, np.abs(curvatures).max() * ZERO)
    sentence = (
        f"Stationary at {name}, {scene.at(walk.end)}, from step {first} on: "
        "the gradient there is zero."
    )
    return Verdict("stationary", first, sentence)


def _shape(curvatures: Array, least: float) -> str:
    if (curvatures < -least).all():
        return "a maximum"
    if (curvatures < -least).any() and (curvatures > least).any():
        return "a saddle"
    return "a flat point"


def plateau(walk: Walk, scene: Scene) -> Verdict | None:
    """The verdict of a run that crawls where the loss is almost flat."""
    slope = float(np.linalg.norm(scene.loss.gradient(walk.end)))
    quarter = walk.points[-(walk.last // 4 + 1) :]
    if slope > FLAT * scene.slope or np.ptp(quarter, axis=0).max() > CALM * scene.diagonal:
        return None
    sentence = (
        f"Crawling on a plateau after {walk.last} steps: the gradient is only {in_words(slope)}."
    )
    return Verdict("plateau", walk.last, sentence)
