"""The parity table that the page shows is the one that the command computes."""

import json
from pathlib import Path

from experiment.parity import compared, parity, read, written
from optimizers import RULES

REFERENCE = Path(__file__).parents[2] / "data" / "reference.json"
CASES = json.loads(REFERENCE.read_text("utf-8"))
ROUNDING = 1e-11  # ten times what the cases promise to agree to
PARTED = "article/4-rmsprop-long"
GROWN = "optax/d-adaptation/quartic"


def test_the_kept_table_is_what_the_command_computes() -> None:
    kept = parity()
    found = compared(CASES, kept.date)
    assert (found.versions, found.note) == (kept.versions, kept.note)
    assert [(row.rule, row.library, row.cases, row.steps) for row in found.rows] == [
        (row.rule, row.library, row.cases, row.steps) for row in kept.rows
    ]
    for mine, theirs in zip(found.rows, kept.rows, strict=True):
        assert alike(mine.gap, theirs.gap), (mine, theirs)


def alike(mine: float, theirs: float) -> bool:
    """Whether two gaps are the same but for rounding, which is another on another processor."""
    least, most = sorted((mine, theirs))
    return most <= max(ROUNDING, 10 * least)


def test_every_rule_agrees_with_every_library_but_for_the_cases_that_the_note_names() -> None:
    kept = parity()
    large = [row for row in kept.rows if row.gap > ROUNDING]
    assert {row.case: row.gap < {PARTED: 1e-5, GROWN: 5e-11}[row.case] for row in large} == {
        PARTED: True, GROWN: True,
    }  # fmt: skip
    assert all(case in kept.note for case in (PARTED, GROWN))


def test_every_rule_and_every_case_is_in_the_table() -> None:
    kept = parity()
    presets = {f"As in {library}" for library in kept.versions}
    offered = {name for name, rule in RULES.items() if presets & set(rule.presets)}
    assert {row.rule for row in kept.rows} >= offered
    trajectories = sum(entry["kind"] == "trajectory" for entry in CASES)
    assert sum(row.cases for row in kept.rows) == trajectories
    assert kept.versions == {
        "Keras": "3.15.1", "Optax": "0.2.8", "PyTorch": "2.15.0", "pytorch-optimizer": "4.1.0",
        "prodigyopt": "1.1.2", "qhoptim": "1.1.0", "schedulefree": "1.4.1",
    }  # fmt: skip


def test_the_table_survives_being_written() -> None:
    kept = parity()
    assert read(written(kept)) == kept
