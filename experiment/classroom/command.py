"""`python -m experiment class LINKS.txt`: everybody's links, run again and compared.

A link a line, with or without a name before it, in any wrapping of chat, mail and forms. Prints a
table as CSV; what it came to, and why lines do not count, goes to stderr. The exit status is 2
where the file cannot be read or holds no link that counts.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from experiment.classroom.entries import read_class
from experiment.classroom.lines import MAX_TEXT
from experiment.classroom.results import results
from experiment.classroom.table import notes, summary, to_csv
from experiment.command_line import complain, read_link, write_out
from experiment.limits import ExperimentError
from losses import LossError

EPILOG = 'Example: python -m experiment class links.txt --task "loss=x^2&goal=loss < 1e-3 in 25"'


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(
        "python -m experiment class", description=__doc__, epilog=EPILOG
    )
    parser.add_argument("links", metavar="LINKS.txt", help="a file of links, - for what is piped")
    parser.add_argument("--task", metavar="LINK", help="what everybody was given")
    parser.add_argument("--hide-names", action="store_true", help="print lines in place of names")
    options = parser.parse_args(arguments)
    try:
        task = read_link(options.task, {})[0] if options.task else None
        result = results(read_class(file_text(options.links), task))
    except (LossError, ExperimentError, OSError) as error:
        complain(error)
        return 2
    for sentence in (*summary(result), *notes(result, hidden=options.hide_names)):
        print(sentence, file=sys.stderr)
    if not result.rows:
        return 2
    write_out(to_csv(result, hidden=options.hide_names))
    return 0


def file_text(name: str) -> str:
    """Return the text of a file, or of what is piped for -. Raises ExperimentError and OSError."""
    if name == "-":
        return text_of(sys.stdin.buffer.read(MAX_TEXT + 1))
    with Path(name).open("rb") as file:
        return text_of(file.read(MAX_TEXT + 1))


def text_of(data: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark as Excel writes it, or Windows-1252.

    Raises ExperimentError for a file that is too long.
    """
    if len(data) > MAX_TEXT:
        most = f"at most {MAX_TEXT:,} are read"
        raise ExperimentError(f"The file has more than {MAX_TEXT:,} bytes; {most}.")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
