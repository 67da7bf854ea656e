"""What the commands share."""

from pathlib import Path

import pytest

from experiment.__main__ import main
from experiment.command_line import NOTHING, given_table, read_link, write_out
from experiment.limits import ExperimentError
from losses import LossError
from losses.tables import TableError


def test_a_link_is_read_or_refused_in_one_sentence() -> None:
    e, problems = read_link("loss=x^2&run=what", {})
    assert (e.loss, len(problems)) == ("x^2", 1)
    with pytest.raises(ExperimentError, match="holds no part") as refused:
        read_link("hello", {})
    assert str(refused.value) == NOTHING
    with pytest.raises(LossError):
        read_link("loss=(", {})


def test_a_table_is_known_by_its_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("u,v\n1,2\n2,3\n3,5\n", "utf-8")
    ((fingerprint, table),) = given_table(str(file)).items()
    assert (fingerprint, table.columns) == (table.fingerprint, ("u", "v"))
    file.write_text("", "utf-8")
    with pytest.raises(TableError):
        given_table(str(file))


def test_text_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    write_out("a\nb")
    assert capsys.readouterr().out == "a\nb"


@pytest.mark.parametrize(
    "words",
    [
        ["class", "none.txt"],
        ["map", "loss=x^2", "--table", "none.csv"],
        ["loss=x^2", "--table", "none.csv"],
    ],
)
def test_a_file_that_is_not_there_is_named(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    name = words[-1]
    assert capsys.readouterr().err == f"“{name}” cannot be read (No such file or directory).\n"
