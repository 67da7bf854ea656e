"""The folder of a site: nothing of anybody else's is written over."""

from pathlib import Path

import pytest

from publish.folder import MARK, FolderError, claim, claim_file, write, write_sheet


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


def test_a_new_file_is_taken_and_a_sheet_may_be_written_over(tmp_path: Path) -> None:
    name = str(tmp_path / "sheet.html")
    for page in ("first", "second"):
        write_sheet(claim_file(name), page)
        assert Path(name).read_text().startswith(page)


@pytest.mark.parametrize("mine", ["", "mine", "Written by `python -m experiment sheet`"])
def test_any_other_file_is_refused(tmp_path: Path, mine: str) -> None:
    file = tmp_path / "mine.html"
    file.write_text(mine)
    with pytest.raises(FolderError) as refused:
        claim_file(str(file))
    assert str(refused.value) == (
        f"The file “{file}” exists already and holds no sheet of Switchback; name a new one."
    )
