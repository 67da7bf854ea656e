"""The experiment: a value, the link that carries it, what its runs did, and how they ended."""

from experiment.critical import CriticalPoint, critical_points, minima_sentence
from experiment.edit import (
    best_rates,
    default_run,
    fit_paths,
    move_start,
    same_start,
    with_loss,
    with_playback,
    with_runs,
)
from experiment.explain import explain, quantities, series
from experiment.limits import HIDEABLE, MOST_RUNS, MOST_STEPS, ExperimentError
from experiment.link import decode, encode
from experiment.look import SPEEDS, Look
from experiment.model import Experiment, Run, ScheduleChoice
from experiment.opening import DEFAULT
from experiment.outlook import outlook
from experiment.problems import Problem
from experiment.rates import rates_sentence
from experiment.run import Trajectory, run
from experiment.stability import LocalModel, Stability, local_model, stability
from experiment.stability_limit import Edge
from experiment.summary import Row, summary
from experiment.tune import tune, tuned_steps
from experiment.verdicts.verdict import Verdict
from experiment.views import CURVES, DEFAULT_VIEW, SECOND_CURVES, VIEWS, Curve
from landscape.loading import load
from landscape.minima import KnownMinimum, minima

__all__ = [
    "CURVES",
    "DEFAULT",
    "DEFAULT_VIEW",
    "HIDEABLE",
    "MOST_RUNS",
    "MOST_STEPS",
    "SECOND_CURVES",
    "SPEEDS",
    "VIEWS",
    "CriticalPoint",
    "Curve",
    "Edge",
    "Experiment",
    "ExperimentError",
    "KnownMinimum",
    "LocalModel",
    "Look",
    "Problem",
    "Row",
    "Run",
    "ScheduleChoice",
    "Stability",
    "Trajectory",
    "Verdict",
    "best_rates",
    "critical_points",
    "decode",
    "default_run",
    "encode",
    "explain",
    "fit_paths",
    "load",
    "local_model",
    "minima",
    "minima_sentence",
    "move_start",
    "outlook",
    "quantities",
    "rates_sentence",
    "run",
    "same_start",
    "series",
    "stability",
    "summary",
    "tune",
    "tuned_steps",
    "with_loss",
    "with_playback",
    "with_runs",
]
