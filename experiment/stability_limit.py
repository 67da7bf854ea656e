"""The stability limit of a run at a point: how the loss bends there, and what rate that allows."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from experiment.model import Run
from losses import Loss
from optimizers import RULES


@dataclass(frozen=True)
class Edge:
    """The largest curvature of the loss at a point, and the learning rate that it allows.

    limit   2 / curvature for gd, 2 (1 + momentum) / curvature for momentum; None for a rule that
            has no such limit and where the loss does not bend upwards
    step    of the run, None at a minimum that it may never have touched
    """

    point: tuple[float, ...]
    curvature: float
    limit: float | None
    step: int | None = None


def edge_at(
    loss: Loss, run: Run, point: NDArray[np.float64], step: int | None = None
) -> Edge | None:
    """Return the limit of a run at a point (d,); None without finite second derivatives there."""
    hessian = loss.hessian(point)
    if not np.isfinite(hessian).all():
        return None
    curvature = float(np.linalg.eigvalsh(hessian)[-1])
    limit = RULES[run.rule].rate_limit(run.dials, curvature)
    return Edge(tuple(map(float, point)), curvature, limit, step)
