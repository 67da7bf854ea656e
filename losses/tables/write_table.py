"""A table as text: as a file in CSV, and as the rows that a link carries and that are read back."""

import numpy as np

from language.wording import counted, exact, looks_like_number, read_number, shown
from losses.tables.names import names_for, spelled
from losses.tables.table import (
    BYTES,
    LARGEST,
    LINK_ROWS,
    OUTSIDE,
    Table,
    TableError,
    cell_error,
    check_names,
    check_size,
)

LINK_DIGITS = 4  # significant digits of a number in a link
_FORM = "a link's table is its columns and rows of numbers, as in u v;1 2;2 3.9"


def as_csv(table: Table) -> str:
    """Return the table with all digits and the columns' names in front.

    No spreadsheet takes a cell for a formula: names begin with a letter, the rest are numbers.
    """
    rows = (",".join(map(exact, row)) for row in table.values.tolist())
    return "\n".join([",".join(table.columns), *rows, ""])


def rows_text(table: Table) -> str:
    """Return the table as a link carries it, before its spaces become `+`: `u v;1 2;2 3.9`.

    Numbers have four significant digits. Raises TableError with more than 60 rows.
    """
    _check_rows(len(table.values))
    rows = [[float(f"{value:.{LINK_DIGITS}g}") for value in row] for row in table.values.tolist()]
    return ";".join(map(" ".join, [table.columns, *(map(exact, row) for row in rows)]))


def parse_rows(text: str, name: str = "") -> Table:
    """Return the table of a link, whose first row names the columns; without names c1, c2 …

    Raises TableError where the text is no table of at most 60 rows.
    """
    if len(text) > BYTES:
        raise TableError(f"The table has {len(text):,} characters; at most {BYTES:,} are read.")
    lines = [line for line in text.split(";") if line.strip()]
    first = lines[0].split() if lines else []
    named = any(read_number(word) is None for word in first)
    rows = lines[named:]
    if not rows:
        raise TableError(f"The table has no rows of numbers; {_FORM}.")
    _check_rows(len(rows))
    check_size(len(rows), len(first))
    columns = tuple(map(_column_name, first)) if named else names_for(("",) * len(first))
    check_names(columns)
    values = [_row(line, columns, number) for number, line in enumerate(rows, 1)]
    return Table(name, columns, columns, np.array(values))


def _column_name(word: str) -> str:
    """Return the name as formulas read it, so that β_1 is beta1."""
    return spelled(word) if word.replace("_", "").isalnum() else word


def _check_rows(count: int) -> None:
    if count > LINK_ROWS:
        raise TableError(f"The table has {count:,} rows; a link carries at most {LINK_ROWS}.")


def _row(line: str, columns: tuple[str, ...], number: int) -> list[float]:
    words = line.split()
    if len(words) != len(columns):
        raise TableError(
            f"Row {number} has {counted(len(words), 'number')}; "
            f"the table has {counted(len(columns), 'column')}.",
            number,
        )
    values = []
    for place, word in enumerate(words, 1):
        value = read_number(word)
        if value is None or abs(value) > LARGEST:
            reason = OUTSIDE if looks_like_number(word) else "is no number"
            raise cell_error(f"{shown(word)} {reason}", (number, place), columns[place - 1])
        values.append(value)
    return values
