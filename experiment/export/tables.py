"""The numbers of an experiment as JSON and as a table: exact, each by its shortest text."""

import csv
import io
import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from experiment.edit import with_runs
from experiment.export.libraries import LIBRARIES
from experiment.link import portable
from experiment.link.data_part import write_table
from experiment.maps.ending import Frame, ending, frame
from experiment.model import Experiment
from experiment.problems import Problem
from experiment.run import Trajectory, run
from landscape import entry, load, look_at
from losses.tables import TABLES

MAX_RULES = 4  # that a file's name spells out


def to_json(
    e: Experiment,
    trajectories: Sequence[Trajectory] | None = None,
    problems: Sequence[Problem] = (),
) -> str:
    """Return one JSON object with link, dials, every step and verdicts; not finite is null.

    trajectories   what `run(e)` gave, where it is at hand
    Raises LossError.
    """
    loss, measure = load(e), frame(look_at(e), e.steps)
    document = {
        "link": portable(e),
        "loss": loss.text,
        "variables": list(loss.variables),
        "constants": dict(loss.constants),
        **({"data": write_table(e.data)} if e.data else {}),
        "steps": e.steps,
        "problems": [str(problem) for problem in problems],
        "runs": [_run(t, measure) for t in (run(e) if trajectories is None else trajectories)],
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _run(t: Trajectory, measure: Frame) -> dict[str, Any]:
    schedule, ended = t.run.schedule, ending(t.points, t.losses, measure)
    return {
        "rule": t.run.rule,
        **({"text": t.run.typed.text} if t.run.typed else {}),
        "dials": dict(t.run.dials),
        "schedule": {"name": schedule.name, "dials": dict(schedule.dials)} if schedule else None,
        "start": t.run.start,
        "points": _plain(t.points.tolist()),
        "losses": _plain(t.losses.tolist()),
        **({} if t.batch_losses is None else {"batch_losses": _plain(t.batch_losses.tolist())}),
        "gradients": _plain(t.gradients.tolist()),
        "internals": {name: _plain(part.tolist()) for name, part in t.internals.items()},
        "rates": _plain(t.rates.tolist()),
        "verdict": {name: getattr(t.verdict, name) for name in ("kind", "step", "sentence")},
        "ending": {"kind": ended.kind, "minimum": ended.minimum, "steps": ended.steps},
    }


def _plain(numbers: Any) -> Any:
    """Return a number, or nested lists of numbers, with null for what is not finite."""
    if isinstance(numbers, list):
        return [_plain(item) for item in numbers]
    return numbers if math.isfinite(numbers) else None


def to_csv(e: Experiment, trajectories: Sequence[Trajectory] | None = None) -> str:
    """Return a table of every run, one row a step, numbers exact; not finite is empty.

    Its columns are run (from 1), rule, step, point, loss, gradient and rates. Internals follow in
    columns named after state and variable, empty for rules without them. Raises LossError.
    """
    done = run(e) if trajectories is None else trajectories
    parts = list(dict.fromkeys(name for t in done for name in t.internals))
    names = load(e).variables
    header = ["run", "rule", "step", *names, "loss"]
    header += [f"{part}_{name}" for part in ("gradient", "rate", *parts) for name in names]
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(header)
    for number, t in enumerate(done, start=1):
        for step, row in enumerate(_rows(t, parts)):
            table.writerow([number, t.run.rule, step, *map(_cell, row)])
    return out.getvalue()


def _rows(t: Trajectory, parts: Sequence[str]) -> Iterator[list[float]]:
    nothing = np.full_like(t.points, np.nan)
    columns = [t.points, t.losses[:, None], t.gradients, t.rates]
    columns += [t.internals.get(part, nothing) for part in parts]
    yield from np.hstack(columns).tolist()


def _cell(number: float) -> str:
    return repr(number) if math.isfinite(number) else ""


def file_name(e: Experiment, ending: str) -> str:
    """Return a name that says what is inside: `switchback-rosenbrock-gd-adam-200.csv`.

    ending   with its point: ".csv"
    Made of small letters, digits, - and _; of a loss only its key in the catalogue, never text.
    """
    known = entry(e)
    rules = list(dict.fromkeys(run.rule.lower() for run in e.runs))
    more = [f"{len(rules) - MAX_RULES}-more"] if len(rules) > MAX_RULES else []
    own = e.data.table.name if e.data and e.data.table.name in TABLES else "own-data"
    loss = known.key if known else own if e.data else "own-loss"
    return "-".join(["switchback", loss, *rules[:MAX_RULES], *more, str(e.steps)]) + ending


def code_file_name(e: Experiment, number: int, library: str) -> str:
    """Return the name of a script: `switchback-rosenbrock-adam-200-pytorch.py`; run from 0."""
    return file_name(with_runs(e, [e.runs[number]], [None]), f"-{LIBRARIES[library].name}.py")
