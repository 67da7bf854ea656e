"""`python -m experiment.parity`: prints the table, and keeps it where it is asked to."""

import json
from datetime import date
from pathlib import Path

import pytest

from experiment.parity import __main__, parity, read

REFERENCE = Path(__file__).parents[2] / "data" / "reference.json"


def test_the_command_prints_a_row_for_every_pair(capsys: pytest.CaptureFixture[str]) -> None:
    __main__.main(["--reference", str(REFERENCE)])
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 1 + len(parity().rows) + 1
    assert printed[0].split() == ["rule", "library", "cases", "steps", "gap", "case"]
    assert printed[-1] == parity().note


def test_the_table_is_written_only_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, few = tmp_path / "parity.json", tmp_path / "reference.json"
    cases = json.loads(REFERENCE.read_text("utf-8"))
    few.write_text(json.dumps([case for case in cases if case["kind"] == "trajectory"][:2]))
    monkeypatch.setattr(__main__, "PARITY_FILE", kept)
    __main__.main(["--reference", str(few)])
    assert not kept.exists()
    __main__.main(["--reference", str(few), "--write"])
    table = read(kept.read_text("utf-8"))
    assert table.date == date.today().isoformat()
    assert sum(row.cases for row in table.rows) == 2
