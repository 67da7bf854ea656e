"""What the commands of `python -m experiment` have in common: links read, tables, output."""

import os
import sys
from pathlib import Path

from experiment.limits import ExperimentError
from experiment.link import decode, holds_experiment
from experiment.link.data_part import Tables
from experiment.model import Experiment
from experiment.problems import Problem
from landscape import load
from language.wording import shown
from losses.tables import Table, read_table
from losses.tables.table import BYTES

NOTHING = "The text holds no part of an experiment, such as loss=x^2 or run=gd."


def read_link(link: str, tables: Tables) -> tuple[Experiment, tuple[Problem, ...]]:
    """Return the experiment of a link and what could not be read of it.

    tables   those that the link may name, by their fingerprints
    Raises ExperimentError where the text holds no part of an experiment or its table is missing,
    and LossError where the loss cannot be read.
    """
    if not holds_experiment(link):
        raise ExperimentError(NOTHING)
    e, problems = decode(link, tables)
    load(e)
    if any(problem.key == "data" for problem in problems) and not e.data:
        raise ExperimentError("\n".join(map(str, problems)))
    return e, problems


def given_table(name: str) -> dict[str, Table]:
    """Return the table of a file by its fingerprint. Raises TableError and OSError."""
    path = Path(name)
    with path.open("rb") as file:
        table = read_table(file.read(BYTES + 1), path.name).table
    return {table.fingerprint: table}


def complain(error: Exception) -> None:
    """Say on stderr what was wrong; an error of the system names its file."""
    if isinstance(error, OSError) and error.filename:
        print(f"{shown(str(error.filename))} cannot be read ({error.strerror}).", file=sys.stderr)
    else:
        print(error, file=sys.stderr)


def write_out(text: str) -> None:
    """Print a text as it is; whoever reads may have seen enough, as `head` has."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for Python's last flush
