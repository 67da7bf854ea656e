"""A table of numbers that a loss is a mean over, and the limits of what one may hold."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from language.errors import Refusal
from language.wording import counted, did_you_mean, listed, readable, shown
from losses.tables import names

BYTES = 1_000_000  # of a file
ROWS = 1000
COLUMNS = 40
LINK_ROWS = 60  # as many rows travel in a link
LARGEST = 1e12  # of any value, without its sign
OUTSIDE = f"is not between {readable(-LARGEST)} and {readable(LARGEST)}"


class TableError(Refusal):
    """A table that cannot be read; `str(error)` is one sentence.

    row      counted from 1, without the header; None where no row is to blame
    column   counted from 1
    """

    def __init__(self, message: str, row: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.row = row
        self.column = column


@dataclass(frozen=True, eq=False)
class Table:
    """Named columns of numbers; tables of the same content are equal.

    name      what a link writes: a key of `TABLES`, or the name of a file
    columns   the names that a formula uses
    titles    what the header said, to read; plain text that whoever shows it escapes
    values    (rows, columns) float64, read-only
    source    one line on where the numbers come from; empty for a visitor's own
    made      whether we made the numbers up

    Raises TableError where the content is outside the limits.
    """

    name: str
    columns: tuple[str, ...]
    titles: tuple[str, ...]
    values: NDArray[np.float64] = field(repr=False)
    source: str = ""
    made: bool = False

    def __post_init__(self) -> None:
        values = np.array(self.values, dtype=np.float64) + 0.0  # a copy, in which -0 is 0
        if values.ndim != 2 or values.shape[1] != len(self.columns):
            raise TableError(
                f"The values have the shape {values.shape}; the names are {len(self.columns)}."
            )
        check_size(*values.shape)
        check_names(self.columns)
        if len(self.titles) != len(self.columns):
            raise TableError(
                f"Each column needs a title; there are {len(self.titles)} "
                f"for {counted(len(self.columns), 'column')}."
            )
        for row, column in np.argwhere(~(np.abs(values) <= LARGEST))[:1].tolist():
            reason = f"{values[row, column]} {OUTSIDE}"
            raise cell_error(reason, (row + 1, column + 1), self.columns[column])
        values.flags.writeable = False
        object.__setattr__(self, "values", values)

    @cached_property
    def fingerprint(self) -> str:
        """12 hexadecimal digits that tell apart tables of different columns or values."""
        header = "".join(f"{name}\n" for name in self.columns)
        content = header.encode() + self.values.astype("<f8").tobytes()
        return hashlib.sha256(content).hexdigest()[:12]

    def column(self, name: str) -> NDArray[np.float64]:
        """Return the (rows,) values of a column. Raises TableError."""
        if name not in self.columns:
            raise TableError(
                f"There is no column {shown(name)}{did_you_mean(name, self.columns)}; "
                f"there are {listed(self.columns, 'and')}."
            )
        return self.values[:, self.columns.index(name)]

    def _content(self) -> tuple[object, ...]:
        return (self.name, self.columns, self.titles, self.source, self.made)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        same = self._content() == other._content()
        return same and np.array_equal(self.values, other.values)

    def __hash__(self) -> int:
        return hash(self.fingerprint)


def check_size(rows: int, columns: int) -> None:
    """Raise TableError where there are too many rows or columns, or none."""
    for count, most, noun in ((columns, COLUMNS, "column"), (rows, ROWS, "row")):
        if not count:
            raise TableError(f"The table has no {noun}s; it needs at least one.")
        if count > most:
            raise TableError(f"The table has {count:,} {noun}s; at most {most:,} are allowed.")


def check_names(columns: Sequence[str]) -> None:
    """Raise TableError at the first name that a formula could not use."""
    for place, name in enumerate(columns, 1):
        if not names.is_name(name):
            reason = f"is called {shown(name)}; {names.ALLOWED}"
        elif names.has_meaning(name):
            reason = f"is called {name}, which has a meaning of its own in formulas"
        elif name in columns[: place - 1]:
            reason = f"is called {name}, like one before it"
        else:
            continue
        raise TableError(f"Column {place} {reason}.", column=place)


def cell_error(reason: str, place: tuple[int, int], name: str, below: str = "") -> TableError:
    """Return the error for the cell in (row, column): `Row 3, column 2 (mass): …`.

    below    what the sentence adds to the number of the row
    """
    row, column = place
    return TableError(f"Row {row}{below}, column {column} ({name}): {reason}.", row, column)
