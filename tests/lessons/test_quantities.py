"""The quantities of a claim, each measured where arithmetic says what it is."""

from functools import cache

import pytest

from experiment import Trajectory, decode, load, run
from lessons import ClaimError
from lessons.quantities import OF_LOSS, OF_RUN, Where, first_true, row

# x = 4 shrinks by one half a step; y = 4 swings by minus one half.
LINK = "loss=x^2+%2B+3y^2&run=gd+lr+0.25+at+4+4&run=gd+lr+0.25+at+4+0&steps=4"


@cache
def walks() -> tuple[Trajectory, ...]:
    return run(decode(LINK)[0])


@pytest.mark.parametrize(
    ("of", "where", "found"),
    [
        ("x", Where(at=2), 1.0),
        ("y", Where(at=1), -2.0),
        ("loss", Where(at=1), 4 + 3 * 4),
        ("rate", Where(at=0), 0.25),
        ("distance", Where(at=4, point=(0.25, 0.0)), 0.25),
        ("lowest", Where(axis="y"), -2.0),
        ("highest", Where(axis="y", since=1), 1.0),
        ("turns", Where(axis="y"), 3),
        ("turns", Where(), 0),
        ("first within", Where(point=(0.0, 0.0), within=1.5), 2),
        ("last step", Where(), 4),
    ],
)
def test_a_quantity_of_a_run(of: str, where: Where, found: float) -> None:
    assert OF_RUN[of].measure(walks()[0], where) == pytest.approx(found, abs=1e-12)


def test_a_quantity_of_two_runs_compares_them_row_by_row() -> None:
    where = Where(at=1, other=walks()[1])
    assert OF_RUN["gap"].measure(walks()[0], where) == 4.0  # at the start
    assert OF_RUN["apart"].measure(walks()[0], where) == 2.0


@pytest.mark.parametrize(
    ("of", "found"),
    [("value", 4.0), ("slope", (2**2 + 6**2) ** 0.5), ("curvature", 6.0), ("least curvature", 2.0),
     ("condition", 3.0), ("stability limit", 1 / 3)],
)  # fmt: skip
def test_a_quantity_of_the_loss(of: str, found: float) -> None:
    loss = load(decode(LINK)[0])
    assert OF_LOSS[of].measure(loss, Where(point=(1.0, 1.0))) == pytest.approx(found)


def test_a_run_is_not_asked_for_a_row_that_it_has_not() -> None:
    assert row(walks()[0], None) == row(walks()[0], 4) == 4
    with pytest.raises(ClaimError) as refused:
        row(walks()[0], 5)
    assert str(refused.value) == "the run has no step 5, its last is 4"


def test_what_never_happens_happens_at_infinity() -> None:
    assert first_true(walks()[0].losses < 0) == float("inf")
    assert first_true(walks()[0].losses < 20) == 1


# Rows with losses w^2 and 4 w^2, which bend by 2 and 8; their mean bends by 5.
ROWS = "data=u+z;1+0;2+0;1+0;2+0&model=w*u&target=z&scale=raw&steps=5"


def test_rows_are_counted_batch_by_batch_with_the_smaller_last_one_of_an_epoch() -> None:
    runs = "&run=gd+lr+0.01+batch+3+at+1&run=gd+lr+0.01+at+1"
    some, full = run(decode(ROWS + runs)[0])
    assert [OF_RUN["rows seen"].measure(some, Where(at=k)) for k in range(6)] == [0, 3, 4, 7, 8, 11]
    assert OF_RUN["rows seen"].measure(full, Where()) == 4 * 5
    with pytest.raises(ClaimError) as refused:
        OF_RUN["rows seen"].measure(walks()[0], Where())
    assert str(refused.value) == "the loss is not over the rows of a table"


def test_the_batch_limit_is_that_of_the_steepest_batch() -> None:
    runs = "&run=gd+lr+0.01+batch+1+at+1&run=gd+lr+0.01+at+1"
    one, full = run(decode(ROWS + runs)[0])
    assert OF_RUN["batch limit"].measure(one, Where(point=(0.0,))) == pytest.approx(2 / 8)
    assert OF_RUN["batch limit"].measure(full, Where(point=(0.0,))) == pytest.approx(2 / 5)
