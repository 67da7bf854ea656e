"""The tables that come with Switchback, each with what a page opens it with.

The numbers live in data/*.csv, what they mean and where they come from in data/tables.toml.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from losses.tables.read_table import read_table
from losses.tables.table import Table

_DATA = Path(__file__).with_name("data")
_FACTS: dict[str, dict[str, Any]] = tomllib.loads(
    (_DATA / "tables.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a page shows of a table at first.

    title, note   to read
    model         a prediction from columns and two parameters of one letter
    target        the column that it predicts
    measure       the loss of a row
    scale         `raw` or `standard`
    """

    title: str
    note: str
    model: str
    target: str
    measure: str
    scale: str


class _Shelf(Mapping[str, Table]):
    """Tables by their keys, each read when somebody first asks for it."""

    def __getitem__(self, key: str) -> Table:
        return _table(key)

    def __iter__(self) -> Iterator[str]:
        return iter(_FACTS)

    def __len__(self) -> int:
        return len(_FACTS)


@cache
def _table(key: str) -> Table:
    facts = _FACTS[key]
    table = read_table((_DATA / f"{key}.csv").read_bytes(), key).table
    titles = tuple(facts["columns"][name] for name in table.columns)
    made = facts.get("made", False)
    return replace(table, titles=titles, source=facts["source"], made=made)


def is_shipped(table: Table) -> bool:
    """Return whether a table is one of TABLES, not only called like one."""
    return TABLES.get(table.name) == table


TABLES: Mapping[str, Table] = _Shelf()
OPENINGS: Mapping[str, Opening] = MappingProxyType(
    {
        key: Opening(**{name: facts[name] for name in Opening.__dataclass_fields__})
        for key, facts in _FACTS.items()
    }
)
