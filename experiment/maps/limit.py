"""Where the learning rates of a map stop being stable, where that is known exactly."""

import math

import numpy as np

from experiment.model import Experiment, Run
from landscape import look_at
from optimizers.rule import Dials


def stable_rate(e: Experiment, run: Run, dials: Dials | None = None) -> float | None:
    """Return the largest stable learning rate of a run at the lowest minimum.

    dials   in place of the run's own
    None where no minimum is known, where batches have curvatures of their own, and for a rule
    without such a limit. Raises LossError.
    """
    land = look_at(e)
    lowest = next((m for m in land.minima if m.lowest), None)
    bends = land.curvatures(np.asarray(lowest.point)) if lowest else None
    if bends is None or e.batch(run):
        return None
    limit = run.update.rate_limit(run.dials if dials is None else dials, float(bends[-1]))
    return limit if limit is not None and math.isfinite(limit) else None
