"""The separator, the header and the rows of a file are found as a person would find them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from losses.tables import TableError
from losses.tables.cells import read_sheet


@pytest.mark.parametrize(
    ("text", "separator", "titles", "cells"),
    [
        ("u,v\n1,2", ",", ("u", "v"), ("1", "2")),
        ("u;v\n1,5;2", ";", ("u", "v"), ("1,5", "2")),
        ("u\tv\n1,5\t2", "\t", ("u", "v"), ("1,5", "2")),
        ("u v\n1   2", " ", ("u", "v"), ("1", "2")),
        ("  1.5 2\n  10 3 ", " ", (), ("1.5", "2")),
        ("1, 2\n3, 4", ",", (), ("1", "2")),
        ("1,5 2,5\n2 3", " ", (), ("1,5", "2,5")),
        ("Height, cm;Weight, kg\n170;60", ";", ("Height, cm", "Weight, kg"), ("170", "60")),
        ("Height, cm\n170\n180", "", ("Height, cm",), ("170",)),
        ("Body mass\n3750", "", ("Body mass",), ("3750",)),
        ("height\n1,5\n2,5", "", ("height",), ("1,5",)),
        ("1,5\n2,5", ",", (), ("1", "5")),
        ("7", "", (), ("7",)),
        ("sep=;\nu;v\n1;2", ";", ("u", "v"), ("1", "2")),
        ("# from the lab\n# 2020\nu,v\n1,2", ",", ("u", "v"), ("1", "2")),
        ('"u","v, w"\n"1","2"', ",", ("u", "v, w"), ("1", "2")),
        ('u,"a\nb"\n1,"say ""x"""', ",", ("u", "a\nb"), ("1", 'say "x"')),
        ("u,v,\n1,2,", ",", ("u", "v"), ("1", "2")),
        ("u,v\n1,2,,", ",", ("u", "v"), ("1", "2")),
        ('"speed" "dist"\n"1" 4 2\n"2" 7 4', " ", ("", "speed", "dist"), ("1", "4", "2")),
        ("mpg,cyl\nMazda,21,6\nHonda,30,4", ",", ("", "mpg", "cyl"), ("Mazda", "21", "6")),
        ("x;y\na;b\na;c", ";", ("x", "y"), ("a", "b")),
        ("\u00a0u\u200b,v\n1,\u202f2", ",", ("u", "v"), ("1", "2")),
    ],
)
def test_the_form_of_a_file(
    text: str, separator: str, titles: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    sheet = read_sheet(text)
    assert (sheet.separator, sheet.titles, sheet.rows[0].cells) == (separator, titles, cells)
    assert sheet.rows[0].number == 1


def test_rows_are_counted_below_the_header_with_the_blank_ones() -> None:
    assert [row.number for row in read_sheet("\nu,v\n1,2\n\n , \n3,4\n").rows] == [1, 4]
    assert [row.number for row in read_sheet("\n1,2\n\n3,4\n").rows] == [1, 3]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0\r")), min_size=3, max_size=3),
        min_size=1,
        max_size=9,
    ),
    st.sampled_from(",;\t"),
)
def test_quoted_cells_are_those_that_python_wrote(rows: list[list[str]], separator: str) -> None:
    memory = io.StringIO()
    told = f"sep={separator}\n"
    writer = csv.writer(memory, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([["u", "v", "w"], *rows, ["1", "2", "3"]])
    found = read_sheet(told + memory.getvalue())
    assert found.titles == ("u", "v", "w")
    assert found.rows[-1].cells == ("1", "2", "3")
    kept = {row.number: row.cells for row in found.rows}
    for number, row in enumerate(rows, 1):
        words = ["".join(cell.split()) for cell in kept.get(number, ("",) * 3)]
        plain = ["".join(cell.strip("\u200b\u200e\u200f\ufeff").split()) for cell in row]
        assert [w.strip("\u200b\u200e\u200f\ufeff") for w in words] == plain


@pytest.mark.parametrize(
    ("text", "sentence", "row"),
    [
        ("u,v", "The file has a header and nothing below; it needs rows of numbers.", None),
        (" \n\u00a0\n", "The file is empty; it needs rows of numbers.", None),
        ("# nothing", "The file is empty; it needs rows of numbers.", None),
        ("u,v\n1,2\n3", "Row 2 below the header has 1 cell; the header has 2.", 2),
        (
            "u,v\n1,5,2,5",
            "Row 1 below the header has 4 cells; the header has 2, "
            "and decimal commas need semicolons between the columns.",
            1,
        ),
        ("1;2\n1;2\n1;2;3", "Row 3 has 3 cells; the first row has 2.", 3),
        ('u,v\n1,"2\n3,4', "Row 2 of the file has a quotation mark that is never closed.", 2),
        ('u,v\n"1"2,3', "Row 2 of the file has text behind a closing quotation mark.", 2),
        (
            "u\n" + "x" * 200_000,
            "Row 2 of the file has a cell of more than 131,072 characters.",
            2,
        ),
        ("1," * 99_999 + "1", "The file has 100,000 columns; at most 40 are allowed.", None),
        ("u\n" + "1\n" * 1001, "The file has 1,001 rows; at most 1,000 are allowed.", None),
        ("1\n" * 1001, "The file has 1,001 rows; at most 1,000 are allowed.", None),
        ("1\n" * 400_000, "The file has 400,000 rows; at most 1,000 are allowed.", None),
    ],
)
def test_what_has_no_form_is_refused_in_one_sentence(
    text: str, sentence: str, row: int | None
) -> None:
    with pytest.raises(TableError) as caught:
        read_sheet(text)
    assert str(caught.value) == sentence
    assert caught.value.row == row


def test_as_many_rows_as_are_allowed_are_read_with_a_header_and_without() -> None:
    assert len(read_sheet("1\n" * 1000).rows) == 1000
    assert len(read_sheet("u\n" + "1\n" * 1000).rows) == 1000
