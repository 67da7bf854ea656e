"""Why a run stepped as it did: every number of an update, and of all updates."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment
from experiment.run import Trajectory
from landscape import load
from language.printers.latex import latex_name
from optimizers import Explanation, Quantity, trace
from optimizers import explain as explain_update

Array = NDArray[np.float64]


def explain(e: Experiment, trajectory: Trajectory, step: int) -> Explanation:
    """Return every quantity of the update that leaves row `step`, in the order of computing.

    Each has its LaTeX symbol, a sentence, its values (d,) as the trajectory has them, its equation
    in symbols, and the equation with the numbers of each coordinate; `equation` and `numbers` of
    the whole are the rule's. A step beyond the run's last row is taken as the last: its update is
    the one that would come next (`taken` is False). A run without a row, started outside the
    domain, cannot be explained: ValueError.

    With noise, `gradient` is the noisy one, which the rule met and the trajectory keeps, and
    `exact_gradient` behind it is the loss's own. Raises LossError.
    """
    if not len(trajectory.points):
        raise ValueError("The run has no row: the loss is not finite at its start.")
    loss = load(e)
    row = min(max(step, 0), len(trajectory.points) - 1)
    names = [latex_name(name) for name in loss.variables]
    explained = explain_update(trajectory.run.lane, trajectory, row, names=names)
    if not e.noise:
        return explained
    point, met, *others = explained.quantities
    met = replace(met, meaning="the slope of the loss there with noise, as the optimizer met it")
    meaning = "the slope of the loss itself, without the noise"
    exact = Quantity("exact_gradient", r"\nabla f", meaning, loss.gradient(trajectory.points[row]))
    return replace(explained, quantities=(point, met, exact, *others))


def quantities(trajectory: Trajectory) -> dict[str, Array]:
    """Return every quantity of `explain` by name for all rows, (n + 1, d) each.

    Row k is the update that leaves points[k]; the last row is the update that would come next.
    A run without a row, started outside the domain, has none.
    """
    if not len(trajectory.points):
        return {}
    return trace(trajectory.run.lane, trajectory)
