"""`python -m experiment LINK`: run what a link says and print every number, without a browser.

Prints JSON, or a table with `--csv`. What could not be read in the link goes to stderr, one
sentence a line. The exit status is 2 where the loss cannot be read, or where the text holds no
part of an experiment.
"""

import argparse
import os
import sys
from collections.abc import Sequence

from experiment.export.tables import to_csv, to_json
from experiment.link import decode, holds_experiment
from experiment.run import run
from losses import LossError

EPILOG = 'Example: python -m experiment "loss=x^4 - 2x^2 + x&run=gd lr 0.8 at 0.1&steps=8"'
NOTHING = "The text holds no part of an experiment, such as loss=x^2 or run=gd."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser("python -m experiment", description=__doc__, epilog=EPILOG)
    parser.add_argument("link", help="an address or its query string")
    parser.add_argument("--csv", action="store_true", help="print a table, one row a step")
    options = parser.parse_args(arguments)
    if not holds_experiment(options.link):
        print(NOTHING, file=sys.stderr)
        return 2
    e, problems = decode(options.link)
    try:
        trajectories = run(e)
    except LossError as error:
        print(error.message, file=sys.stderr)
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


if __name__ == "__main__":
    sys.exit(main())
