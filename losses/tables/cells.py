"""From the text of a file to rows of cells: which separator, which row is the header."""

import csv
import io
import math
import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from language.wording import MINUS, counted, looks_like_number, read_number
from losses.tables.decoding import EMPTY
from losses.tables.table import COLUMNS, ROWS, TableError

SEPARATORS = {"\t": "tabs", ";": "semicolons", ",": "commas", " ": "spaces", "": ""}
MISSING = frozenset(
    ["", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "\\n", "?", "-", "--", "."]
)
_EDGES = " \t\n\v\f\r\u00a0\u2007\u2009\u202f\u200b\u200e\u200f\ufeff"  # no part of a cell
_DASHES = str.maketrans(dict.fromkeys(MINUS, "-"))
_DECIMAL_COMMA = re.compile(r"[-+]?[0-9]*,[0-9]+(?:[eE][-+]?[0-9]+)?")
_EXCEL = re.compile(r"sep=([;,\t])\n", re.IGNORECASE)  # a first line that Excel writes and reads
_REMARKS = re.compile(r"\A(?:#.*(?:\n|\Z))+")  # lines in front
_PEEKED = 50  # rows that decide on the separator


class Row(NamedTuple):
    """The cells of a row, and its number as a person counts: from 1 below the header."""

    number: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """The rows of a file that are not blank, all of the same length.

    titles      of the columns, empty without a header
    separator   a key of SEPARATORS
    """

    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    separator: str

    @property
    def below(self) -> str:
        """What a sentence adds to the number of a row."""
        return " below the header" if self.titles else ""


def is_missing(cell: str) -> bool:
    return cell.translate(_DASHES).lower() in MISSING


def number_in(cell: str, separator: str) -> float | None:
    """Return the number of a cell, infinity where it is too large, None where there is none.

    A comma is decimal where commas separate no columns; a percent sign is left out.
    """
    plain = cell.translate(_DASHES).removesuffix("%").rstrip()
    if "," in plain and separator != "," and _DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(",", ".")
    number = read_number(plain)
    return math.inf if number is None and looks_like_number(plain) else number


def is_number(cell: str, separator: str) -> bool:
    return number_in(cell, separator) is not None


def read_sheet(text: str) -> Sheet:
    """Return the cells of a text. Raises TableError."""
    told = _EXCEL.match(text)
    text = text[told.end() :] if told else text
    text = _REMARKS.sub("", text)
    separator = told[1] if told else _separator(text)
    rows, more = _bounded(text, separator)
    if not rows:
        raise TableError(EMPTY)
    header, *below = rows
    titles = () if any(is_number(cell, separator) for cell in header.cells) else header.cells
    count = len(rows) + more - bool(titles)
    if count > ROWS:
        raise TableError(f"The file has {count:,} rows; at most {ROWS:,} are allowed.")
    if titles and not below:
        raise TableError("The file has a header and nothing below; it needs rows of numbers.")
    if titles and _are_named(below, len(titles), separator):
        titles = ("", *titles)
    before = header.number - (not titles)
    data = [Row(row.number - before, row.cells) for row in (below if titles else rows)]
    return _evened(Sheet(titles, tuple(data), separator))


def _are_named(rows: list[Row], titles: int, separator: str) -> bool:
    """Return whether each row begins with a name or its number, to which R gives no title."""
    names = [row.cells[0] for row in rows if len(row.cells) == titles + 1]
    counted = names == [str(place) for place in range(1, len(names) + 1)] and len(names) > 1
    words = not any(is_number(name, separator) or is_missing(name) for name in names)
    return len(names) == len(rows) and (counted or words)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the cells of each row, blank ones too. Raises csv.Error."""
    if separator in ("", " "):
        text = "\n".join(line.strip(_EDGES) for line in text.split("\n"))
    spaced = separator == " "
    # Nobody writes U+0000 between cells: `text_of` has refused it.
    return csv.reader(
        io.StringIO(text), delimiter=separator or "\0", skipinitialspace=spaced, strict=True
    )


def _stripped(cells: list[str]) -> tuple[str, ...]:
    return tuple(cell.strip(_EDGES) for cell in cells)


def _separator(text: str) -> str:
    """Return the separator that gives the most even rows with the most numbers in them."""
    found: dict[str, float] = {}
    unreadable = []
    for separator in SEPARATORS:
        try:
            found[separator] = _likelihood(text, separator)
        except csv.Error:
            unreadable.append(separator)
    best = max(found, key=found.__getitem__, default="")
    if best == "" and unreadable:  # so that the quotation mark is found that is to blame
        return unreadable[0]
    return best if found[best] else ","


def _likelihood(text: str, separator: str) -> float:
    """Return which part of the cells are numbers, times which part of the rows are as long.

    One column, and a first row that is not as long, count for less. Raises csv.Error.
    """
    rows = list(islice(filter(any, map(_stripped, _records(text, separator))), _PEEKED))
    widths = [len(row) for row in rows]
    usual = max(widths, key=widths.count, default=0)
    if usual < 2 and separator:
        return 0
    cells = [cell for row in rows[len(rows) > 1 :] for cell in row[:COLUMNS]]
    fitting = sum(is_number(cell, separator) or is_missing(cell) for cell in cells)
    # A little more, so that even rows of text count for something.
    numeric = fitting / max(len(cells), 1) + 0.001
    even = widths.count(usual) / max(len(widths), 1)
    return numeric * even * (1 if separator else 0.6) * (1 if widths[:1] == [usual] else 0.5)


def _bounded(text: str, separator: str) -> tuple[list[Row], int]:
    """Return the rows that are not blank, and how many follow that nobody needs.

    Raises TableError.
    """
    rows: list[Row] = []
    more = number = 0
    records = _records(text, separator)
    try:
        for number, raw in enumerate(records, 1):
            cells = _stripped(raw)
            if any(cells[COLUMNS:]):
                raise TableError(
                    f"The file has {len(cells):,} columns; at most {COLUMNS} are allowed."
                )
            if any(cells):
                rows.append(Row(number, cells))
            if len(rows) > ROWS + 1:
                more = sum(map(any, records))
    except csv.Error as error:
        raise _unreadable(str(error), number + 1) from None
    return rows, more


def _unreadable(reason: str, row: int) -> TableError:
    if "field larger" in reason:
        found = f"a cell of more than {csv.field_size_limit():,} characters"
    elif "unexpected end" in reason:
        found = "a quotation mark that is never closed"
    else:
        found = "text behind a closing quotation mark"
    return TableError(f"Row {row} of the file has {found}.", row)


def _evened(sheet: Sheet) -> Sheet:
    """Return the sheet without empty cells behind the last column. Raises TableError."""
    everything = (sheet.titles, *(row.cells for row in sheet.rows))
    filled = max(place for cells in everything for place, cell in enumerate(cells, 1) if cell)
    first = sheet.titles or sheet.rows[0].cells
    width = min(len(first), filled)
    for number, cells in sheet.rows:
        if len(cells) < width or any(cells[width:]):
            more = sheet.separator == "," and len(cells) > width
            hint = ", and decimal commas need semicolons between the columns" if more else ""
            raise TableError(
                f"Row {number}{sheet.below} has {counted(len(cells), 'cell')}; "
                f"{'the header' if sheet.titles else 'the first row'} has {width}{hint}.",
                number,
            )
    rows = tuple(Row(number, cells[:width]) for number, cells in sheet.rows)
    return Sheet(sheet.titles[:width], rows, sheet.separator)
