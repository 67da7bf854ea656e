"""The columns of a file: which are numbers, which become numbers, and which are left out."""

import math
import re
from dataclasses import dataclass, replace

from language.wording import exact, shown
from losses.tables import names
from losses.tables.cells import Sheet, is_missing, is_number, number_in
from losses.tables.table import LARGEST, OUTSIDE, TableError, cell_error

GAP = math.nan  # in the place of a missing value
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[ '’_.,\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class Column:
    """A column of a file.

    name     for formulas
    title    to read
    place    counted from 1
    values   NaN for a gap; empty where the column is left out
    why      it is left out
    odd      the error for a cell that is no number among many that are
    """

    name: str
    title: str
    place: int
    values: tuple[float, ...] = ()
    why: str = ""
    odd: TableError | None = None
    notes: tuple[str, ...] = ()


def columns_of(sheet: Sheet) -> list[Column]:
    """Return the columns of a file with their names, values and notes. Raises TableError."""
    titles = sheet.titles or ("",) * len(sheet.rows[0].cells)
    found = names.names_for(titles)
    named = enumerate(zip(found, titles, strict=True), 1)
    return [_read(sheet, Column(n, names.title(title) or n, place)) for place, (n, title) in named]


def _read(sheet: Sheet, column: Column) -> Column:
    """Return the column with its values, or why it has none. Raises TableError."""
    place = column.place - 1
    cells = [row.cells[place] for row in sheet.rows]
    present = [cell for cell in cells if not is_missing(cell)]
    if 2 * len(present) < len(cells):
        return replace(column, why="lacks a value in most rows")
    numbers = [GAP if is_missing(cell) else number_in(cell, sheet.separator) for cell in cells]
    values = [number for number in numbers if number is not None]
    if len(values) == len(cells):
        return _numeric(sheet, column, values)
    others = [cell for cell, number in zip(cells, numbers, strict=True) if number is None]
    if all(map(_GROUPED.fullmatch, others)):
        raise _no_number(sheet, column)
    if 2 * len(others) < len(present):
        return replace(column, odd=_no_number(sheet, column))
    words = sorted({cell.casefold() for cell in present})
    if len(words) == 2 < len(present) == len(others):
        return _coded(column, cells, words)
    return replace(column, why="is text")


def _numeric(sheet: Sheet, column: Column, values: list[float]) -> Column:
    """Return the column with these values. Raises TableError where one of them is no good."""
    cells = [row.cells[column.place - 1] for row in sheet.rows]
    first = next(cell for cell in cells if not is_missing(cell))
    for row, cell, value in zip(sheet.rows, cells, values, strict=True):
        if abs(value) > LARGEST:
            reason = OUTSIDE
        elif cell.endswith("%") != first.endswith("%") and not math.isnan(value):
            reason = f"and {shown(first)} should both have a percent sign or none"
        else:
            continue
        place = (row.number, column.place)
        raise cell_error(f"{shown(cell)} {reason}", place, column.name, sheet.below)
    if sheet.titles and not sheet.titles[column.place - 1] and _counts(values):
        return replace(column, why="only counts the rows")
    read = exact(number_in(first, sheet.separator) or 0)
    note = f"In the column {column.name} percent signs are left out: {shown(first)} is {read}."
    return replace(column, values=tuple(values), notes=(note,) if first.endswith("%") else ())


def _counts(values: list[float]) -> bool:
    """Return whether the values are 0, 1, 2 and so on, or 1, 2, 3."""
    return len(values) > 1 and values in [
        [float(start + place) for place in range(len(values))] for start in (0, 1)
    ]


def _coded(column: Column, cells: list[str], words: list[str]) -> Column:
    """Return 0 for the value that comes first in the alphabet and 1 for the other."""
    spelling = {cell.casefold(): cell for cell in reversed(cells)}
    zero, one = (shown(spelling[word]) for word in words)
    coded = [GAP if is_missing(c) else float(c.casefold() == words[1]) for c in cells]
    note = f"In the column {column.name} {zero} is 0 and {one} is 1."
    return replace(column, values=tuple(coded), notes=(note,))


def _no_number(sheet: Sheet, column: Column) -> TableError:
    """Return the error for the first cell of the column that is no number."""
    number, cell = next(
        (row.number, cell)
        for row in sheet.rows
        if not is_missing(cell := row.cells[column.place - 1])
        and not is_number(cell, sheet.separator)
    )
    reason = f"{shown(cell)} is no number"
    if _GROUPED.fullmatch(cell):
        reason = f"{shown(cell)} has signs or spaces between its digits; write it without them"
    return cell_error(reason, (number, column.place), column.name, sheet.below)
