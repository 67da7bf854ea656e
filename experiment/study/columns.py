"""The rows of a study as a table to read elsewhere: CSV, or Parquet where pyarrow is installed.

Written part by part: only the rows of one task are held at a time.
"""

import csv
from collections.abc import Iterable, Iterator
from itertools import chain
from math import isnan
from pathlib import Path
from typing import Any

import numpy as np

from experiment.study.plan import Study
from experiment.study.pools import PoolError
from experiment.study.store import written
from experiment.study.tasks import ENDED, Rows
from language.wording import setting

FORMATS = ("csv", "parquet")
Columns = dict[str, Any]  # name: an array or a list, a value a row


def write(study: Study, rows: Iterable[Rows], folder: Path, form: str) -> Path:
    """Write all rows, as `rows.csv` or `rows.parquet`. Raises PoolError without pyarrow."""
    path = folder / f"rows.{form}"
    parts = (columns(study, part) for part in rows)
    with written(path) as temporary:
        (_csv if form == "csv" else _parquet)(parts, temporary)
    return path


def columns(study: Study, rows: Rows) -> Columns:
    """Return rows as columns whose names and values say what they are."""
    losses, methods = study.losses, study.methods
    places = [rows[name].tolist() for name in ("loss", "rule", "dials", "rate", "seed")]
    of_lane = list(zip(*places, strict=True))
    runs = {(rule, place): methods[rule].runs[place] for _, rule, place, _, _ in set(of_lane)}
    dials = {
        key: " ".join(f"{name} {setting(value)}" for name, value in run.changed.items())
        for key, run in runs.items()
    }
    found: Columns = {
        "loss": [losses[loss].name for loss, *_ in of_lane],
        "rule": [methods[rule].name for _, rule, *_ in of_lane],
        "dials": [dials[rule, place] for _, rule, place, _, _ in of_lane],
        "lr": [methods[rule].rates[rate] for _, rule, _, rate, _ in of_lane],
        "start_1": rows["at"][:, 0],
        "start_2": rows["at"][:, 1],
        "seed": [study.seeds[seed] for *_, seed in of_lane],
        "loss_at_start": rows["first"],
    }
    for place, budget in enumerate(study.budgets):
        found[f"best_{budget}"] = rows["best"][:, place]
        found[f"loss_{budget}"] = rows["last"][:, place]
        found[f"moved_{budget}"] = rows["way"][:, place]
    found |= {name: rows[name] for name in ("reached", "kept", "settled")}
    return found | {"ended": [ENDED[number] for number in rows["ended"].tolist()]}


def _csv(parts: Iterable[Columns], path: Path) -> None:
    """Write a line a row, each number so that it reads back as the same; nan is left empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        for place, part in enumerate(parts):
            if place == 0:
                table.writerow(part)
            table.writerows(zip(*map(_cells, part.values()), strict=True))


def _cells(column: Any) -> list[Any]:
    values = np.asarray(column)
    if values.dtype.kind != "f":
        return list(values.tolist())
    return ["" if isnan(value) else repr(value) for value in values.tolist()]


def _parquet(parts: Iterator[Columns], path: Path) -> None:
    try:
        import pyarrow  # noqa: PLC0415 - optional, as the next
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415
    except ImportError:
        raise PoolError(
            "Parquet needs pyarrow; `pip install -r requirements-cluster.txt` brings it."
        ) from None
    first = pyarrow.table(next(parts))
    with ParquetWriter(path, first.schema) as writer:
        for table in chain([first], map(pyarrow.table, parts)):
            writer.write_table(table)
