"""Tables written as files and links are read back as they were."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from losses.tables import Table, TableError, as_csv, parse_rows, read_table, rows_text
from losses.tables.table import LINK_ROWS
from tests.losses.tables.test_table import table

NAMES = ("u", "speed", "x1", "bill_length", "beta", "c3")
VALUES = st.floats(-1e12, 1e12)


def tables(most: int) -> st.SearchStrategy[Table]:
    """Return tables of at most so many rows and three columns."""
    names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True).map(tuple)
    return names.flatmap(
        lambda columns: st.lists(
            st.lists(VALUES, min_size=len(columns), max_size=len(columns)),
            min_size=1,
            max_size=most,
        ).map(lambda rows: table(rows, columns))
    )


def test_a_table_as_a_file() -> None:
    assert as_csv(table(((1, -2.5), (1e-7, 1 / 3)))) == "u,v\n1,-2.5\n1e-7,0.3333333333333333\n"


@given(tables(20))
def test_a_file_gives_back_every_digit(given_table: Table) -> None:
    again = read_table(as_csv(given_table), "mine").table
    assert again == given_table
    assert again.fingerprint == given_table.fingerprint


@given(tables(20))
def test_no_cell_of_a_file_begins_a_formula(given_table: Table) -> None:
    lines = as_csv(given_table).split("\n")
    assert all(name[0].isalpha() for name in lines[0].split(","))
    assert all(float(cell) < np.inf for line in lines[1:-1] for cell in line.split(","))


@given(tables(LINK_ROWS))
def test_a_link_gives_back_four_digits(given_table: Table) -> None:
    text = rows_text(given_table)
    again = parse_rows(text, "mine")
    rounded = [[float(f"{value:.4g}") for value in row] for row in given_table.values]
    assert again == table(rounded, given_table.columns)
    assert rows_text(again) == text


def test_the_rows_of_a_link_read_and_written() -> None:
    found = parse_rows("u v;1 2;2 3.9")
    assert found.columns == found.titles == ("u", "v")
    assert found.values.tolist() == [[1, 2], [2, 3.9]]
    assert rows_text(found) == "u v;1 2;2 3.9"
    assert rows_text(table([[123456, 1e-9]])) == "u v;123500 1e-9"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        (" u  v; 1 −2 ;", "u v;1 -2"),
        ("1 2;3 4", "c1 c2;1 2;3 4"),
        ("x_1 β;1 2", "x1 beta;1 2"),
        ("u;.5;1E3", "u;0.5;1000"),
    ],
)
def test_a_link_may_be_written_by_hand(text: str, canonical: str) -> None:
    assert rows_text(parse_rows(text)) == canonical


EMPTY = (
    "The table has no rows of numbers; a link's table is its columns and rows of numbers, "
    "as in u v;1 2;2 3.9."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", EMPTY),
        (";;", EMPTY),
        ("u v", EMPTY),
        ("u v;1", "Row 1 has 1 number; the table has 2 columns."),
        ("u v;1 2;1 2 3", "Row 2 has 3 numbers; the table has 2 columns."),
        ("u v;1 x", "Row 1, column 2 (v): “x” is no number."),
        ("u v;1 nan", "Row 1, column 2 (v): “nan” is no number."),
        ("u v;1 1_0", "Row 1, column 2 (v): “1_0” is no number."),
        ("u v;1 ١", "Row 1, column 2 (v): “١” is no number."),
        ("u v;1 1e999", "Row 1, column 2 (v): “1e999” is not between −1e12 and 1e12."),
        ("u v;1 2e12", "Row 1, column 2 (v): “2e12” is not between −1e12 and 1e12."),
        ("u u;1 2", "Column 2 is called u, like one before it."),
        ("x_1 x1;1 2", "Column 2 is called x1, like one before it."),
        (
            "u <b>;1 2",
            "Column 2 is called “<b>”; a name begins with a letter and has at most 24 letters, "
            "digits and underscores.",
        ),
        (
            "u 2;1 2",
            "Column 2 is called “2”; a name begins with a letter and has at most 24 letters, "
            "digits and underscores.",
        ),
        ("sin v;1 2", "Column 1 is called sin, which has a meaning of its own in formulas."),
        (";".join("1" * 61), "The table has 61 rows; a link carries at most 60."),
        (" ".join("1" * 41), "The table has 41 columns; at most 40 are allowed."),
        ("1" * 1_000_001, "The table has 1,000,001 characters; at most 1,000,000 are read."),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(TableError) as caught:
        parse_rows(text)
    assert str(caught.value) == sentence


def test_a_long_table_does_not_fit_into_a_link() -> None:
    with pytest.raises(TableError) as caught:
        rows_text(table(np.zeros((61, 2))))
    assert str(caught.value) == "The table has 61 rows; a link carries at most 60."


@given(st.text(alphabet=st.sampled_from("uv12.e-− ;_<β\n\t"), max_size=40) | st.text())
def test_whatever_a_link_holds_it_is_a_table_or_refused(text: str) -> None:
    with suppress(TableError):
        found = parse_rows(text)
        assert parse_rows(rows_text(found)).columns == found.columns
