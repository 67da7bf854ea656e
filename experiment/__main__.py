"""`python -m experiment LINK`: run what a link says and print every number, without a browser.

Prints JSON, or a table with `--csv`. What could not be read in the link goes to stderr, one
sentence a line. The exit status is 2 where the loss or the table cannot be read, or where the text
holds no part of an experiment. `python -m experiment study FILE.toml --out DIR` runs a study.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from experiment.export.tables import to_csv, to_json
from experiment.link import decode, holds_experiment
from experiment.run import run
from losses import LossError
from losses.tables import Table, TableError, read_table
from losses.tables.table import BYTES

EPILOG = 'Example: python -m experiment "loss=x^4 - 2x^2 + x&run=gd lr 0.8 at 0.1&steps=8"'
COMMANDS: Mapping[str, str] = {  # by the first word, which no link is: the module whose main runs
    "study": "experiment.study.command",
}
NOTHING = "The text holds no part of an experiment, such as loss=x^2 or run=gd."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words and words[0] in COMMANDS:
        status: int = import_module(COMMANDS[words[0]]).main(words[1:])
        return status
    parser = argparse.ArgumentParser("python -m experiment", description=__doc__, epilog=EPILOG)
    parser.add_argument("link", help="an address or its query string")
    parser.add_argument("--csv", action="store_true", help="print a table, one row a step")
    parser.add_argument("--table", metavar="FILE", help="the CSV that the link names")
    options = parser.parse_args(words)
    if not holds_experiment(options.link):
        print(NOTHING, file=sys.stderr)
        return 2
    try:
        e, problems = decode(options.link, _given(options.table) if options.table else {})
        trajectories = run(e)
    except (LossError, TableError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if any(problem.key == "data" for problem in problems) and not e.data:
        print(*problems, sep="\n", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    try:
        sys.stdout.write(
            to_csv(e, trajectories) if options.csv else to_json(e, trajectories, problems)
        )
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has seen enough, as `head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for Python's last flush
    return 0


def _given(name: str) -> dict[str, Table]:
    """Return the table of a file by its fingerprint. Raises TableError and OSError."""
    path = Path(name)
    with path.open("rb") as file:
        table = read_table(file.read(BYTES + 1), path.name).table
    return {table.fingerprint: table}


if __name__ == "__main__":
    sys.exit(main())
