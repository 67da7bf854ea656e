"""Tables and names of files: every step and internal of an experiment, for other programs."""

import io
from collections.abc import Sequence

from experiment.edit import with_runs
from experiment.export.libraries import LIBRARIES
from experiment.export.tables import as_csv, as_json
from experiment.model import Experiment
from experiment.run import Trajectory, run
from landscape import entry, load

NAMED = 4  # rules that a file's name spells out


def to_csv(e: Experiment, trajectories: Sequence[Trajectory] | None = None) -> str:
    """Return a table of every run, one row a step, numbers exact; not finite is empty.

    trajectories   what `run(e)` gave, where it is at hand
    Raises LossError.
    """
    out = io.StringIO()
    as_csv(load(e), run(e) if trajectories is None else trajectories, out)
    return out.getvalue()


def to_json(e: Experiment, trajectories: Sequence[Trajectory] | None = None) -> str:
    """Return one JSON object with link, dials, every step and verdicts; not finite is null.

    Raises LossError.
    """
    out = io.StringIO()
    as_json(e, run(e) if trajectories is None else trajectories, (), out)
    return out.getvalue()


def file_name(e: Experiment, ending: str) -> str:
    """Return a name that says what is inside: `switchback-rosenbrock-gd-adam-200.csv`.

    ending   with its point: ".csv"
    Made of small letters, digits, - and _; of a loss only its key in the catalogue, never text.
    """
    known = entry(e)
    rules = list(dict.fromkeys(run.rule for run in e.runs))
    more = [f"{len(rules) - NAMED}-more"] if len(rules) > NAMED else []
    parts = ["switchback", known.key if known else "own-loss", *rules[:NAMED], *more, str(e.steps)]
    return "-".join(parts) + ending


def code_file_name(e: Experiment, number: int, library: str) -> str:
    """Return the name of a script: `switchback-rosenbrock-adam-200-pytorch.py`; run from 0."""
    return file_name(with_runs(e, [e.runs[number]], [None]), f"-{LIBRARIES[library].name}.py")
