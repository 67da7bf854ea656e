"""Learning rates tuned on the loss itself: a sweep of each run, all its rates at once."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np

from experiment.model import Experiment, Run
from experiment.rates_tried import MARGIN
from landscape.loading import load
from optimizers import Finish, finish

MOST = 1000  # steps of a sweep
# Eight a decade from 0.0001 to 10, none of them round: a rate chosen by hand is rarely among them.
GRID = tuple(float(f"{10 ** (k / 8 - 4 + 1 / 16):.3g}") for k in range(40))
ALIKE = 1e-12  # of the loss: final losses that differ by rounding


def tune(e: Experiment, progress: Callable[[int, int], None] | None = None) -> Experiment:
    """Return the experiment with each run at the rate of GRID that ends lowest on this loss.

    Every run is repeated at all rates, with its own dials, schedule, start and noise, for
    `tuned_steps(e)` steps. A rate counts if the run then stands in or next to the window; of rates
    that end alike the one that settles first is taken. A run for which none counts keeps its rate.
    `progress` is called with (runs done, runs in all), and may raise to stop. Raises LossError.
    """
    rates = []
    for done, run in enumerate(e.runs, start=1):
        rates.append(tuned_rate(e, run))
        if progress:
            progress(done, len(e.runs))
    pairs = zip(e.runs, rates, strict=True)
    return replace(e, runs=tuple(run.at_rate(rate) if rate else run for run, rate in pairs))


def tuned_steps(e: Experiment) -> int:
    """Return how many steps a sweep takes: the experiment's, a thousand at most."""
    return min(e.steps, MOST)


def tuned_rate(e: Experiment, run: Run) -> float | None:
    """Return the run's rate after `tune`, None where none counts. Raises LossError."""
    run = run.at_rate(GRID[0])  # one entry of the cache, whatever the rate is now
    steps = tuned_steps(e)
    return _tuned_rate(
        Experiment(e.loss, e.constants, e.window, (run,), steps=steps, noise=e.noise, seed=e.seed)
    )


@lru_cache(maxsize=512)
def _tuned_rate(e: Experiment) -> float | None:
    (run,) = e.runs
    schedule = (run.schedule.name, run.schedule.dials) if run.schedule else None
    ends = finish(
        run.rule,
        load(e),
        np.tile(run.start, (len(GRID), 1)),
        steps=e.steps,
        dials={**run.dials, "lr": np.array(GRID)},
        schedule=schedule,
        noise=e.noise,
        seed=e.seed,
    )
    return _best(ends, np.asarray(e.window))


def _best(ends: Finish, window: np.ndarray) -> float | None:
    low, high = window.T
    room = MARGIN * (high - low)
    inside = ((ends.points >= low - room) & (ends.points <= high + room)).all(axis=-1)
    losses = np.where((ends.ended == "") & inside, ends.losses, np.inf)
    least = losses.min()
    if not np.isfinite(least):
        return None
    alike = np.flatnonzero(losses <= least + ALIKE * max(1.0, abs(least)))
    settled = np.where(ends.settled < 0, np.inf, ends.settled)[alike]
    return GRID[int(alike[settled.argmin()])]
