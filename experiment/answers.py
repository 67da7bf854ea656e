"""What can be said about a loss of data without a run: its minimum, and how hard it is to reach."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from experiment.data import SCALES, Data
from experiment.model import Experiment
from landscape import load, look_at
from losses import Loss, LossError
from losses.loss import Floats

KEPT = 64
SINGULAR = 1e-15  # of the largest curvature: a smaller one is rounding


class Answers(NamedTuple):
    """What is known of a loss over one scale of its columns.

    closed      where the gradient is 0, by solving a linear system; None where it is not linear
    condition   largest by smallest curvature at the minimum; None without one or with one variable
    minima      how many minima are known
    """

    closed: dict[str, float] | None
    condition: float | None
    minima: int


def answers(e: Experiment) -> Mapping[str, Answers | None]:
    """Return what is known of the loss of an experiment with data, for each of SCALES.

    None for a scale over which the loss cannot be read. Cached.
    """
    if not e.data:
        return {}
    data = replace(e.data, batch=0)
    constants = tuple(e.constants.items())
    return {scale: _answers(e.loss, constants, replace(data, scale=scale)) for scale in SCALES}


def parted(e: Experiment) -> bool:
    """Say whether a logistic loss falls for ever, because its classes can be told apart."""
    found = answers(e)[e.data.scale] if e.data else None
    return bool(e.model and e.model.measure.name == "logistic" and found and not found.minima)


def standardised_columns(e: Experiment) -> tuple[str, ...]:
    """Return the columns of the loss that are not as in the table."""
    if not e.data or e.data.scale == "raw":
        return ()
    table = e.data.table
    used = load(e).columns.items()
    return tuple(name for name, values in used if not np.array_equal(values, table.column(name)))


@lru_cache(maxsize=KEPT)
def _answers(text: str, constants: tuple[tuple[str, float], ...], data: Data) -> Answers | None:
    what = text, dict(constants), data.scaled
    try:
        loss = load(what)
        closed = _closed_form(loss)
        if closed is not None:
            named = dict(zip(loss.variables, closed.tolist(), strict=True))
            return Answers(named, _condition(loss, closed), 1)
        known = look_at(what).minima
    except LossError:
        return None
    condition = _condition(loss, np.array(known[0].point)) if known else None
    return Answers(None, condition, len(known))


def _closed_form(loss: Loss) -> Floats | None:
    """Return the minimum (d,) of a quadratic loss, None for any other."""
    size = len(loss.variables)
    points = np.vstack([np.zeros(size), np.eye(size), -3 * np.eye(size), np.full(size, 7.0)])
    slopes, bends = loss.gradient(points), loss.hessian(points)
    if not (np.isfinite(slopes).all() and np.isfinite(bends).all()):
        return None
    bend, scale = bends[0], np.abs(bends[0]).max()
    straight = np.abs(slopes - slopes[0] - points @ bend).max()
    if np.abs(bends - bend).max() > 1e-9 * scale or straight > 1e-9 * np.abs(slopes).max():
        return None
    curvatures = np.linalg.eigvalsh(bend)
    if not curvatures[0] > SINGULAR * curvatures[-1]:
        return None
    return np.asarray(np.linalg.solve(bend, -slopes[0]))


def _condition(loss: Loss, point: Floats) -> float | None:
    bend = loss.hessian(point)
    if len(point) == 1 or not np.isfinite(bend).all():
        return None
    curvatures = np.linalg.eigvalsh(bend)
    if not curvatures[0] > SINGULAR * curvatures[-1]:
        return None
    return float(curvatures[-1] / curvatures[0])
