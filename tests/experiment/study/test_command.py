"""The command line of a study: what it says, what it leaves, and that a kill costs time only."""

import csv
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiment.__main__ import main
from tests.experiment.study.small import SMALL, small

ROOT = Path(__file__).parents[3]
# The command with tasks so small that there are many.
PROGRAM = """
import sys
import experiment.study.tasks
from experiment.__main__ import main

if __name__ == "__main__":
    experiment.study.tasks.TASK = 20_000
    sys.exit(main(["study", *sys.argv[1:]]))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SMALL)
    return path


def test_a_study_leaves_rows_a_result_and_a_report(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["study", str(file), "--out", str(out), "--workers", "1"]) == 0
    told = capsys.readouterr()
    assert told.out.split() == [
        str(out / name) for name in ("rows.csv", "result.json", "report.html")
    ]
    assert told.err.startswith(
        "Small: 3 losses, 2 rules, 650 runs of 60 steps: 39,000 steps in 1 task; less than a second"
    )
    with (out / "rows.csv").open() as rows:
        assert sum(1 for _ in csv.DictReader(rows)) == small().runs
    # Once more: nothing is left to compute, and the result is the same.
    before = {path.name: path.read_bytes() for path in out.glob("*.*")}
    assert main(["study", str(file), "--out", str(out), "--workers", "1"]) == 0
    assert {path.name: path.read_bytes() for path in out.glob("*.*")} == before
    assert "%" not in capsys.readouterr().err


def test_a_dry_run_only_says_how_much_it_is(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["study", str(file), "--out", str(tmp_path / "out"), "--dry-run"]) == 0
    assert "650 runs of 60 steps" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_bad_study_is_one_sentence_and_status_2(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("steps = 0\nrules = []\nlosses = []")
    assert main(["study", str(file), "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr() == (
        "", "`steps` is 0, but it must be a whole number from 1 to 10,000.\n",
    )  # fmt: skip
    assert not (tmp_path / "out").exists()


def test_the_folder_of_another_study_is_refused(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["--out", str(tmp_path / "out"), "--workers", "1"]
    assert main(["study", str(file), *out]) == 0
    file.write_text(SMALL.replace("steps = 60", "steps = 61"))
    capsys.readouterr()
    assert main(["study", str(file), *out]) == 2
    assert capsys.readouterr().err == (
        "`--out` is “out”: it holds another study; name another directory, or remove this one.\n"
    )


@pytest.mark.parametrize("count", ["0", "-1", "x", "1025"])
def test_a_bad_number_of_workers_is_refused(count: str, file: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["study", str(file), "--out", "x", "--workers", count])
    assert stopped.value.code == 2


def test_a_cluster_that_is_not_there_is_status_1(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["study", str(file), "--out", str(tmp_path / "out"), "--cluster", "local"]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith("Dask is not installed")


def test_killed_five_times_it_leaves_the_same_rows_and_none_twice(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiment.study.tasks.TASK", 20_000)
    whole, out = tmp_path / "whole", tmp_path / "out"
    assert main(["study", str(file), "--out", str(whole), "--workers", "1"]) == 0
    parts = len(list((whole / "parts").iterdir()))
    command = [sys.executable, "-c", PROGRAM, str(file), "--out", str(out), "--workers", "1"]
    done = 0
    for kill in range(5):
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and done < (kill + 1) * parts // 7:
                time.sleep(0.002)
                done = len(list((out / "parts").glob("*.npy")))
            process.kill()
        assert process.returncode == -9
    assert 5 * parts // 7 <= done < parts
    assert subprocess.run(command, cwd=ROOT, stderr=subprocess.DEVNULL, check=False).returncode == 0
    for name in ("rows.csv", "result.json", "report.html"):
        assert (out / name).read_bytes() == (whole / name).read_bytes()
    assert list(out.rglob(".*")) == []
