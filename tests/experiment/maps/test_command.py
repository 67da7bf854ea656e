"""`python -m experiment map`: a map without a browser."""

import csv
import io
import json
from pathlib import Path

import pytest

from experiment.__main__ import main

LINK = "loss=x^2&run=gd+lr+0.1+at+1&steps=30&map=rates+lr+0.01+10"


def test_a_map_is_printed_as_json_or_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", LINK, "--size", "20"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["axes"] == [{"name": "lr", "low": 0.01, "high": 10.0, "pixels": 20}]
    assert main(["map", LINK, "--size", "20", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == 20


def test_the_picture_is_written_beside(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["map", LINK, "--size", "20x3", "--png", str(tmp_path / "map.png")]) == 0
    assert (tmp_path / "map.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert main(["map", LINK, "--size", "9", "--png", str(tmp_path / "no" / "map.png")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_steps_to_a_gap_need_no_known_minimum(capsys: pytest.CaptureFixture[str]) -> None:
    link = "loss=a*x^2&where=a+2&run=gd+lr+0.1+at+1&steps=40&map=dials+a+1+3+lr+by+steps"
    assert main(["map", link, "--size", "6", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert any(row["row"] for row in rows)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["hello"], "The text holds no part of an experiment, such as loss=x^2 or run=gd."),
        (["loss=("], "The loss is unfinished: something is missing after ( at the end."),
        ([LINK, "--size", "1x"],
         "The size is “1x”; it is a whole number from 1 to 2,000, or two with an x between them."),
        ([LINK, "--size", "-3"],
         "The size is “-3”; it is a whole number from 1 to 2,000, or two with an x between them."),
        ([LINK, "--size", "2001"], "A side has 2,001 pixels; it is from 1 to 2,000."),
        (["loss=x^2&run=&map=rates"], "There is no run with a rate to map."),
        (["loss=beale&run=gd&steps=10000&map=starts", "--size", "2000"],
         "This map takes 40,000,000,000 steps of runs, but at most 2,000,000,000 are possible; "
         "take fewer pixels, runs, seeds or steps."),
        (["data=nothing&map=rates"],
         "data: there is no table “nothing” (did you mean orings?), so no data is used; there are "
         "penguins, cars, galton, orings, collinear and outlier."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_sentence(arguments, sentence, capsys) -> None:
    argv = [*arguments[:1], *(f"--size={arguments[2]}" for _ in arguments[2:3])]
    assert main(["map", *argv]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"{sentence}\n")


def test_what_cannot_be_read_of_the_map_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", LINK.replace("rates", "rats"), "--size", "5"]) == 0
    assert capsys.readouterr().err == (
        "map: there is no map “rats” (did you mean rates?), so rates are shown; there are rates, "
        "starts and dials.\n"
    )
