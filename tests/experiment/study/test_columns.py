"""The rows as CSV and as Parquet: the very numbers, with names."""

import csv
import math
import sys
from pathlib import Path

import pytest

from experiment.study.columns import columns, write
from experiment.study.pools import PoolError
from experiment.study.read_study import read_study
from tests.experiment.study.small import all_rows, small


def test_a_csv_reads_back_as_the_same_numbers(tmp_path: Path) -> None:
    study, parts = small(), all_rows(small())
    path = write(study, iter([parts[0][:300], parts[0][300:]]), tmp_path, "csv")
    with path.open(newline="") as file:
        read = list(csv.DictReader(file))
    assert path.name == "rows.csv"
    assert len(read) == len(parts[0])
    assert list(read[0]) == [
        "loss", "rule", "dials", "lr", "start_1", "start_2", "seed", "loss_at_start",
        "best_5", "loss_5", "moved_5", "best_20", "loss_20", "moved_20", "best_60", "loss_60",
        "moved_60", "reached", "kept", "settled", "ended",
    ]  # fmt: skip
    for line, row in zip(read, parts[0], strict=True):
        assert float(line["best_20"]) == row["best"][1]
        assert float(line["moved_60"]) == row["way"][2]
        assert int(line["kept"]) == row["kept"]
        assert float(line["start_1"]) == row["at"][0]
        assert (line["start_2"] == "") == math.isnan(row["at"][1])
    first, last = read[0], read[-1]
    assert (first["loss"], first["rule"], first["dials"], first["seed"]) == ("x^2", "gd", "", "3")
    assert (last["loss"], last["dials"], last["seed"]) == (
        "cars: w*speed+b", "amsgrad on", "4",
    )  # fmt: skip


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    study, parts = small(), all_rows(small())
    path = write(study, iter([parts[0][:300], parts[0][300:]]), tmp_path, "parquet")
    read = parquet.read_table(path).to_pydict()
    for name, column in columns(study, parts[0]).items():
        for found, value in zip(read[name], list(column), strict=True):
            assert found == value or (math.isnan(found) and math.isnan(value))


def test_without_pyarrow_the_sentence_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PoolError) as refused:
        write(small(), iter(all_rows(small())), tmp_path, "parquet")
    assert str(refused.value) == (
        "Parquet needs pyarrow; `pip install -r requirements-cluster.txt` brings it."
    )
    assert list(tmp_path.iterdir()) == []


def test_a_run_that_is_over_has_no_loss_at_the_budget(tmp_path: Path) -> None:
    study = read_study('rates = [3]\nrules = ["gd"]\nlosses = ["x^4 + y^2"]')
    path = write(study, iter(all_rows(study)), tmp_path, "csv")
    with path.open(newline="") as file:
        (line, *_) = csv.DictReader(file)
    assert (line["loss_1000"], line["moved_1000"], line["ended"]) == ("", "", "loss")
    assert line["best_1000"]
