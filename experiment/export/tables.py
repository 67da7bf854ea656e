"""The numbers of an experiment as JSON and as a table: exact, each by its shortest text."""

import csv
import json
import math
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

import numpy as np

from experiment.link import encode
from experiment.model import Experiment, Value
from experiment.problems import Problem
from experiment.run import Trajectory
from landscape import load
from losses import Loss


def as_json(
    e: Experiment, trajectories: Sequence[Trajectory], problems: Sequence[Problem], out: TextIO
) -> None:
    """Write one JSON object; a number that is not finite is null. Raises LossError."""
    loss = load(e)
    document = {
        "link": encode(e),
        "loss": loss.text,
        "variables": list(loss.variables),
        "constants": dict(loss.constants),
        "steps": e.steps,
        "problems": [str(problem) for problem in problems],
        "runs": [_run(trajectory) for trajectory in trajectories],
    }
    json.dump(document, out, ensure_ascii=False, allow_nan=False, indent=1)
    out.write("\n")


def _run(t: Trajectory) -> dict[str, Any]:
    schedule = t.run.schedule
    return {
        "rule": t.run.rule,
        "dials": _dials(t.run.dials),
        "schedule": {"name": schedule.name, "dials": _dials(schedule.dials)} if schedule else None,
        "start": list(t.run.start),
        "points": _plain(t.points),
        "losses": _plain(t.losses),
        "gradients": _plain(t.gradients),
        "internals": {name: _plain(part) for name, part in t.internals.items()},
        "rates": _plain(t.rates),
        "verdict": {
            "kind": t.verdict.kind,
            "step": t.verdict.step,
            "sentence": t.verdict.sentence,
        },
    }


def _dials(dials: Any) -> dict[str, Value | list[float]]:
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in dials.items()
    }


def _plain(array: Any) -> Any:
    """Return nested lists of numbers with null for what is not finite."""
    if isinstance(array, np.ndarray):
        return [_plain(item) for item in array.tolist()] if array.size else []
    if isinstance(array, list):
        return [_plain(item) for item in array]
    return array if math.isfinite(array) else None


def as_csv(loss: Loss, trajectories: Sequence[Trajectory], out: TextIO) -> None:
    """Write a table: run (from 1), rule, step, point, loss, gradient, rates; nothing for null.

    Internals follow in columns named after state and variable, empty for rules without them.
    """
    parts = list(dict.fromkeys(name for t in trajectories for name in t.internals))
    names = loss.variables
    header = ["run", "rule", "step", *names, "loss"]
    header += [f"gradient_{name}" for name in names] + [f"rate_{name}" for name in names]
    header += [f"{part}_{name}" for part in parts for name in names]
    table = csv.writer(out, lineterminator="\n")
    table.writerow(header)
    for number, trajectory in enumerate(trajectories, start=1):
        for step, row in enumerate(_rows(trajectory, parts)):
            table.writerow([number, trajectory.run.rule, step, *map(_cell, row)])


def _rows(t: Trajectory, parts: Sequence[str]) -> Iterator[list[float]]:
    nothing = np.full_like(t.points, np.nan)
    columns = [t.points, t.losses[:, None], t.gradients, t.rates]
    columns += [t.internals.get(part, nothing) for part in parts]
    yield from np.hstack(columns).tolist()


def _cell(number: float) -> str:
    return repr(number) if math.isfinite(number) else ""
