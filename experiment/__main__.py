"""`python -m experiment LINK`: run what a link says and print every number, without a browser.

Prints JSON, or a table with `--csv`. What could not be read in the link goes to stderr, one
sentence a line. The exit status is 2 where the loss or the table cannot be read, or where the text
holds no part of an experiment. `python -m experiment map LINK` computes a map,
`python -m experiment study FILE.toml --out DIR` runs a study,
`python -m experiment class LINKS.txt` compares the links of a class,
`python -m experiment sheet LINKS.txt --out FILE.html` makes a worksheet of links, and
`python -m experiment site DIR` writes a static site.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from experiment.command_line import complain, given_table, read_link, write_out
from experiment.export.tables import to_csv, to_json
from experiment.limits import ExperimentError
from experiment.run import run
from losses import LossError
from losses.tables import TableError

EPILOG = 'Example: python -m experiment "loss=x^4 - 2x^2 + x&run=gd lr 0.8 at 0.1&steps=8"'
# What the first word can be besides a link: the module whose `main` runs. It is imported only when
# it is asked for, so this folder needs nothing that stands above it, as `publish` does.
COMMANDS: Mapping[str, str] = {
    "class": "experiment.classroom.command",
    "map": "experiment.maps.command",
    "study": "experiment.study.command",
    "site": "publish.command",
    "sheet": "publish.sheet_command",
}


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
    try:
        e, problems = read_link(options.link, given_table(options.table) if options.table else {})
        trajectories = run(e)
    except (LossError, TableError, ExperimentError, OSError) as error:
        complain(error)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    write_out(to_csv(e, trajectories) if options.csv else to_json(e, trajectories, problems))
    return 0


if __name__ == "__main__":
    sys.exit(main())
