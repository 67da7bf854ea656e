"""Learning rates that suit a run: the catalogue's, the best of ten, or tuned by a sweep of forty.

How those of an experiment were chosen is read off its runs, and never stored.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from experiment.model import Experiment, Run
from landscape import entry, load
from language.wording import exact
from losses import LossError
from optimizers import RULES, finish

TEN = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0)  # rates of the catalogue's scan
TEN_STEPS = 200  # of its runs
# Eight a decade from 0.0001 to 10, none of them round: a rate chosen by hand is rarely among them.
FORTY = tuple(float(f"{10 ** (k / 8 - 4 + 1 / 16):.3g}") for k in range(40))
MAX_SWEEP_STEPS = 1000
MARGIN = 0.1  # of the window's width: how far outside it a run may end, as in the catalogue's scan
ALIKE = 1e-12  # of the loss: final losses that differ by rounding
KEPT = 512  # sweeps
Rates = Sequence[float]
Array = NDArray[np.float64]


def catalogue_rate(e: Experiment, run: Run) -> float | None:
    """Return the best rate of the catalogue's scan; None where it did not try such a run."""
    known = entry(e)
    alike = Run(run.rule, {"lr": run.rate}, None, run.start) == run.walk
    if known is None or not alike or run.start != known.starts[0]:
        return None
    return known.rates.get(run.rule)


def best_rate(e: Experiment, run: Run) -> float:
    """Return the rate of TEN with the lowest loss after 200 steps.

    A run that ends outside the window does not count; where none counts, the rule's own default
    is returned. Raises LossError.
    """
    losses, _ = _swept(e, run, TEN, steps=TEN_STEPS)
    if not np.isfinite(losses).any():
        return float(RULES[run.rule].defaults["lr"])  # type: ignore[arg-type]
    return TEN[int(losses.argmin())]


def fitting_rate(e: Experiment, run: Run) -> float:
    """Return the catalogue's rate for a run where it has one, else the best of ten."""
    rate = catalogue_rate(e, run)
    return best_rate(e, run) if rate is None else rate


def tune(e: Experiment, progress: Callable[[int, int], None] | None = None) -> Experiment:
    """Return the experiment with each run at the rate of FORTY that ends lowest on this loss.

    Every run is repeated at all rates, with its own dials, schedule, start and noise, for
    `tuned_steps(e)` steps. A rate counts if the run then stands in or next to the window; of rates
    that end alike the one that settles first is taken. A run for which none counts keeps its rate.
    `progress` is called with (runs done, runs in all), and may raise to stop. Raises LossError.
    """
    rates = []
    for done, run in enumerate(e.runs, start=1):
        rates.append(_tuned_rate(e, run))
        if progress:
            progress(done, len(e.runs))
    pairs = zip(e.runs, rates, strict=True)
    return replace(e, runs=tuple(run.at_rate(rate) if rate else run for run, rate in pairs))


def tuned_steps(e: Experiment) -> int:
    """Return how many steps a sweep takes: the experiment's, a thousand at most."""
    return min(e.steps, MAX_SWEEP_STEPS)


@lru_cache(maxsize=64)  # asked for before and after each change of a dial
def rates_sentence(e: Experiment) -> str:
    """Return one sentence on how the learning rates were chosen; nothing without runs."""
    return f"Learning rates: {_origin(e)}." if e.runs else ""


def _origin(e: Experiment) -> str:
    """Return in words where the rates come from: the simplest description that is true."""
    rates = [run.rate for run in e.runs]
    if len(rates) > 1 and len(set(rates)) == 1:
        return f"{exact(rates[0])} for all"
    if rates == [RULES[run.rule].defaults["lr"] for run in e.runs]:
        return "each at its rule's own default"
    if _are(e, best_rate, among=TEN):
        return "each run has the best of ten, by its loss after 200 steps"
    if _are(e, _tuned_rate, among=FORTY):
        return f"each tuned on this loss: best final loss within {tuned_steps(e)} steps"
    if _are(e, catalogue_rate, among=rates):
        return "each the catalogue's for this loss"
    return "set by hand"


def _are(e: Experiment, found: Callable[[Experiment, Run], float | None], among: Rates) -> bool:
    """Say whether the runs have the rates that are found for them, which are among these."""
    rates = [run.rate for run in e.runs]
    try:  # no sweep where it cannot hold
        return set(rates) <= set(among) and rates == [found(e, run) for run in e.runs]
    except LossError:
        return False


def _tuned_rate(e: Experiment, run: Run) -> float | None:
    """Return the run's rate after `tune`, None where none counts."""
    losses, settled = _swept(e, run, FORTY, steps=tuned_steps(e))
    least = losses.min()
    if not np.isfinite(least):
        return None
    alike = np.flatnonzero(losses <= least + ALIKE * max(1.0, abs(least)))
    return FORTY[int(alike[settled[alike].argmin()])]


def _swept(e: Experiment, run: Run, rates: tuple[float, ...], *, steps: int) -> tuple[Array, Array]:
    """Return the final loss of a run at each rate, and the step at which it settles.

    Infinite where a run ends early or outside the window, and where it does not settle.
    """
    run = run.walk.at_rate(rates[0])  # one entry of the cache, whatever the rate is now
    alone = Experiment(e.loss, e.constants, e.window, (run,), steps, noise=e.noise, seed=e.seed)
    return _ends(alone, rates)


@lru_cache(maxsize=KEPT)
def _ends(e: Experiment, rates: tuple[float, ...]) -> tuple[Array, Array]:
    (run,) = e.runs
    ends = finish(
        run.rule,
        load(e),
        np.tile(run.start, (len(rates), 1)),
        steps=e.steps,
        dials={**run.dials, "lr": np.array(rates)},
        schedule=(run.schedule.name, run.schedule.dials) if run.schedule else None,
        noise=e.noise,
        seed=e.seed,
    )
    low, high = np.transpose(e.window)
    room = MARGIN * (high - low)
    inside = ((ends.points >= low - room) & (ends.points <= high + room)).all(axis=-1)
    losses = np.where((ends.ended == "") & inside, ends.losses, np.inf)
    return losses, np.where(ends.settled < 0, np.inf, ends.settled)
