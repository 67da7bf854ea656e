"""Tables of data: those that come with Switchback, and those that a visitor pastes or drops."""

from losses.tables.table import LINK_ROWS, Table, TableError

__all__ = ["LINK_ROWS", "Table", "TableError"]
