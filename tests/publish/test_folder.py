"""The folder of a site: nothing of anybody else's is written over."""

from pathlib import Path

import pytest

from publish.folder import MARK, FolderError, claim, write


def test_a_new_or_an_empty_folder_is_taken_and_taken_again(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new/below", "empty"):
        folder = claim(str(tmp_path / name))
        assert (folder / MARK).is_file()
        write(folder, "a/b.html", "x")
        assert claim(str(folder)) == folder
        assert (folder / "a/b.html").read_text() == "x"


def test_a_folder_with_something_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(FolderError, match="is not empty") as refused:
        claim(str(tmp_path))
    assert str(refused.value) == (
        f"The folder “{tmp_path}” is not empty and holds no site of Switchback; name a new or an "
        "empty one."
    )
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes").write_text("mine")
    with pytest.raises(FolderError) as refused:
        claim("notes")
    assert str(refused.value) == "“notes” is a file; a site needs a folder."
