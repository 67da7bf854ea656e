"""Changes to an experiment that a person makes in one move; all return a new experiment."""

from dataclasses import replace

from experiment.defaults import default_rate, default_start, default_starts
from experiment.loading import load
from experiment.model import Experiment, Point, Run
from losses import LossError


def default_run(e: Experiment, rule: str) -> Run:
    """Return a run of the rule that suits the experiment: at the first run's start, if any."""
    start = e.runs[0].start if e.runs else _start(e)
    return Run(rule, {"lr": default_rate(e.loss, rule)}, None, start)


def same_start(e: Experiment, start: Point) -> Experiment:
    """Return the experiment with every run started at the same point."""
    return replace(e, runs=tuple(replace(run, start=start) for run in e.runs))


def _start(e: Experiment) -> Point:
    try:
        return default_start(e)
    except LossError:
        return ()
