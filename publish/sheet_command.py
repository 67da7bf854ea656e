"""`python -m experiment sheet LINKS.txt --out FILE.html`: a worksheet of any list of links.

A link a line, a name or a question before it where you like. The page has a worksheet with frames
of the runs and blanks, a tip sheet and the answers, to print; it runs no script and asks nobody for
anything. With `--server`, where a Switchback runs, each link has a QR code. The exit status is 2
where nothing is written, and 1 where a line is left out.
"""

import argparse
import sys
from collections.abc import Sequence

from experiment.classroom.command import file_text
from experiment.command_line import complain
from experiment.limits import ExperimentError
from language.wording import counted
from publish.folder import FolderError, claim_file, write_sheet
from publish.links import page, read_links
from publish.where import Where, WhereError, read_address

EPILOG = "Example: python -m experiment sheet links.txt --out sheet.html --title “Momentum, 10 b”"
MAX_TITLE = 80  # characters
NO_TASK = "No line holds a link that can be run, so no sheet is written."
NO_SERVER = "No --server is named, so the links have no QR codes."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(
        "python -m experiment sheet", description=__doc__, epilog=EPILOG
    )
    parser.add_argument("links", metavar="LINKS.txt", help="a file of links, - for what is piped")
    parser.add_argument("--out", metavar="FILE.html", required=True, help="the page: a new file")
    parser.add_argument("--title", metavar="TEXT", default="Worksheet", help="heads the page")
    parser.add_argument("--server", metavar="URL", help="a running Switchback to lead to")
    options = parser.parse_args(arguments)
    try:
        title = _title(options.title)
        where = Where(server=read_address(options.server, "--server") if options.server else "")
        file = claim_file(options.out)
        found = read_links(file_text(options.links), where)
    except (WhereError, FolderError, ExperimentError, OSError) as error:
        complain(error)
        return 2
    for note in found.notes:
        print(note, file=sys.stderr)
    if not found.tasks:
        print(NO_TASK, file=sys.stderr)
        return 2
    try:
        write_sheet(file, page(title, found.tasks))
    except OSError as error:
        print(f"“{options.out}” cannot be written ({error.strerror}).", file=sys.stderr)
        return 2
    if not where.server:
        print(NO_SERVER, file=sys.stderr)
    print(
        f"{counted(len(found.tasks), 'task')} {'is' if len(found.tasks) == 1 else 'are'} in {file}."
    )
    return 1 if found.refused else 0


def _title(text: str) -> str:
    """Return a title on one line. Raises ExperimentError."""
    title = " ".join(text.split())
    if not 1 <= len(title) <= MAX_TITLE:
        raise ExperimentError(
            f"--title has {counted(len(title), 'character')}; it has 1 to {MAX_TITLE}."
        )
    return title


if __name__ == "__main__":
    sys.exit(main())
