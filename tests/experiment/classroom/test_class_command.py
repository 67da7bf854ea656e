"""`python -m experiment class`: a file of links in, a table out."""

from pathlib import Path

import pytest

from experiment.__main__ import main
from experiment.classroom.command import text_of
from experiment.limits import ExperimentError

LINKS = "Ada: ?loss=x^2&run=gd+lr+0.1+at+1\nBen: ?loss=x^2&run=gd+lr+0.2+at+1\nhello\n"


def test_it_prints_a_table_and_says_what_does_not_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "links.txt"
    file.write_text(LINKS, "utf-8")
    assert main(["class", str(file), "--task", "loss=x^2&run=gd&goal=loss < 1e-3 in 10"]) == 0
    out, err = capsys.readouterr()
    assert [row.split(",")[:2] for row in out.splitlines()] == [
        ["Name", "Reached"], ["Ben", "7"], ["Ada", ""],
    ]  # fmt: skip
    assert err.splitlines() == [
        "The task: Reach a loss below 0.001 within 10 steps.",
        "2 links counted. 1 of them reached the goal.",
        "1 line did not count.",
        "Line 3 (hello): the line holds no link of a comparison.",
    ]
    assert main(["class", str(file), "--hide-names"]) == 0
    assert "Ada" not in "".join(capsys.readouterr())


def test_where_nothing_counts_the_status_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "links.txt"
    file.write_text("hello", "utf-8")
    assert main(["class", str(file)]) == 2
    assert capsys.readouterr().err == (
        "No line holds a link to a comparison.\n1 line did not count.\n"
        "Line 1 (hello): the line holds no link of a comparison.\n"
    )
    assert main(["class", str(file), "--task", "hello"]) == 2
    assert capsys.readouterr().err == (
        "The text holds no part of an experiment, such as loss=x^2 or run=gd.\n"
    )


def test_a_file_of_any_common_encoding_is_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert text_of("Zoë".encode(encoding)) == "Zoë"
    with pytest.raises(ExperimentError) as refusal:
        text_of(b"x" * 2_000_001)
    assert str(refusal.value) == (
        "The file has more than 2,000,000 bytes; at most 2,000,000 are read."
    )
