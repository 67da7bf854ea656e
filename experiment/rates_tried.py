"""The best of a few learning rates for a run, found by running all of them."""

from functools import lru_cache

import numpy as np

from experiment.defaults import default_start
from experiment.model import Experiment, Run
from experiment.run import lane
from landscape.loading import entry, load
from optimizers import RULES, Record, race

RATES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0)  # those of the catalogue's scan
STEPS = 200
MARGIN = 0.1  # of the window's width: how far outside it a run may end, as in the catalogue's scan


def catalogue_rate(e: Experiment, run: Run) -> float | None:
    """Return the best rate of the catalogue's scan; None where it did not try such a run."""
    known = entry(e.loss)
    alike = Run(run.rule, {"lr": run.rate}, None, run.start) == run
    if known is None or not alike or run.start != default_start(e):
        return None
    return known.rates.get(run.rule)


def best_rate(e: Experiment, run: Run) -> float:
    """Return the rate with the lowest loss after 200 steps among ten from 0.0001 to 3.

    A run that ends outside the window does not count; where none counts, the rule's own default
    is returned. Raises LossError.
    """
    run = run.at_rate(RATES[0])  # one entry of the cache, whatever the rate is now
    plain = Experiment(e.loss, e.constants, e.window, (run,), noise=e.noise, seed=e.seed)
    return _best_rate(plain)


def fitting_rate(e: Experiment, run: Run) -> float:
    """Return the catalogue's rate for a run where it has one, else the best of ten."""
    rate = catalogue_rate(e, run)
    return best_rate(e, run) if rate is None else rate


@lru_cache(maxsize=512)
def _best_rate(e: Experiment) -> float:
    (run,) = e.runs
    lanes = [lane(run.at_rate(rate)) for rate in RATES]
    records = race(load(e), lanes, steps=STEPS, noise=e.noise, seed=e.seed)
    finals = [_final_loss(record, np.asarray(e.window)) for record in records]
    if not np.isfinite(finals).any():
        return float(RULES[run.rule].dials[0].default)  # type: ignore[arg-type]
    return RATES[int(np.argmin(finals))]


def _final_loss(record: Record, window: np.ndarray) -> float:
    if record.ended:
        return np.inf
    low, high = window.T
    room = MARGIN * (high - low)
    inside = (record.points[-1] >= low - room).all() and (record.points[-1] <= high + room).all()
    return float(record.losses[-1]) if inside else np.inf
