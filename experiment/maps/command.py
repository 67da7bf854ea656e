"""`python -m experiment map LINK`: the map that a link shows, computed without a browser.

Prints what it comes to as JSON, or with `--csv` a table of every pixel. The exit status is 2 and
one sentence goes to stderr where the map cannot be.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from experiment.command_line import complain, given_table, read_link, write_out
from experiment.limits import ExperimentError
from experiment.maps import compute, tables
from experiment.maps.picture import picture
from experiment.maps.plan import MAX_SIDE, Size, check, plan
from experiment.maps.summary import summary
from language.wording import shown
from losses import LossError
from losses.tables import TableError

EPILOG = (
    'Example: python -m experiment map "loss=himmelblau&run=gd lr 0.01&map=starts" '
    "--size 300x200 --png map.png"
)
_SIZE = re.compile(r"(\d{1,4})(?:x(\d{1,4}))?", re.ASCII)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser("python -m experiment map", description=__doc__, epilog=EPILOG)
    parser.add_argument("link", help="an address or its query string")
    parser.add_argument(
        "--size", metavar="N or NxM", help="pixels across, and up where not as many"
    )
    parser.add_argument("--csv", action="store_true", help="print a table, one row a pixel")
    parser.add_argument("--png", metavar="FILE", help="write the map as an image, too")
    parser.add_argument("--table", metavar="FILE", help="the CSV that the link names")
    options = parser.parse_args(arguments)
    try:
        e, problems = read_link(options.link, given_table(options.table) if options.table else {})
        of = plan(e, read_size(options.size) if options.size else None)
        check(of)
        found = compute.sheets(of)
        if of.chosen.kind == "dials" and of.chosen.by == "steps" and of.goal is None:
            of = compute.with_goal(of, found)
            found = compute.sheets(of)
        told = summary(of, found)
        if options.png:
            Path(options.png).write_bytes(picture(of, found, told))
    except (LossError, TableError, ExperimentError, OSError) as error:
        complain(error)
        return 2
    for problem in problems:
        print(problem, file=sys.stderr)
    csv = options.csv
    write_out(tables.to_csv(of, found, told) if csv else tables.to_json(of, found, told, problems))
    return 0


def read_size(text: str) -> Size:
    """Return the pixels that `300` or `300x200` names. Raises ExperimentError."""
    found = _SIZE.fullmatch(text.strip().lower().replace("×", "x"))
    if not found:
        raise ExperimentError(
            f"The size is {shown(text)}; it is a whole number from 1 to {MAX_SIDE:,}, or two with "
            "an x between them."
        )
    return Size(int(found[1]), int(found[2] or found[1]))
