"""Where runs begin is read from a table, or refused by its key."""

import pytest

from experiment.study.fields import Section, StudyError
from experiment.study.read_starts import Beginning, read_starts

WINDOW = (-2.0, 2.0), (0.0, 4.0)
OWN = ((0.5, 0.5),)


def read(value: object) -> Beginning:
    return read_starts(Section({"starts": value}, ("starts",), "losses[1]"), Beginning(grid=7))


def test_starts_are_own_or_points_or_the_middles_of_a_grid() -> None:
    assert read("own").on(WINDOW, OWN) == OWN
    assert read([[1, 2], [3, 4]]).on(WINDOW, OWN) == ((1.0, 2.0), (3.0, 4.0))
    assert read([1, [2]]).points == ((1.0,), (2.0,))
    assert read({"grid": 2}).on(WINDOW, OWN) == ((-1, 1), (-1, 3), (1, 1), (1, 3))
    assert read({"grid": 1}).on(((0.0, 3.0),), OWN) == ((1.5,),)


def test_a_table_without_starts_has_the_usual_ones() -> None:
    assert read_starts(Section({}, ("starts",)), Beginning(grid=7)) == Beginning(grid=7)


@pytest.mark.parametrize(
    ("starts", "found"),
    [
        ("mine", "“mine”"), ([], "a list of 0 values"), ([1, 1], "a list of 2 values"),
        ([[1, 2, 3]], "a list of 1 value"), ([1e9], "a list of 1 value"),
        ({"grid": 101}, "a table"), ({"grid": 2, "other": 1}, "a table"),
    ],
)  # fmt: skip
def test_other_starts_are_refused(starts: object, found: str) -> None:
    with pytest.raises(StudyError) as error:
        read(starts)
    assert str(error.value) == (
        f"`losses[1].starts` is {found}, but it must be “own”, a list of 1 to 10,000 different "
        "points, or a table with `grid`, a whole number from 1 to 100."
    )
