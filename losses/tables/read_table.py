"""From a file that somebody pastes or drops to a table, with notes on how it was read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from language.wording import counted, exact, listed, shown
from losses.tables import names
from losses.tables.cells import SEPARATORS, Sheet, is_number, number_in, read_sheet
from losses.tables.columns import Column, columns_of
from losses.tables.decoding import text_of
from losses.tables.table import Table, TableError, cell_error

_LISTED = 8  # rows that a note names
_NEEDED = 2  # columns to go on without another: one to predict, one to predict it from


@dataclass(frozen=True)
class Reading:
    """A table and how it was read.

    notes    sentences of plain text; they may repeat words of the file, so whoever shows them
             escapes them
    """

    table: Table
    notes: tuple[str, ...]


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
    columns = columns_of(sheet)
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


def _decimal_commas(sheet: Sheet, kept: list[Column]) -> tuple[str, ...]:
    """Return a note where commas are decimal. Raises TableError where points are as well."""
    comma = ""
    point: tuple[str, int, Column] | None = None
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


def _form(sheet: Sheet, kept: list[Column]) -> Iterable[str]:
    if sheet.separator:
        yield f"The columns are separated by {SEPARATORS[sheet.separator]}."
    called = listed((column.name for column in kept), "and")
    if not sheet.titles:
        plural = "columns are" if len(kept) > 1 else "column is"
        yield f"There is no header, so the {plural} called {called}."
    elif any(column.name != column.title for column in kept):
        yield f"Formulas call the {'columns' if len(kept) > 1 else 'column'} {called}."


def _without(columns: list[Column]) -> Iterable[str]:
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
