"""Tables of data: those that come with Switchback, and those that a visitor pastes or drops."""

from losses.tables.read_table import Reading, read_table
from losses.tables.shipped import OPENINGS, TABLES, Opening, is_shipped
from losses.tables.table import LINK_ROWS, Table, TableError
from losses.tables.write_table import as_csv, parse_rows, rows_text

__all__ = [
    "LINK_ROWS",
    "OPENINGS",
    "TABLES",
    "Opening",
    "Reading",
    "Table",
    "TableError",
    "as_csv",
    "is_shipped",
    "parse_rows",
    "read_table",
    "rows_text",
]
