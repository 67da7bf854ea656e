"""The tables to choose from: those that come with Switchback, and those that a visitor gave.

What a visitor gives stays in the visit: nobody else sees it, and nothing is written to disk.
"""

from dataclasses import replace

from experiment import Experiment
from experiment.data import as_in_link, travels
from language.wording import counted
from losses.tables import LINK_ROWS, OPENINGS, TABLES, Table, is_shipped, read_table
from ui.state import state

MAX_TABLES = 5  # that a visit keeps


def key_of(table: Table) -> str:
    """Return what menus and links know a table by."""
    return table.name if is_shipped(table) else as_in_link(table).fingerprint


def choices(e: Experiment) -> dict[str, Table]:
    """Return the tables by their keys; the one that is shown is always among them."""
    given = {key: reading.table for key, reading in state().tables.items()}
    shown = {key_of(e.data.table): e.data.table} if e.data else {}
    return {**TABLES, **shown, **given}


def called(table: Table) -> str:
    """Return a table as menus call it. It may hold a stranger's words: plain text."""
    title = OPENINGS[table.name].title if is_shipped(table) else table.name
    made = " · made up" if table.made else ""
    return f"{title or 'Table of the link'} · {counted(len(table.values), 'row')}{made}"


def take(content: bytes | str, name: str) -> str:
    """Keep a table that was given; return its key. Raises TableError.

    Of more than five the oldest goes, but not the one that is shown.
    """
    here, reading = state(), read_table(content, name)
    reading = replace(reading, table=_renamed(reading.table))
    key = key_of(reading.table)
    here.tables.pop(key, None)
    here.tables[key] = reading
    shown = key_of(here.experiment.data.table) if here.experiment.data else ""
    spare = max(0, len(here.tables) - MAX_TABLES)
    for old in [one for one in here.tables if one != shown][:spare]:
        del here.tables[old]
    return key


def _renamed(table: Table) -> Table:
    """Return a table whose name no table of ours has: those have a source."""
    name = f"{table.name} (yours)" if table.name in TABLES else table.name
    return Table(name, table.columns, table.titles, table.values)


def journey(table: Table) -> str:
    """Return a sentence on how a table reaches whoever opens the link."""
    rows = f"{len(table.values):,} rows"
    if is_shipped(table):
        return "The link names this table; whoever opens it has it."
    if travels(table):
        return (
            f"The link carries this table, as any of {LINK_ROWS} rows or fewer: its numbers have "
            "four significant digits there and here."
        )
    return (
        f"This table has {rows} and stays in this session: whoever opens the link is asked for "
        "the file."
    )
