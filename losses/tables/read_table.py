"""From a file that somebody pastes or drops to a table, with notes on how it was read."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from language.wording import counted, exact, listed, shown
from losses.tables import names
from losses.tables.cells import SEPARATORS, Sheet, is_missing, is_number, number_in, read_sheet
from losses.tables.decoding import text_of
from losses.tables.table import LARGEST, OUTSIDE, Table, TableError, cell_error

_LISTED = 8  # rows that a note names
_NEEDED = 2  # columns to go on without another: one to predict, one to predict it from
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:[ '’_.,\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_GAP = math.nan


@dataclass(frozen=True)
class Reading:
    """A table and how it was read.

    notes    sentences of plain text; they may repeat words of the file, so whoever shows them
             escapes them
    """

    table: Table
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Column:
    """A column of a file; `values` has NaN for a gap and is empty where the column is left out.

    place    counted from 1
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


def read_table(data: bytes | str, name: str) -> Reading:
    """Return the table of a file in CSV or a text like it, and notes on how it was read.

    data    the content; UTF-8, UTF-16 with a byte order mark, or Windows-1252
    name    of the file

    Reads commas, semicolons, tabs or spaces between columns, decimal commas (unless commas
    separate the columns), quoted cells, and any line ends. A first row without a number is the
    header. Without one the columns are c1, c2 and so on, which no parameter is called. Rows that
    lack a number are left out, and so are columns of text; one of two values becomes 0 and 1.

    Raises TableError, and nothing else, within a second for whatever it is given.
    """
    text, encoding = text_of(data)
    sheet = read_sheet(text)
    columns = [_column(sheet, column) for column in _named(sheet)]
    kept = [column for column in columns if column.values]
    odd = [column.odd for column in columns if column.odd]
    if odd and len(kept) < _NEEDED:
        raise odd[0]
    if not kept:
        raise TableError(f"No column holds numbers; the first cell is {_first(sheet)}.")
    values = np.array([column.values for column in kept]).T
    complete = np.isfinite(values).all(axis=1)
    if not complete.any():
        most = max(kept, key=lambda column: np.isnan(column.values).sum())
        raise TableError(
            f"Every row lacks a value, most of them in the column {most.name}; "
            "leave that column out of the file."
        )
    table = Table(
        name=names.title(re.split(r"[/\\]", name)[-1]),
        columns=tuple(column.name for column in kept),
        titles=tuple(column.title for column in kept),
        values=values[complete],
    )
    gaps = [row.number for row, whole in zip(sheet.rows, complete, strict=True) if not whole]
    notes = (
        *encoding,
        *_form(sheet, kept),
        *_decimal_commas(sheet, kept),
        *(note for column in kept for note in column.notes),
        *_without(columns),
        *_incomplete(gaps, sheet.below),
    )
    return Reading(table, notes)


def _first(sheet: Sheet) -> str:
    return shown(next((cell for row in sheet.rows for cell in row.cells if cell), ""))


def _named(sheet: Sheet) -> Iterable[_Column]:
    titles = sheet.titles or ("",) * len(sheet.rows[0].cells)
    found = names.names_for(titles)
    for place, (name, title) in enumerate(zip(found, titles, strict=True), 1):
        yield _Column(name, names.title(title) or name, place)


def _column(sheet: Sheet, column: _Column) -> _Column:
    """Return the column with its values, or why it has none. Raises TableError."""
    place = column.place - 1
    cells = [row.cells[place] for row in sheet.rows]
    present = [cell for cell in cells if not is_missing(cell)]
    if 2 * len(present) < len(cells):
        return replace(column, why="lacks a value in most rows")
    numbers = [_GAP if is_missing(cell) else number_in(cell, sheet.separator) for cell in cells]
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


def _numeric(sheet: Sheet, column: _Column, values: list[float]) -> _Column:
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


def _coded(column: _Column, cells: list[str], words: list[str]) -> _Column:
    """Return 0 for the value that comes first in the alphabet and 1 for the other."""
    spelling = {cell.casefold(): cell for cell in reversed(cells)}
    zero, one = (shown(spelling[word]) for word in words)
    coded = [_GAP if is_missing(c) else float(c.casefold() == words[1]) for c in cells]
    note = f"In the column {column.name} {zero} is 0 and {one} is 1."
    return replace(column, values=tuple(coded), notes=(note,))


def _no_number(sheet: Sheet, column: _Column) -> TableError:
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


def _decimal_commas(sheet: Sheet, kept: list[_Column]) -> tuple[str, ...]:
    """Return a note where commas are decimal. Raises TableError where points are as well."""
    comma = ""
    point: tuple[str, int, _Column] | None = None
    for column in kept:
        for number, cells in sheet.rows:
            cell = cells[column.place - 1]
            if "," in cell and not comma and is_number(cell, sheet.separator):
                comma = cell
            elif "." in cell and not point and is_number(cell, sheet.separator):
                point = (cell, number, column)
    if not comma:
        return ()
    if point:
        cell, number, column = point
        reason = f"{shown(cell)} has a decimal point, and {shown(comma)} has a comma"
        place = (number, column.place)
        raise cell_error(f"{reason}; write one of them", place, column.name, sheet.below)
    read = exact(number_in(comma, sheet.separator) or 0)
    return (f"Commas are decimal: {shown(comma)} is {read}.",)


def _form(sheet: Sheet, kept: list[_Column]) -> Iterable[str]:
    if sheet.separator:
        yield f"The columns are separated by {SEPARATORS[sheet.separator]}."
    called = listed((column.name for column in kept), "and")
    if not sheet.titles:
        plural = "columns are" if len(kept) > 1 else "column is"
        yield f"There is no header, so the {plural} called {called}."
    elif any(column.name != column.title for column in kept):
        yield f"Formulas call the {'columns' if len(kept) > 1 else 'column'} {called}."


def _without(columns: list[_Column]) -> Iterable[str]:
    for why in dict.fromkeys(column.why for column in columns if column.why):
        left_out = [column.name for column in columns if column.why == why]
        one = len(left_out) == 1
        reason = why if one else why.replace("is ", "are ").replace("lacks", "lack")
        noun = "column" if one else "columns"
        yield f"Left out the {noun} {listed(left_out, 'and')}, which {reason}."
    for column in columns:
        if column.odd:
            yield f"Left out the column {column.name}. {column.odd}"


def _incomplete(gaps: list[int], below: str) -> Iterable[str]:
    if gaps:
        numbers = [*map(str, islice(gaps, _LISTED))]
        if len(gaps) > _LISTED:
            numbers.append(f"{len(gaps) - _LISTED} more")
        noun = "row" if len(gaps) == 1 else "rows"
        which = f"{noun} {listed(numbers, 'and')}{below}"
        yield f"Left out {counted(len(gaps), 'row')} with a missing value ({which})."
