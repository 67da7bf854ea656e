"""A class as a table: for a page, a terminal and a spreadsheet. Names are text and nothing else."""

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from experiment.classroom.results import Result, Row
from experiment.goal.choice import CHANGES
from experiment.goal.words import in_words
from language.wording import counted, exact, readable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet begins a formula
Column = Callable[[Row], Any]
# What the table says of a row beside its name; None where there is nothing.
COLUMNS: Mapping[str, Column] = {
    "Reached": lambda row: row.reached,
    "Steps": lambda row: row.steps,
    "Final loss": lambda row: row.loss,
    "Final gap": lambda row: row.gap,
    "Run": lambda row: row.run,
    "Learning rate": lambda row: row.rate,
    "Start": lambda row: ", ".join(map(readable, row.start)),
    "Ended": lambda row: row.ending,
    "Changed": lambda row: ", ".join(
        CHANGES[name].removeprefix("the ") for name in row.entry.changed
    ),
    "Line": lambda row: row.entry.number,
}


def names(result: Result, *, hidden: bool = False) -> list[str]:
    """Return what each row is called: its name, or else its line."""
    return [_called(row.entry.number, "" if hidden else row.entry.name) for row in result.rows]


def _called(line: int, name: str) -> str:
    return name or f"Line {line}"


def columns(result: Result, *, hidden: bool = False) -> dict[str, list[Any]]:
    """Return the table column by column, the best row first.

    hidden   whether lines stand in the place of names
    """
    found: dict[str, list[Any]] = {"Name": names(result, hidden=hidden)}
    for title, of in COLUMNS.items():
        found[title] = [of(row) for row in result.rows]
    if not (result.task and result.task.goal):
        del found["Reached"]
    if not result.given:  # of what most have in common it is not known what each of them changed
        del found["Changed"]
    return found


def to_csv(result: Result, *, hidden: bool = False) -> str:
    """Return the table with the links, numbers exact; no cell is a formula to a spreadsheet."""
    table = columns(result, hidden=hidden)
    table["Start"] = [" ".join(map(exact, row.start)) for row in result.rows]
    for title in ("Name", "Run"):
        table[title] = [_harmless(text) for text in table[title]]
    table["Link"] = [f"?{row.entry.link}" for row in result.rows]
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(table)
    for cells in zip(*table.values(), strict=True):
        write.writerow(map(_cell, cells))
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return exact(value) if isinstance(value, int | float) else str(value)


def _harmless(text: str) -> str:
    """Return a stranger's text, with a mark before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def summary(result: Result) -> list[str]:
    """Return what a class came to, a sentence each: the task, how many did it, what is left out."""
    lines = len(result.refused)
    left = [f"{counted(lines, 'line')} did not count."] if lines else []
    if result.task is None:
        return ["No line holds a link to a comparison.", *left]
    goal = result.task.goal
    done = f" {result.done} of them reached the goal." if goal else ""
    return [
        f"The task: {in_words(goal)}" if goal else "The links have no goal.",
        f"{counted(len(result.rows), 'link')} counted.{done}",
        *left,
    ]


def notes(result: Result, *, hidden: bool = False) -> list[str]:
    """Return a sentence for each line that does not count, and for each that has a twin."""
    found = [(one.number, one.name, one.reason) for one in result.refused]
    found += [
        (row.entry.number, row.entry.name, row.entry.note) for row in result.rows if row.entry.note
    ]
    return [
        f"Line {number}{f' ({name})' if name and not hidden else ''}: {reason}."
        for number, name, reason in sorted(found)
    ]
