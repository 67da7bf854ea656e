"""`python -m experiment.parity`: compare every rule to the libraries and print the table.

`--write` keeps it, with the date, in the file that the page reads.
"""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from experiment.parity import PARITY_FILE, compared, written

REFERENCE = Path("tests/data/reference.json")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser("python -m experiment.parity", description=__doc__)
    parser.add_argument("--reference", type=Path, default=REFERENCE, help="recorded trajectories")
    parser.add_argument("--write", action="store_true", help=f"write {PARITY_FILE.name}")
    options = parser.parse_args(arguments)
    entries = json.loads(options.reference.read_text("utf-8"))
    table = compared(entries, date.today().isoformat())
    if options.write:
        PARITY_FILE.write_text(written(table), "utf-8")
    print(f"{'rule':12} {'library':12} {'cases':>5} {'steps':>6} {'gap':>8}  case")
    for row in table.rows:
        print(f"{row.rule:12} {row.library:12} {row.cases:5} {row.steps:6} {row.gap:8.1e}"
              f"  {row.case}")  # fmt: skip
    print(table.note)


if __name__ == "__main__":
    main()
