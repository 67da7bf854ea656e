"""How the learning rates of an experiment were chosen: read off its runs, never stored."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from experiment.model import Experiment
from experiment.numerals import write_number
from experiment.rates_tried import RATES, best_rate, catalogue_rate
from experiment.tune import GRID, tuned_rate, tuned_steps
from losses import LossError
from optimizers import RULES


@lru_cache(maxsize=64)  # asked for before and after each change of a dial
def rates_sentence(e: Experiment) -> str:
    """Return one sentence on how the learning rates were chosen; nothing without runs."""
    for holds, says in ORIGINS:
        if e.runs and holds(e):
            return f"Learning rates: {says(e)}."
    return ""


def _rates(e: Experiment) -> list[float]:
    return [run.rate for run in e.runs]


def _agree(e: Experiment, rates: Iterable[float | None]) -> bool:
    try:
        return _rates(e) == list(rates)
    except LossError:
        return False


def _catalogued(e: Experiment) -> bool:
    return _agree(e, (catalogue_rate(e, run) for run in e.runs))


def _same(e: Experiment) -> bool:
    return len(e.runs) > 1 and len(set(_rates(e))) == 1


def _own(e: Experiment) -> bool:
    return _agree(e, (RULES[run.rule].defaults["lr"] for run in e.runs))  # type: ignore[misc]


def _best_of_ten(e: Experiment) -> bool:
    tried = set(_rates(e)) <= set(RATES)  # spares the runs of the scan where it cannot hold
    return tried and _agree(e, (best_rate(e, run) for run in e.runs))


def _tuned(e: Experiment) -> bool:
    tried = set(_rates(e)) <= set(GRID)  # spares the sweep where it cannot hold
    return tried and _agree(e, (tuned_rate(e, run) for run in e.runs))


# In this order: what is simplest to say comes first.
ORIGINS: tuple[tuple[Callable[[Experiment], bool], Callable[[Experiment], str]], ...] = (
    (_same, lambda e: f"{write_number(e.runs[0].rate)} for all"),
    (_own, lambda e: "each at its rule's own default"),
    (_best_of_ten, lambda e: "each the best of ten for its run, by the loss after 200 steps"),
    (
        _tuned,
        lambda e: f"each tuned on this loss: best final loss within {tuned_steps(e)} steps",
    ),
    (_catalogued, lambda e: "each the catalogue's for this loss"),
    (lambda e: True, lambda e: "set by hand"),
)
