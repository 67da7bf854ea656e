"""Minima of any loss: a scan over several scales, then damped Newton steps."""

import numpy as np

from landscape.minimum_test import apart, distinct, joined, level, minimal, ring
from losses.catalogue import Window
from losses.loss import Floats, Loss

SCALES = (1.0, 3.0, 10.0, 50.0, 300.0)  # half widths about the origin
_GRID = {1: 241, 2: 33}  # points a side
_SEEDS = 48  # a scale
_ROUNDS = 40
_ROWS = 60  # of a table where the search looks everywhere; all of them where those lead
_LEADS = 12  # places to which they lead
_EVEN = 1e-6  # of the loss, a unit away: less is level ground


def find_minima(loss: Loss) -> tuple[Floats, Floats, float]:
    """Return the minima found (N, d), their values (N,), and the lowest value seen, maybe -inf.

    The minima nearest to the origin come first; a loss without one gives empty arrays. Raises
    nothing. The result is deterministic. Call it under np.errstate(all="ignore").
    """
    few = _of_some_rows(loss)
    size = len(loss.variables)
    scans = [grid(((-scale, scale),) * size, _GRID[size]) for scale in SCALES]
    heights = [few.value(points) for points in scans]
    fixed = grid(((-2.0, 2.0),) * size, 3).reshape(-1, size) + 0.1
    seeds = np.concatenate([fixed, *map(_hollows, scans, heights)])
    points = _ends(few, seeds)
    if few is not loss:
        leads = np.concatenate([fixed, points[:_LEADS]])
        points = _ends(loss, distinct(_settled(loss, leads)))
        heights = [loss.value(seeds)]
    points = joined(loss, points[minimal(loss, points)])
    valley = level(loss, points)
    points = np.concatenate([points[~valley], apart(points[valley])])
    points = points[np.argsort(np.abs(points).max(axis=1), kind="stable")]
    values, seen = loss.value(points), np.concatenate(heights, axis=None)
    seen = np.concatenate([values, seen[~np.isnan(seen)]])
    return points, values, float(seen.min()) if seen.size else 0.0


def _of_some_rows(loss: Loss) -> Loss:
    """Return the loss over rows from all over a long table: what is near its minima is near all."""
    if loss.rows <= _ROWS:
        return loss
    return loss.of_rows(np.linspace(0, loss.rows - 1, _ROWS).astype(int))


def _ends(loss: Loss, seeds: Floats) -> Floats:
    """Return where the ways downhill from the seeds (N, d) end, the lowest first, each once."""
    points = _polished(loss, _settled(loss, seeds))
    order = np.lexsort((np.abs(points).max(axis=1), loss.value(points)))
    return distinct(points[order])


def grid(window: Window | Floats, *counts: int) -> Floats:
    """Return points (..., d) that span a window: so many along each axis, or along all of them."""
    sides = np.broadcast_to(counts, len(window)).tolist()
    lines = [np.linspace(low, high, side) for (low, high), side in zip(window, sides, strict=True)]
    return np.stack(np.meshgrid(*lines, indexing="ij"), axis=-1)


def _hollows(points: Floats, values: Floats) -> Floats:
    """Return the lowest of the grid points (..., d) that undercut all their neighbours (N, d)."""
    hollow = np.isfinite(values)
    values = np.where(hollow, values, np.inf)
    padded = np.pad(values, 1, constant_values=-np.inf)  # so that no point of the border counts
    for axis in range(values.ndim):
        for shift in (-1, 1):
            hollow &= values <= np.roll(padded, shift, axis)[(slice(1, -1),) * values.ndim]
    order = np.argsort(values[hollow], kind="stable")
    found = points[hollow][order]
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
    ways = ring(size)
    reach = 0.1 * np.maximum(1.0, np.abs(here).max(axis=1))
    for _ in range(45):
        around = np.concatenate(
            [here[:, None], here[:, None] + reach[:, None, None] * ways], axis=1
        )
        values = loss.value(around)
        best = np.argmin(np.where(np.isfinite(values), values, np.inf), axis=1)
        here = around[np.arange(len(here)), best]
        reach = np.where(best == 0, reach / 2.5, reach * 1.5)
    return np.concatenate([points[still], here])


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
    value = loss.value(points)
    around = np.abs(loss.value(points[:, None] + ring(size)) - value[:, None]).max(axis=1)
    even = around <= _EVEN  # as a tail of tanh(5x) is; at a border it is not a number
    found = points[flat & near & ~even & np.isfinite(value)]
    return np.asarray(found[np.argsort(np.abs(found).max(axis=1), kind="stable")[:1]])
