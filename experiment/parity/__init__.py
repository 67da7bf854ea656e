"""Parity: the largest gap of each rule to PyTorch, Optax, Keras and the article, as recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from experiment.parity.libraries import Entry
from experiment.parity.schedules import with_schedule
from landscape import load
from optimizers import RULES, simulate

PARITY_FILE = Path(__file__).with_name("parity.json")
LIBRARIES = {
    "torch": "PyTorch", "optax": "Optax", "keras": "Keras",
    "pytorch_optimizer": "pytorch-optimizer", "qhoptim": "qhoptim", "article": "the article",
    "prodigyopt": "prodigyopt", "schedulefree": "schedulefree",
}  # fmt: skip


@dataclass(frozen=True)
class Parity:
    """One rule against one library.

    cases   trajectories compared
    steps   of them, together, up to where rounding alone parts two right programs
    gap     largest difference of a coordinate over max(1, |coordinate|) in those steps
    case    the trajectory with the largest gap
    """

    rule: str
    library: str
    cases: int
    steps: int
    gap: float
    case: str


@dataclass(frozen=True)
class Table:
    """The parity of all rules; rules in the order of menus, libraries by name."""

    date: str
    versions: Mapping[str, str]
    rows: tuple[Parity, ...]
    note: str


NOTE = (
    "A case counts up to the step to which two right programs agree to 1e-12; beyond it a path "
    "amplifies the last bit of rounding. One case, article/4-rmsprop-long, parts earlier here: in "
    "RMSProp's limit cycle, because integer powers are computed as products. In another one, "
    "optax/d-adaptation/quartic, the estimate divides by sums that begin near 0, which makes the "
    "last bits of the powers of beta2 grow to 2e-11."
)


def compared(entries: Sequence[Entry], date: str) -> Table:
    """Run every reference trajectory with the losses as typed, and compare."""
    cases = [entry for entry in entries if entry["kind"] == "trajectory"]
    gaps: dict[tuple[str, str], list[tuple[float, int, str]]] = {}
    for entry in cases:
        rule, gap, steps = distance(entry)
        library = LIBRARIES[entry["source"].split()[0]]
        gaps.setdefault((rule, library), []).append((gap, steps, entry["id"]))
    order = list(RULES)
    places = sorted(gaps, key=lambda place: (order.index(place[0]), place[1]))
    named = sorted({tuple(entry["source"].split(maxsplit=1)) for entry in cases})
    versions = {LIBRARIES[name]: text for name, text in named if name != "article"}
    rows = tuple(row(*place, gaps[place]) for place in places)
    return Table(date, versions, rows, NOTE)


def row(rule: str, library: str, found: list[tuple[float, int, str]]) -> Parity:
    gap, _, case = max(found)
    steps = sum(steps for _, steps, _ in found)
    return Parity(rule, library, len(found), steps, float(f"{gap:.2g}"), case)


def distance(entry: Entry) -> tuple[str, float, int]:
    """Return the rule of a case, the largest gap over its comparable steps, and their number."""
    rule, dials, schedule = with_schedule(entry)
    # Two variables are named, also where one is absent from the loss.
    loss = load((f"f({', '.join(entry['variables'])}) = {entry['loss']}", {}))
    start, steps = entry["start"], entry["steps"]
    record = simulate(rule, loss, start, steps=steps, dials=dials, schedule=schedule)
    steps = min(int(record.kept) - 1, entry["agreement"]["steps_within_1e-12"])
    theirs = np.array(entry["points"][: steps + 1], float)
    gaps = np.abs(record.points[: steps + 1] - theirs) / np.maximum(1.0, np.abs(theirs))
    return rule, float(gaps.max()), steps


def written(table: Table) -> str:
    """Return the table as the text of parity.json."""
    return json.dumps(asdict(table), ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Table:
    found: dict[str, Any] = json.loads(text)
    return Table(**{**found, "rows": tuple(Parity(**row) for row in found["rows"])})


def parity() -> Table:
    """Return the table as it was last made by `python -m experiment.parity --write`."""
    return read(PARITY_FILE.read_text("utf-8"))
