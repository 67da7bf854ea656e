"""Columns of numbers, of two words and of text are told apart; a cell that misfits is named."""

import math

import pytest

from losses.tables import TableError, read_table
from losses.tables.cells import read_sheet
from losses.tables.columns import columns_of


def test_a_column_has_its_values_or_why_it_has_none() -> None:
    sheet = read_sheet("u,name,sex,note,w\n1,Anna,f,,1\n,Bea,f,,2\n3,Cleo,m,x,O\n5,Dora,m,,4")
    columns = columns_of(sheet)
    assert [column.name for column in columns] == ["u", "name", "sex", "note", "w"]
    assert [column.place for column in columns] == [1, 2, 3, 4, 5]
    u, name, sex, note, w = columns
    assert math.isnan(u.values[1])
    assert u.values[2:] == (3, 5)
    assert sex.values == (0, 0, 1, 1)
    assert (name.why, note.why) == ("is text", "lacks a value in most rows")
    assert str(w.odd) == "Row 3 below the header, column 5 (w): “O” is no number."
    assert name.values == note.values == w.values == ()


def test_every_word_for_a_missing_value_is_one() -> None:
    words = [
        "",
        "NA",
        "N/A",
        "#N/A",
        "NaN",
        "null",
        "None",
        "nil",
        "\\N",
        "?",
        "-",
        "−",
        "–",
        "--",
        ".",
    ]
    table = read_table("u,v\n" + "".join(f"1,{word}\n2,3\n" for word in words), "").table
    assert table.values.tolist() == [[2, 3]] * len(words)


WITHOUT = "has signs or spaces between its digits; write it without them."


@pytest.mark.parametrize(
    ("text", "sentence", "place"),
    [
        ("u,v\n1,1e999", "(v): “1e999” is not between −1e12 and 1e12.", (1, 2)),
        ("u,v\n1,2\n-2e12,4", "(u): “-2e12” is not between −1e12 and 1e12.", (2, 1)),
        ("u,v\n1,1'000", f"(v): “1'000” {WITHOUT}", (1, 2)),
        ("u,v\n1,1’000.5", f"(v): “1’000.5” {WITHOUT}", (1, 2)),
        ("u;v\n1;1 000", f"(v): “1 000” {WITHOUT}", (1, 2)),
        ("u;v\n1;1\u00a0000", f"(v): “1\\u00a0000” {WITHOUT}", (1, 2)),
        ('u,v\n1,"1,234"', f"(v): “1,234” {WITHOUT}", (1, 2)),
        ("u;v\n900;1\n1.234,5;2", f"(u): “1.234,5” {WITHOUT}", (2, 1)),
        ("u,v\n1,1_000", f"(v): “1_000” {WITHOUT}", (1, 2)),
        ("u,v\n1,2\n2,O\n3,4", "(v): “O” is no number.", (2, 2)),
        ("u,v\n1,2\n2,=cmd|' /C calc'!A0\n3,4", "(v): “=cmd|' /C calc'!A0” is no number.", (2, 2)),
        (
            "u,v\n1,10%\n2,0.2",
            "(v): “0.2” and “10%” should both have a percent sign or none.",
            (2, 2),
        ),
        ("u,v\n1,2\n2,inf\n3,4", "(v): “inf” is no number.", (2, 2)),
        ("u,v\n1,2\n2,٣\n3,4", "(v): “٣” is no number.", (2, 2)),
        (
            "u;v\n1,5;1\n2;2.5",
            "(v): “2.5” has a decimal point, and “1,5” has a comma; write one of them.",
            (2, 2),
        ),
    ],
)
def test_a_cell_that_is_no_number_is_refused_by_row_and_column(
    text: str, sentence: str, place: tuple[int, int]
) -> None:
    with pytest.raises(TableError) as caught:
        read_table(text, "")
    row, column = place
    assert str(caught.value) == f"Row {row} below the header, column {column} {sentence}"
    assert (caught.value.row, caught.value.column) == place
