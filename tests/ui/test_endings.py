"""What the page Mathematics says of maps."""

from experiment.maps.ending import KINDS
from ui import endings


def test_every_ending_has_its_rule_in_the_order_in_which_they_are_tried() -> None:
    rows = [line for line in endings.text().splitlines() if line.startswith("| ")][1:]
    assert [row.split(" | ")[0].strip("| ") for row in rows] == list(KINDS)
    assert all(len(row.split(" | ")) == 2 for row in rows)


def test_the_numbers_are_those_that_are_computed_with() -> None:
    told = endings.text()
    assert "repeat 6 times with a period of 2 to 16 steps" in told
    assert "1e−4 of the window's diagonal" in told or "0.0001 of the window's diagonal" in told
