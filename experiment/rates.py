"""How the learning rates of an experiment were chosen, read off its runs."""

from collections.abc import Callable

from experiment.defaults import default_start
from experiment.loading import entry
from experiment.model import Experiment, Run
from experiment.numerals import write_number
from losses import LossError
from optimizers import RULES


def rates_sentence(e: Experiment) -> str:
    """Return one sentence on how the learning rates were chosen; nothing where there are no runs."""
    if not e.runs:
        return ""
    for holds, sentence in _ORIGINS:
        if holds(e):
            return sentence(e)
    return "Learning rates: set by hand."


def _same(e: Experiment) -> bool:
    return len({run.dials["lr"] for run in e.runs}) == 1 and len(e.runs) > 1


def _say_same(e: Experiment) -> str:
    return f"Learning rates: {write_number(e.runs[0].dials['lr'])} for all."  # type: ignore[arg-type]


def _scanned(e: Experiment) -> bool:
    """Say whether every run has the catalogue's rate and starts where the catalogue's scan did."""
    known = entry(e.loss)
    return known is not None and all(
        run.dials["lr"] == known.rates.get(run.rule)
        and run.start == default_start(e)
        and not run.schedule
        for run in e.runs
    )


def _own(e: Experiment) -> bool:
    return all(run.dials["lr"] == RULES[run.rule].dials[0].default for run in e.runs)


_ORIGINS: tuple[tuple[Callable[[Experiment], bool], Callable[[Experiment], str]], ...] = (
    (_scanned, lambda e: "Learning rates: each the best for this loss in a scan of 200 steps."),
    (_same, _say_same),
    (_own, lambda e: "Learning rates: each at its rule's own default."),
)
