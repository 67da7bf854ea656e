"""The experiment: a value, the link that carries it, what its runs did, and how they ended."""

from experiment.edit import (
    default_run,
    fit_paths,
    move_start,
    same_start,
    with_edited_loss,
    with_loss,
    with_playback,
    with_rate,
    with_runs,
    with_steps,
    with_target,
)
from experiment.explain import explain, quantities
from experiment.limits import HIDEABLE, MAX_RUNS, MAX_STEPS, ExperimentError
from experiment.link import decode, encode, portable
from experiment.link.draft import DEFAULT
from experiment.live import Live, live
from experiment.look import SPEEDS, Look
from experiment.model import Experiment, Run, ScheduleChoice
from experiment.moments import Moments, moments
from experiment.naming import run_names
from experiment.problems import Problem
from experiment.rates import rates_sentence, tune, tuned_steps
from experiment.run import Trajectory, run
from experiment.stability import Edge, LocalModel, Stability, batch_limit, local_model, stability
from experiment.summary import Row, outlook, summary
from experiment.verdicts.evidence import Verdict
from experiment.views import CURVES, DEFAULT_VIEW, SECOND_CURVES, VIEWS, Curve
from landscape import KnownMinimum, load, minima

__all__ = [
    "CURVES",
    "DEFAULT",
    "DEFAULT_VIEW",
    "HIDEABLE",
    "MAX_RUNS",
    "MAX_STEPS",
    "SECOND_CURVES",
    "SPEEDS",
    "VIEWS",
    "Curve",
    "Edge",
    "Experiment",
    "ExperimentError",
    "KnownMinimum",
    "Live",
    "LocalModel",
    "Look",
    "Moments",
    "Problem",
    "Row",
    "Run",
    "ScheduleChoice",
    "Stability",
    "Trajectory",
    "Verdict",
    "batch_limit",
    "decode",
    "default_run",
    "encode",
    "explain",
    "fit_paths",
    "live",
    "load",
    "local_model",
    "minima",
    "moments",
    "move_start",
    "outlook",
    "portable",
    "quantities",
    "rates_sentence",
    "run",
    "run_names",
    "same_start",
    "stability",
    "summary",
    "tune",
    "tuned_steps",
    "with_edited_loss",
    "with_loss",
    "with_playback",
    "with_rate",
    "with_runs",
    "with_steps",
    "with_target",
]
