"""Points of zero gradient: minima, saddles and maxima, catalogued or found by Newton's method."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment, Window
from landscape.loading import entry, load
from landscape.minima import KnownMinimum, Origin, minima
from losses import Loss

Array = NDArray[np.float64]
Kind = Literal["minimum", "maximum", "saddle", "flat"]
SIDE = {1: 201, 2: 17}  # starts a side of the window
ROUNDS = 30  # of Newton's method
LEAP = 0.05  # of the window's diagonal: the longest step of a round
ZERO = 1e-9  # of the usual slope: nothing but rounding
SAME = 1e-4  # of the diagonal: closer points are one
DULL = 1e-6  # of the usual curvature: less does not tell a minimum from a saddle
RING = 1e-3  # of the diagonal: how far around a point one then looks
SINGULAR = 1e-12  # determinant over the square of the Hessian
MOST = 16  # of one kind; more are a valley or a lattice, and would hide the picture


@dataclass(frozen=True)
class CriticalPoint:
    """A point of zero gradient, or a minimum at a kink, whose `curvatures` are then empty.

    curvatures   eigenvalues of the Hessian, rising
    """

    kind: Kind
    point: tuple[float, ...]
    value: float
    curvatures: tuple[float, ...]
    origin: Origin


def critical_points(e: Experiment) -> tuple[CriticalPoint, ...]:
    """Return the known minima, then what else of zero gradient lies in the window.

    All but the catalogue's are found by many starts and Newton's method, and not proven to be
    all. Each is classified by its Hessian, or by the loss around it where the Hessian does not
    tell. Deterministic, cached. Raises LossError.
    """
    return _critical_points(e.loss, tuple(e.constants.items()), e.window)


def minima_sentence(e: Experiment) -> str:
    """Return one sentence on where the marked minima are known from. Raises LossError."""
    known = minima(e)
    if not known:
        who = "The catalogue knows none" if entry(e.loss) else "None was found"
        return f"Minima: {who[0].lower()}{who[1:]}."
    if known[0].origin == "catalogued":
        return f"Minima: {len(known)} from the catalogue."
    return f"Minima: {len(known)} found numerically, not proven."


@lru_cache(maxsize=64)
def _critical_points(
    text: str, constants: tuple[tuple[str, float], ...], window: Window
) -> tuple[CriticalPoint, ...]:
    e = Experiment(text, dict(constants), window)
    loss = load(e)
    with np.errstate(all="ignore"):
        known = [_of_minimum(loss, minimum) for minimum in minima(e)]
        places = np.array([point.point for point in known]).reshape(-1, len(window))
        others = _merged(_zeros(loss, window), places, SAME * _diagonal(window))
        usual = _usual_curvature(loss, window)
        found = [_classified(loss, point, window, usual=usual) for point in others]
    counts: Mapping[str, Iterator[int]] = {kind: iter(range(MOST)) for kind in KINDS}
    kept = [point for point in found if next(counts[point.kind], None) is not None]
    return tuple(known + sorted(kept, key=lambda point: (KINDS.index(point.kind), point.value)))


KINDS: tuple[Kind, ...] = ("minimum", "saddle", "maximum", "flat")


def _of_minimum(loss: Loss, minimum: KnownMinimum) -> CriticalPoint:
    hessian = loss.hessian(np.asarray(minimum.point))
    finite = np.isfinite(hessian).all()
    curvatures = tuple(map(float, np.linalg.eigvalsh(hessian))) if finite else ()
    return CriticalPoint("minimum", minimum.point, minimum.value, curvatures, minimum.origin)


def _zeros(loss: Loss, window: Window) -> Array:
    """Return where Newton's method leads from a grid of starts (N, d), inside the window."""
    points = _grid(window, SIDE[len(window)])
    usual = np.linalg.norm(loss.gradient(points), axis=-1)
    scale = float(np.quantile(usual[np.isfinite(usual)], 0.75)) if np.isfinite(usual).any() else 0.0
    leap = LEAP * _diagonal(window)
    for _ in range(ROUNDS):
        steps = _newton(loss.gradient(points), loss.hessian(points))
        lengths = np.linalg.norm(steps, axis=-1, keepdims=True)
        points = points + steps * np.minimum(1.0, leap / np.maximum(lengths, 1e-300))
    slopes = np.linalg.norm(loss.gradient(points), axis=-1)
    low, high = np.transpose(window)
    inside = ((points >= low) & (points <= high)).all(axis=-1)
    return np.asarray(points[inside & (slopes <= ZERO * scale) & np.isfinite(loss.value(points))])


def _newton(gradient: Array, hessian: Array) -> Array:
    """Return the steps (N, d) to where the quadratic models are level; 0 where there is none."""
    square = (hessian**2).sum(axis=(-1, -2))[:, None]
    turned = (hessian @ gradient[..., None])[..., 0]
    if gradient.shape[1] == 1:
        return np.asarray(np.nan_to_num(-turned / square, posinf=0.0, neginf=0.0))
    (a, b), (c, d) = hessian[:, 0].T, hessian[:, 1].T
    adjugate = np.stack([np.stack([d, -b], -1), np.stack([-c, a], -1)], axis=-2)
    size = (a * d - b * c)[:, None]
    full = (adjugate @ gradient[..., None])[..., 0] / size
    # Flat in one direction: only the other counts, where H g / |H|^2 is the step.
    steps = np.where(np.abs(size) > SINGULAR * square, full, turned / square)
    return np.asarray(-np.nan_to_num(steps, posinf=0.0, neginf=0.0))


def _merged(points: Array, known: Array, reach: float) -> Array:
    """Return the points (N, d) that are close neither to a known one nor to an earlier one."""
    kept, cells = list(known), np.round(points / reach)
    for point in points[np.unique(cells, axis=0, return_index=True)[1]]:
        if all(np.linalg.norm(point - other) > reach for other in kept):
            kept.append(point)
    return np.array(kept[len(known) :]).reshape(-1, points.shape[1])


def _usual_curvature(loss: Loss, window: Window) -> float:
    around = np.abs(loss.hessian(_grid(window, 5)))
    return float(np.median(around[np.isfinite(around)])) if np.isfinite(around).any() else 0.0


def _classified(loss: Loss, point: Array, window: Window, *, usual: float) -> CriticalPoint:
    curvatures: Array = np.linalg.eigvalsh(loss.hessian(point)).astype(np.float64)
    least = DULL * max(usual, float(np.abs(curvatures).max()))
    clear = float(np.abs(curvatures).min()) > least
    kind = _kind(curvatures) if clear else _kind_around(loss, point, RING * _diagonal(window))
    place = tuple(float(x) if abs(x) > ZERO * _diagonal(window) else 0.0 for x in point)
    values = tuple(map(float, curvatures))
    return CriticalPoint(kind, place, float(loss.value(point)), values, "found")


def _kind(curvatures: Array) -> Kind:
    if (curvatures > 0).all():
        return "minimum"
    return "maximum" if (curvatures < 0).all() else "saddle"


def _grid(window: Window, side: int) -> Array:
    """Return points (N, d) spread over the window, none on its border."""
    axes = [np.linspace(low, high, side + 2)[1:-1] for low, high in window]
    return np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, len(window))


def _kind_around(loss: Loss, point: Array, reach: float) -> Kind:
    """Return what the values on a small circle say."""
    turns = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    ways = np.stack([np.cos(turns), np.sin(turns)], axis=-1)
    if len(point) == 1:
        ways = np.array([[-1.0], [1.0]])
    rise = loss.value(point + reach * ways) - loss.value(point)
    grain = 1e-14 * max(1.0, abs(float(loss.value(point))))
    if (rise > grain).all():
        return "minimum"
    if (rise < -grain).all():
        return "maximum"
    mixed = (rise > grain).any() and (rise < -grain).any()
    return "saddle" if mixed and len(point) > 1 else "flat"


def _diagonal(window: Window) -> float:
    return float(np.hypot.reduce([high - low for low, high in window]))
