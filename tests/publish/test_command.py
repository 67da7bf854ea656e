"""`python -m experiment site DIR`: what it refuses, what it says, and its exit status."""

from pathlib import Path

import pytest

from experiment.__main__ import main
from lessons import LESSONS
from losses import CATALOGUE
from publish import command
from publish.site import Content


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of one lesson and one loss."""
    content = Content([LESSONS["article-escape"]], [CATALOGUE["quadratic_1d"]])
    monkeypatch.setattr(command, "content", lambda: content)


def test_a_site_is_written_and_may_be_written_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "public"
    for _ in range(2):
        assert main(["site", str(folder), "--address", "https://a.example/s"]) == 0
        assert capsys.readouterr() == (f"6 pages are in {folder}.\n", "")
    assert (folder / "index.html").is_file()
    assert (folder / "sitemap.xml").is_file()


def test_without_an_address_it_says_what_there_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["site", str(tmp_path / "public")]) == 0
    assert capsys.readouterr().err == (
        "No --address is named, so there is no sitemap and no oEmbed file.\n"
    )


def test_a_page_that_fails_makes_the_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(entry: object) -> None:
        raise OverflowError("too large")

    monkeypatch.setattr("publish.loss_pages.draw", fail)
    assert main(["site", str(tmp_path / "public"), "--address", "https://a.example/"]) == 1
    out, err = capsys.readouterr()
    assert err == "The page of quadratic_1d is left out: OverflowError: too large\n"
    assert out.startswith("5 pages are in ")


def test_a_folder_of_somebody_else_and_a_wrong_address_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["site", str(tmp_path)]) == 2
    assert capsys.readouterr().err.endswith(
        "is not empty and holds no site of Switchback; name a new or an empty one.\n"
    )
    assert main(["site", str(tmp_path / "new"), "--server", "b.example"]) == 2
    assert capsys.readouterr().err == (
        "--server: “b.example” is not an address; one begins with https:// or http://, names a "
        "host, has no ? and no #, and has at most 300 characters.\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
    assert main(["site", str(tmp_path / "mine.txt")]) == 2
