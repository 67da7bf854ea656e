"""`python -m experiment site DIR`: the lessons and the catalogue as pages that need no server.

The pages play, answer and may be moved about in any folder; they ask nobody for anything. With
`--address` they name whole addresses where machines want them: a sitemap, pictures, oEmbed files.
The exit status is 2 where the folder or an address is refused, and 1 where a page is left out.
"""

import argparse
import sys
from collections.abc import Sequence

from lessons import LESSONS
from losses import CATALOGUE
from publish.folder import FolderError, claim
from publish.site import Content, write_site
from publish.where import Where, WhereError, read_address

EPILOG = "Example: python -m experiment site public --address https://me.github.io/switchback/"
NO_ADDRESS = "No --address is named, so there is no sitemap and no oEmbed file."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    parser = argparse.ArgumentParser(
        "python -m experiment site", description=__doc__, epilog=EPILOG
    )
    parser.add_argument("folder", metavar="DIR", help="a new folder, or one that holds a site")
    parser.add_argument("--address", metavar="URL", help="where the site will stand")
    parser.add_argument("--server", metavar="URL", help="a running Switchback to lead to")
    options = parser.parse_args(arguments)
    try:
        given = {"address": options.address, "server": options.server}
        where = Where(
            **{name: read_address(text, f"--{name}") for name, text in given.items() if text}
        )
        folder = claim(options.folder)
        failures = write_site(folder, content(), where, say)
    except (WhereError, FolderError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    for failure in failures:
        print(failure, file=sys.stderr)
    if not where.address:
        print(NO_ADDRESS, file=sys.stderr)
    print(f"{len(list(folder.rglob('*.html')))} pages are in {folder}.")
    return 1 if failures else 0


def content() -> Content:
    """Return all that a site holds."""
    return Content(list(LESSONS.values()), list(CATALOGUE.values()))


def say(sentence: str) -> None:
    """Tell how far the work is, where somebody watches."""
    if sys.stderr.isatty():
        print(sentence, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
