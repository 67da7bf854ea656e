"""How far the browser can go by itself: steps, and rows of batches."""

from collections.abc import Iterable

from experiment.data import most_steps
from experiment.limits import MAX_STEPS, SEARCHED
from experiment.model import Experiment
from losses import Loss
from optimizers.engine.batches import rows_seen

MAX_ORDER = 200_000  # rows in the batches of a run: to draw more takes longer than a frame may


def in_reach(e: Experiment, batches: Iterable[int]) -> bool:
    """Say whether the browser can draw the rows of batches of these sizes; 0 is no batch."""
    if not (data := e.data):
        return True
    seen = (rows_seen(data.count, size, e.steps + 1, data.order) for size in batches if size)
    return all(rows <= MAX_ORDER for rows in seen)


def steps_in_reach(e: Experiment, loss: Loss) -> int:
    """Return how many steps the browser can take, at least those of the experiment."""
    most = SEARCHED.high if any(run.searches for run in e.runs) else MAX_STEPS
    largest = max(map(e.batch, e.runs), default=0) if loss.rows else 0
    drawn = MAX_ORDER // largest - 1 if largest else MAX_STEPS
    return max(e.steps, min(int(most), most_steps(loss, e.work), drawn))
