"""The losses of a study: the catalogue, typed ones, and data, read as a link's parts are read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

import numpy as np

from experiment.data import Data
from experiment.link import decode
from experiment.link.data_part import write_table
from experiment.link.query import VERSIONS, split
from experiment.model import Experiment
from experiment.problems import Notes
from experiment.study.fields import Section, StudyError, complain, refuse, text
from experiment.study.plan import Objective
from experiment.study.read_starts import Beginning, read_starts
from landscape import look_at
from language.errors import Refusal
from language.wording import counted, exact, listed, shown
from losses import CATALOGUE
from losses.tables import Table, TableError, read_table
from losses.tables.table import BYTES

PARTS = (
    "loss", "where", "data", "model", "target", "measure", "batch", "order", "scale", "window",
)  # fmt: skip
KEYS = ("catalogue", "without", "link", "file", *PARTS, "name", "starts")
MAX_LOSSES = 1000
MAX_NAME = 60
_SO = re.compile(r", so [^;.]*(?=[;.])")  # what a link does instead, and a study does not


def read_losses(values: Any, starts: Beginning, folder: Path) -> tuple[Objective, ...]:
    """Return the losses that a list names. Raises StudyError.

    starts   those of losses that name none
    folder   where the files of tables are looked for
    """
    if not isinstance(values, list) or not values:
        refuse("losses", values, "a list of losses: texts, keys of the catalogue or tables")
    found: dict[str, Objective] = {}
    for place, value in enumerate(values, start=1):
        for one in _entry(value, f"losses[{place}]", starts, folder):
            if one.name in found:
                complain(
                    f"losses[{place}]",
                    f"{shown(one.name)} is already in the study; give it another `name`.",
                )
            found[one.name] = one
            if len(found) > MAX_LOSSES:
                raise StudyError(f"`losses` names more than {MAX_LOSSES:,} losses.")
    return tuple(found.values())


def _entry(value: Any, place: str, starts: Beginning, folder: Path) -> Iterator[Objective]:
    if isinstance(value, str):
        value = {"loss": value}
    if not isinstance(value, dict):
        refuse(place, value, "a text, a key of the catalogue or a table")
    section = Section(value, KEYS, place)
    starts = read_starts(section, starts)
    if "catalogue" in section:
        names = _catalogued(section)
        for key in names:
            yield _objective(Experiment(key), key, starts, place)
        return
    e = _experiment(section, folder)
    usual = f"{e.table.name}: {e.model.text}" if e.table and e.model else e.loss
    yield _objective(e, section.text("name", MAX_NAME, usual[:MAX_NAME]), starts, place)


def _catalogued(section: Section) -> list[str]:
    """Return the keys that `catalogue` names, without those of `without`."""
    groups = list(dict.fromkeys(entry.group for entry in CATALOGUE.values()))
    for key in section.values:
        if key not in ("catalogue", "without", "starts"):
            complain(section.at(key), "beside `catalogue` stand only `without` and `starts`.")

    def keys(value: Any) -> list[str] | None:
        if value == "all":
            return list(CATALOGUE)
        if isinstance(value, str) and value in groups:
            return [key for key, entry in CATALOGUE.items() if entry.group == value]
        return listing(value)

    def listing(value: Any) -> list[str] | None:
        fits = isinstance(value, list) and value and all(isinstance(key, str) for key in value)
        return value if fits and set(value) <= set(CATALOGUE) else None

    of_keys = "a list of keys of the catalogue"
    named = section.take("catalogue", keys, f"“all”, {of_keys}, or a group: {listed(groups)}")
    left = section.take("without", listing, of_keys) if "without" in section else []
    return [key for key in named if key not in left]


def _experiment(section: Section, folder: Path) -> Experiment:
    """Return the loss that a table's parts say, as a link with these parts has it."""
    tables: dict[str, Table] = {}
    if "link" in section:
        for key in section.values:
            if key not in ("link", "name", "starts"):
                complain(section.at(key), "beside `link` stand only `name` and `starts`.")
        link = section.take("link", lambda value: text(value, 16_384), "a link")
        parts = {key: [found] for key, found in split(link, Notes()) if key in (*PARTS, "v")}
    else:
        parts = {key: [_written(section, key)] for key in PARTS if key in section}
        if "file" in section:
            table = _table(section, folder)
            tables[table.fingerprint] = table
            parts["data"] = [write_table(Data(table))]
        parts["v"] = [VERSIONS[-1]]
    if not {"loss", "data"} & set(parts):
        complain(section.place, "it names no loss; give it `loss`, `data`, `file` or `catalogue`.")
    e, problems = decode({**parts, "run": [""]}, tables)
    for problem in problems:
        key = problem.key if problem.key in section.values else "link"
        at = section.at(key) if key in section.values else section.place
        complain(at, _SO.sub("", str(problem)).removeprefix(f"{problem.key}: "))
    return e


def _written(section: Section, key: str) -> str:
    """Return a part as a link writes it: numbers and lists are words."""
    value = section.values[key]
    if key == "where" and isinstance(value, dict):
        value = [word for pair in value.items() for word in pair]
    words = value if isinstance(value, list) else [value]
    words = [inner for word in words for inner in (word if isinstance(word, list) else [word])]
    if any(isinstance(word, bool) or not isinstance(word, str | int | float) for word in words):
        refuse(section.at(key), value, "a text as in a link")
    return " ".join(word if isinstance(word, str) else exact(word) for word in words)


def _table(section: Section, folder: Path) -> Table:
    """Return the table of a file."""
    name = section.text("file", 200)
    try:
        with (folder / name).open("rb") as file:
            return read_table(file.read(BYTES + 1), Path(name).name).table
    except TableError as error:
        complain(section.at("file"), error)
    except OSError as error:
        complain(section.at("file"), f"{shown(name)} cannot be read ({error.strerror}).")


def _objective(e: Experiment, name: str, starts: Beginning, place: str) -> Objective:
    """Return a loss with its starts; those where nothing is left to descend are no starts."""
    try:
        look, data = look_at(e), e.data
    except Refusal as error:
        complain(place, error)
    lowest = look.lowest if look.minima else inf
    batch, order = (data.batch, data.order) if data else (0, e.order)
    bare = Objective(
        name, e.what, batch, order, window=e.window, starts=(), lowest=lowest,
        rows=look.loss.rows, work=look.loss.work,
    )  # fmt: skip
    if starts.points and any(len(p) != len(e.window) for p in starts.points):
        needed = counted(len(e.window), "number")
        complain(place, f"a start of {shown(name)} needs {needed}, one a variable.")
    points = starts.on(e.window, look.starts)
    values = look.loss.value(points)
    above = bare.lowest + bare.resolution if bare.known else -inf
    kept = tuple(p for p, v in zip(points, values, strict=True) if np.isfinite(v) and v > above)
    if not kept or (starts.points and len(kept) < len(points)):
        complain(place, f"{shown(name)} has a start without a value above its lowest one.")
    return replace(bare, starts=kept)
