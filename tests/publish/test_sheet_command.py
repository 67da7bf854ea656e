"""`python -m experiment sheet`: what it writes, what it says, what it refuses, its exit status."""

import io
from pathlib import Path

import pytest

from experiment.__main__ import main

LINK = "?loss=x^2&run=gd+lr+0.25+at+1&run=gd+lr+0.1+at+1&steps=20"


@pytest.fixture
def links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "links.txt"
    file.write_text(f"The bowl {LINK}\nAgain: {LINK}\n", "utf-8")
    return file


def test_a_sheet_is_written_and_may_be_written_again(
    links: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = links.with_name("sheet.html")
    words = ["sheet", str(links), "--out", str(out), "--server", "https://app.example"]
    for _ in range(2):
        assert main([*words, "--title", "  Bowls,  10 b "]) == 0
        assert capsys.readouterr() == (f"2 tasks are in {out}.\n", "")
    text = out.read_text("utf-8")
    assert "<h1>Bowls, 10 b</h1>" in text
    assert text.count("https://app.example/?loss=x%5E2") > 2


def test_a_line_that_is_left_out_makes_the_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    piped = io.TextIOWrapper(io.BytesIO(f"{LINK}\n\nhello".encode()))
    monkeypatch.setattr("sys.stdin", piped)
    assert main(["sheet", "-", "--out", str(tmp_path / "s.html")]) == 1
    assert capsys.readouterr() == (
        f"1 task is in {tmp_path / 's.html'}.\n",
        "Line 3 is left out: the line holds no link of a comparison, such as "
        "?loss=x^2&run=gd+lr+0.1.\n"
        "No --server is named, so the links have no QR codes.\n",
    )


def test_without_a_link_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "links.txt").write_text("")
    assert main(["sheet", str(tmp_path / "links.txt"), "--out", str(tmp_path / "s.html")]) == 2
    assert capsys.readouterr().err == (
        "No line holds a link that can be run, so no sheet is written.\n"
    )
    assert not (tmp_path / "s.html").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "mine.html"],
         "The file “mine.html” exists already and holds no sheet of Switchback; name a new one."),
        (["--out", "."], "“.” is a folder; a sheet needs a file."),
        (["--out", "none/s.html"], "“none/s.html” cannot be written (No such file or directory)."),
        (["--out", "s.html", "--title", "x" * 81], "--title has 81 characters; it has 1 to 80."),
        (["--out", "s.html", "--server", "app.example"],
         "--server: “app.example” is not an address; one begins with https:// or http://, names a "
         "host, has no ? and no #, and has at most 300 characters."),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_in_one_sentence_and_nothing_is_written(
    words: list[str],
    said: str,
    links: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("mine.html").write_text("mine")
    assert main(["sheet", "links.txt", *words]) == 2
    assert capsys.readouterr().err == f"{said}\n"
    assert Path("mine.html").read_text() == "mine"
    assert sorted(one.name for one in Path().iterdir()) == ["links.txt", "mine.html"]


def test_a_file_that_is_not_there_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["sheet", "none.txt", "--out", "s.html"]) == 2
    assert capsys.readouterr().err == "“none.txt” cannot be read (No such file or directory).\n"
