"""The folder of a study: whole parts or none, and no other study's."""

import json
from pathlib import Path

import numpy as np
import pytest

from experiment.study.fields import StudyError
from experiment.study.read_study import read_study
from experiment.study.store import Store, written
from experiment.study.tasks import run_task, tasks
from tests.experiment.study.small import SMALL, small

OTHER = "it holds another study; name another directory, or remove this one."


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    store = Store(tmp_path / "a" / "b", small())
    (task,) = tasks(small())
    assert not store.has(task)
    store.keep(task, rows := run_task(task))
    assert store.has(task)
    assert next(store.rows(tasks(small()))).tobytes() == rows.tobytes()
    assert sorted(path.name for path in store.parts.iterdir()) == ["000000.npy"]


def test_a_part_that_was_cut_short_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path, small())
    (task,) = tasks(small())
    store.keep(task, run_task(task))
    whole = store.path(task).read_bytes()
    for size in (0, 5, 200, len(whole) - 1):
        store.path(task).write_bytes(whole[:size])
        assert not store.has(task)
    np.save(store.path(task), np.zeros(3))
    assert not store.has(task)


@pytest.mark.parametrize("content", ['{"fingerprint": "0"}', "[]", "{", "\xff"])
def test_another_study_is_refused(content: str, tmp_path: Path) -> None:
    Store(tmp_path, small())
    (tmp_path / "study.json").write_text(content, "latin-1")
    with pytest.raises(StudyError) as refused:
        Store(tmp_path, small())
    assert str(refused.value).endswith(OTHER)
    assert str(refused.value).startswith("`--out` is “")


def test_a_changed_study_is_another_one_and_a_comment_is_no_change(tmp_path: Path) -> None:
    Store(tmp_path, small())
    Store(tmp_path, read_study(SMALL + "# again"))
    with pytest.raises(StudyError):
        Store(tmp_path, read_study(SMALL.replace("steps = 60", "steps = 61")))
    assert json.loads((tmp_path / "study.json").read_text())["fingerprint"] == small().fingerprint


def test_parts_without_a_name_are_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "000000.npy").touch()
    with pytest.raises(StudyError):
        Store(tmp_path, small())


def test_a_folder_that_cannot_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StudyError) as refused:
        Store(tmp_path / "file", small())
    assert str(refused.value).startswith("`--out` is “file”: it cannot be written (")


def test_what_a_kill_left_half_written_is_cleared_away(tmp_path: Path) -> None:
    store = Store(tmp_path, small())
    (store.parts / ".000000.npy.half").touch()
    (tmp_path / ".rows.csv.half").touch()
    (tmp_path / ".mine").touch()
    Store(tmp_path, small())
    assert sorted(path.name for path in tmp_path.rglob(".*")) == [".mine"]


def test_what_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    with pytest.raises(OSError, match="full"):
        _fill_the_disk(path)
    assert (path.read_text(), len(list(tmp_path.iterdir()))) == ("old", 1)


def _fill_the_disk(path: Path) -> None:
    with written(path) as temporary:
        temporary.write_text("half")
        raise OSError("The disk is full.")
