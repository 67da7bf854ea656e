"""Learning rates that suit a run: the best of ten to look at, or tuned by a sweep of forty.

How those of an experiment were chosen is read off its runs, and never stored.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiment.data import most_steps
from experiment.model import Experiment, Run
from landscape import load, look_at
from language.wording import exact
from losses import LossError
from losses.catalogue import Window
from optimizers import Record, finish, simulate
from optimizers.engine.simulate import sampled

TEN = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0)
LONGER = 4  # times as fast as a run: a visitor waits for every run's rates
TEN_STEPS = 200  # of their runs
OF_DATA = (*(float(f"{first}e{power}") for power in range(-9, 3) for first in (1, 3)), 1e3)
# What makes a path hard to read, in powers of ten of the height that is left at its end.
CLOSE = 1e-3  # of the height at the start: a run that comes closer looks no better
LEAVING = 2.0  # for a point outside the window
REVERSAL = 0.1  # for each turn back between two steps that can be seen
VISIBLE = 0.01  # of the window: a shorter step is hardly seen
WINDOW = 0.1  # for a way as long as the window is wide
# Eight a decade from 0.0001 to 10, none of them round: a rate chosen by hand is rarely among them.
FORTY = tuple(float(f"{10 ** (k / 8 - 4 + 1 / 16):.3g}") for k in range(40))
FORTY_OF_DATA = tuple(float(f"{10 ** (k / 4 - 9 + 1 / 16):.3g}") for k in range(48))
MAX_SWEEP_STEPS = 1000
MARGIN = 0.1  # of the window's width: how far outside it a run may end
ALIKE = 1e-12  # of the loss: final losses that differ by rounding
KEPT = 512  # sweeps
Rates = Sequence[float]
Array = NDArray[np.float64]


def best_rate(e: Experiment, run: Run) -> float:
    """Return the rate of TEN whose path over 200 steps is the best to look at.

    It arrives, soon and for good, on a short way without turns back that stays in the window: see
    `_prices`. Where every run ends outside the window, the rule's own default is returned. Raises
    LossError.
    """
    prices = _ten(_alone(e, run, steps=_first_steps(e, run)))
    if not np.isfinite(prices).any():
        return float(run.update.defaults["lr"])  # type: ignore[arg-type]
    return _tried(e)[int(prices.argmin())]


def _tried(e: Experiment) -> Rates:
    """Return the rates that are looked at: of a table the columns may have any scale."""
    return OF_DATA if e.data else TEN


def _swept(e: Experiment) -> Rates:
    """Return the rates of a sweep: eight a decade, for a table four."""
    return FORTY_OF_DATA if e.data else FORTY


def _first_steps(e: Experiment, run: Run) -> int:
    """Return how many steps are looked at: fewer where the rates together would take long."""
    lanes = LONGER * len(_tried(e)) * run.work
    return min(TEN_STEPS, most_steps(load(e), lanes))


def _alone(e: Experiment, run: Run, *, steps: int) -> Experiment:
    """Return what the sweeps of a run depend on, the same whatever its rate is now."""
    only = (run.walk.at_rate(TEN[0]),)
    return Experiment(
        e.loss, e.constants, e.window, only, steps, noise=e.noise, seed=e.seed, data=e.data
    )


def _at_rates(e: Experiment, rates: Rates) -> dict[str, Any]:
    """Return what the engine is told of the one run at many rates."""
    (run,) = e.runs
    loss = sampled(load(e), e.batch(run), steps=e.steps, seed=e.seed, order=e.order)
    return {
        "rule": run.update, "loss": loss, "start": np.tile(run.start, (len(rates), 1)),
        "steps": e.steps, "dials": {**run.dials, "lr": np.array(rates)},
        "schedule": run.lane.schedule, "noise": e.noise, "seed": e.seed,
    }  # fmt: skip


@lru_cache(maxsize=KEPT)
def _ten(e: Experiment) -> Array:
    """Return the prices of the one run at each rate of TEN."""
    record = simulate(**_at_rates(e, _tried(e)), internals=False)
    with np.errstate(all="ignore"):  # most of the ten may overflow
        return _prices(record, e.window, floor=look_at(e).floor)


def fitting(e: Experiment) -> Experiment:
    """Return the experiment at fitting rates; runs of one rule keep the ratio of their rates."""
    factors: dict[str, float] = {}
    for one in e.runs:
        if one.rule not in factors:
            factors[one.rule] = best_rate(e, one) / one.rate
    runs = (one.at_rate(_rounded(one.rate * factors[one.rule])) for one in e.runs)
    return replace(e, runs=tuple(runs))


def _rounded(rate: float) -> float:
    """Return the rate to three significant digits, within the limits of a rate."""
    return float(f"{min(max(rate, 1e-9), 1e3):.3g}")


def _prices(record: Record, window: Window, *, floor: float) -> Array:
    """Return how bad the runs (n + 1, K) look, infinite for one that ends outside the window.

    The height left is that of the last quarter: the last step alone may be low by luck. It counts
    above the lowest minimum known, or where none is known above the lowest of the runs.
    """
    low, high = np.transpose(window)
    points, losses = (record.points - low) / (high - low), record.losses
    beyond = np.abs(points - 0.5).max(axis=-1) - 0.5
    left = losses[-(len(losses) // 4) :].mean(axis=0)
    left = np.where(beyond[-1] <= MARGIN, np.nan_to_num(left, nan=np.inf), np.inf)
    floor = min(floor, left.min())
    heights = (losses - floor) / (losses[0] - floor)
    left = (left - floor) / (losses[0] - floor)
    steps = np.diff(points, axis=0)
    lengths = np.linalg.norm(steps, axis=-1)
    pairs = lengths[1:] * lengths[:-1]
    turns = (steps[1:] * steps[:-1]).sum(axis=-1) < -0.5 * pairs
    seen = np.minimum(lengths[1:], lengths[:-1]) > VISIBLE
    price = np.log10(np.maximum(left, CLOSE)) + np.clip(heights, 0, 1).mean(axis=0)
    price += REVERSAL * (turns & seen).sum(axis=0) + WINDOW * lengths.sum(axis=0)
    price += LEAVING * (beyond > 0).any(axis=0)
    return np.asarray(np.nan_to_num(price, nan=np.inf, posinf=np.inf))


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
    if rates == [run.update.defaults["lr"] for run in e.runs]:
        return "each at the default of its optimizer"
    if _are(e, best_rate, among=_tried(e)):
        count = "ten" if _tried(e) is TEN else len(OF_DATA)
        return f"each run has the best of {count}, by where 200 steps lead and how smoothly"
    if _are(e, _tuned_rate, among=_swept(e)):
        return f"each tuned on this loss: best final loss within {tuned_steps(e)} steps"
    if _are(e, _usual_rate, among=_tried(e)):
        return "each suits this loss from its usual start"
    return "set by hand"


def _usual_rate(e: Experiment, run: Run) -> float:
    """Return what a run begins with on this loss, before anybody moves start, window or noise."""
    start = look_at(e.what).starts[0]
    return best_rate(replace(e, window=(), noise=0.0), replace(run, start=start))


def _are(e: Experiment, found: Callable[[Experiment, Run], float | None], among: Rates) -> bool:
    """Say whether the runs have the rates that are found for them, which are among these."""
    rates = [run.rate for run in e.runs]
    try:  # no sweep where it cannot hold
        return set(rates) <= set(among) and rates == [found(e, run) for run in e.runs]
    except LossError:
        return False


def _tuned_rate(e: Experiment, run: Run) -> float | None:
    """Return the run's rate after `tune`, None where none counts."""
    losses, settled = _ends(_alone(e, run, steps=tuned_steps(e)))
    least = losses.min()
    if not np.isfinite(least):
        return None
    alike = np.flatnonzero(losses <= least + ALIKE * max(1.0, abs(least)))
    return _swept(e)[int(alike[settled[alike].argmin()])]


@lru_cache(maxsize=KEPT)
def _ends(e: Experiment) -> tuple[Array, Array]:
    """Return the final loss of the one run at each rate of FORTY, and the step where it settles.

    Infinite where a run ends early or outside the window, and where it does not settle.
    """
    ends = finish(**_at_rates(e, _swept(e)))
    low, high = np.transpose(e.window)
    room = MARGIN * (high - low)
    inside = ((ends.points >= low - room) & (ends.points <= high + room)).all(axis=-1)
    losses = np.where((ends.ended == "") & inside, ends.losses, np.inf)
    return losses, np.where(ends.settled < 0, np.inf, ends.settled)
