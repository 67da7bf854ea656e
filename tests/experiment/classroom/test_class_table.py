"""The table of a class, and its file: names are text and nothing else."""

import csv
import io

from experiment import decode
from experiment.classroom.entries import read_class
from experiment.classroom.results import Result, results
from experiment.classroom.table import columns, notes, summary, to_csv

LINK = "?loss=x^2&run=gd+lr+{}+at+1&goal=loss+%3C+0.001"


def of(*names: str) -> Result:
    rows = [f"{name}: {LINK.format(0.1 + 0.01 * k)}" for k, name in enumerate(names)]
    return results(read_class("\n".join([*rows, "hello"])))


def test_the_table_says_what_each_came_to() -> None:
    result = results(read_class(f"Ada: {LINK.format(0.1)}", decode(LINK.format(0.2))[0]))
    row = {title: cells[0] for title, cells in columns(result).items()}
    assert row | {"Final loss": 0, "Final gap": 0} == {
        "Name": "Ada", "Reached": 16, "Steps": 200, "Final loss": 0, "Final gap": 0,
        "Run": "Gradient descent 0.1", "Learning rate": 0.1, "Start": "1", "Ended": "converged",
        "Changed": "learning rates", "Line": 1,
    }  # fmt: skip
    assert "Changed" not in columns(of("Ada"))  # nobody knows what was given


def test_names_can_be_hidden() -> None:
    assert columns(of("Ada", "Ben"), hidden=True)["Name"] == ["Line 2", "Line 1"]
    assert "Ada" not in to_csv(of("Ada"), hidden=True)
    assert notes(of("Ada"), hidden=True) == ["Line 2: the line holds no link of a comparison."]


def test_the_file_has_every_number_exactly_and_a_link_to_it() -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv(of("Ada"))))
    e, problems = decode(row["Link"])
    assert problems == ()
    assert e.runs[0].rate == float(row["Learning rate"]) == 0.1
    assert (
        float(row["Final loss"]) == 0.8**400 or abs(float(row["Final loss"]) / 0.8**400 - 1) < 1e-9
    )


def test_no_name_is_a_formula_to_a_spreadsheet() -> None:
    rows = csv.DictReader(io.StringIO(to_csv(of("@SUM(A1)", "+1+1"))))
    assert sorted(row["Name"] for row in rows) == ["'+1+1", "'@SUM(A1)"]


def test_what_it_came_to_is_said_in_sentences() -> None:
    assert summary(of("Ada", "Ben")) == [
        "The task: Reach a loss below 0.001.",
        "2 links counted. 2 of them reached the goal.",
        "1 line did not count.",
    ]
    assert summary(results(read_class("x"))) == [
        "No line holds a link to a comparison.",
        "1 line did not count.",
    ]
