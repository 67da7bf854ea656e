"""Stationary points of any loss: a scan over several scales, then damped Newton steps."""

import numpy as np
from numpy.typing import NDArray

from losses.loss import Floats, Loss

Mask = NDArray[np.bool_]

SCALES = (1.0, 3.0, 10.0, 50.0, 300.0)  # half widths about the origin
_GRID = {1: 241, 2: 33}  # points a side
_SEEDS = 16  # a scale
_ROUNDS = 40
_CLOSE = 1e-3  # of the distance from the origin: nearer minima are one


def minima(loss: Loss) -> tuple[Floats, Floats]:
    """Return the minima found (N, d), nearest to the origin first, and their values (N,).

    Raises nothing; a loss without minima gives empty arrays. The result is deterministic.
    """
    size = len(loss.variables)
    fixed = grid(((-2.0, 2.0),) * size, 3).reshape(-1, size) + 0.1
    seeds = np.concatenate([fixed, *(_lowest(loss, scale) for scale in SCALES)])
    points = _polished(loss, _settled(loss, seeds))
    points = _distinct(points[np.argsort(loss.value(points), kind="stable")])
    points = points[_minimal(loss, points)]
    valley = _level(loss, points)
    points = np.concatenate([points[~valley], _apart(points[valley])])
    values = loss.value(points)
    order = np.argsort(np.abs(points).max(axis=1), kind="stable")
    return points[order], values[order]


def grid(window: tuple[tuple[float, float], ...], side: int) -> Floats:
    """Return points (side, ..., side, d) that span a window."""
    lines = [np.linspace(low, high, side) for low, high in window]
    return np.stack(np.meshgrid(*lines, indexing="ij"), axis=-1)


def _lowest(loss: Loss, scale: float) -> Floats:
    """Return the lowest of the grid points that undercut all their neighbours (N, d)."""
    size = len(loss.variables)
    points = grid(((-scale, scale),) * size, _GRID[size])
    values = loss.value(points)
    values = np.where(np.isfinite(values), values, np.inf)
    inside = np.isfinite(values)
    for axis in range(size):
        for shift in (-1, 1):
            inside &= values <= np.roll(values, shift, axis=axis)
        edge: list[slice | int] = [slice(None)] * size
        for border in (0, -1):
            edge[axis] = border
            inside[tuple(edge)] = False
    order = np.argsort(values[inside], kind="stable")
    found = points[inside][order]
    near = found[np.argsort(np.abs(found).max(axis=1), kind="stable")[: _SEEDS // 2]]
    return np.concatenate([found[: _SEEDS // 2], near])


def _settled(loss: Loss, points: Floats) -> Floats:
    """Walk every point downhill by Levenberg and Marquardt's steps; a step never climbs."""
    size = points.shape[1]
    damping = np.full(len(points), 1e-3)
    value = loss.value(points)
    for _ in range(_ROUNDS):
        gradient, curvature = loss.gradient(points), loss.hessian(points)
        bent = np.nan_to_num(curvature, nan=0.0, posinf=0.0, neginf=0.0)
        scale = 1e-8 + np.abs(bent).max(axis=(1, 2))
        system = bent + (damping * scale)[:, None, None] * np.eye(size)
        trial = points - _solve(system, np.nan_to_num(gradient, posinf=0.0, neginf=0.0))
        after = loss.value(trial)
        better = after < value
        points = np.where(better[:, None], trial, points)
        value = np.where(better, after, value)
        damping = np.clip(np.where(better, damping / 9.0, damping * 7.0), 1e-9, 1e12)
        moved = np.abs(trial - points).max(axis=1) > 1e-11 * (1.0 + np.abs(points).max(axis=1))
        if not (better | (moved & (damping < 1e9))).any():
            break
    return points


def _solve(system: Floats, right: Floats) -> Floats:
    """Solve many systems of one or two unknowns; singular ones give no step."""
    if right.shape[1] == 1:
        return np.nan_to_num(right / system[:, 0], posinf=0.0, neginf=0.0)
    (a, b), (c, d) = system[:, 0].T, system[:, 1].T
    u, v = right.T
    step: Floats = np.stack([d * u - b * v, a * v - c * u], axis=1) / (a * d - b * c)[:, None]
    return np.nan_to_num(step, posinf=0.0, neginf=0.0)


def _polished(loss: Loss, points: Floats) -> Floats:
    """Close in on kinks by comparing neighbours, where the gradient has not come to rest."""
    size = points.shape[1]
    still = np.abs(np.nan_to_num(loss.gradient(points))).max(axis=1) < 1e-6
    if still.all():
        return points
    here = points[~still]
    ring = _ring(size)
    reach = 0.1 * np.maximum(1.0, np.abs(here).max(axis=1))
    for _ in range(45):
        around = np.concatenate(
            [here[:, None], here[:, None] + reach[:, None, None] * ring], axis=1
        )
        values = loss.value(around)
        best = np.argmin(np.where(np.isfinite(values), values, np.inf), axis=1)
        here = around[np.arange(len(here)), best]
        reach = np.where(best == 0, reach / 2.5, reach * 1.5)
    return np.concatenate([points[still], here])


def _ring(size: int) -> Floats:
    if size == 1:
        return np.array([[-1.0], [1.0]])
    angles = np.arange(16) * (2 * np.pi / 16)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _minimal(loss: Loss, points: Floats) -> Mask:
    """Return which points (N, d) no ring about them undercuts.

    The rings must be inside the domain. A pole is told from a kink by the growth between rings,
    a step from a flat minimum by the gradient, which vanishes beside a step.
    """
    value = loss.value(points)
    slack = 1e-13 * np.maximum(1.0, np.abs(value))
    good = np.isfinite(value)
    size, highs = points.shape[1], []
    for radius in (1e-4, 1e-2, 1e-1):
        reach = radius * np.maximum(1.0, np.abs(points).max(axis=1))
        ring = points[:, None] + reach[:, None, None] * _ring(size)
        around = loss.value(ring)
        if radius < 1e-1:
            good &= np.isfinite(around).all(axis=1) & (around >= (value - slack)[:, None]).all(1)
        highs.append(np.where(np.isfinite(around), around, value[:, None]).max(axis=1) - value)
    slopes = np.abs(np.nan_to_num(loss.gradient(ring))).max(axis=(1, 2))
    grows = (highs[0] <= 0.3 * highs[1] + slack) & (highs[2] > 100.0 * slack)
    return np.asarray(good & grows & (slopes > 0.0))


def _level(loss: Loss, points: Floats) -> Mask:
    """Return which minima (N, 2) lie on the floor of a valley, flat in one direction."""
    if not len(points) or points.shape[1] == 1:
        return np.zeros(len(points), dtype=bool)
    bent = np.nan_to_num(loss.hessian(points), posinf=0.0, neginf=0.0)
    curvatures = np.abs(np.linalg.eigvalsh(bent))
    return np.asarray((curvatures.min(1) <= 1e-5 * curvatures.max(1)) & (curvatures.max(1) > 0))


def _apart(points: Floats) -> Floats:
    """Return at most two points of a valley floor, well apart: all of it is minimal."""
    kept = points[:1]
    for point in points:
        if len(kept) == 1 and np.abs(point - kept[0]).max() > 1.0:
            kept = np.stack([kept[0], point])
    return kept


def _distinct(points: Floats) -> Floats:
    """Drop points that are almost on an earlier one; tiny coordinates become 0."""
    points = np.where(np.abs(points) < 1e-9, 0.0, points)
    kept: list[Floats] = []
    for point in points:
        reach = _CLOSE * max(1.0, float(np.abs(point).max()))
        if not kept or np.abs(np.array(kept) - point).max(axis=1).min() > reach:
            kept.append(point)
    return np.array(kept)


def balance(loss: Loss) -> Floats:
    """Return the point (1, d) of a saddle or an inflection near the origin, or none (0, d)."""
    size = len(loss.variables)
    points = grid(((-3.0, 3.0),) * size, 7).reshape(-1, size)
    for _ in range(30):
        curvature = np.nan_to_num(loss.hessian(points), posinf=0.0, neginf=0.0)
        points = points - _solve(curvature, np.nan_to_num(loss.gradient(points)))
        points = np.clip(points, -1e3, 1e3)
    flat = np.abs(loss.gradient(points)).max(axis=1) < 1e-9
    near = np.abs(points).max(axis=1) < 10.0  # further out an exponential looks flat as well
    found = points[flat & near & np.isfinite(loss.value(points))]
    return np.asarray(found[np.argsort(np.abs(found).max(axis=1), kind="stable")[:1]])
