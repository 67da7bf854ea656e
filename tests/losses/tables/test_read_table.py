"""Files of real people and of attackers: a table with notes, or one sentence."""

import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from losses.tables import TableError, read_table
from losses.tables.names import is_name

COMMAS = "The columns are separated by commas."


def test_a_plain_file() -> None:
    reading = read_table(b"speed,dist\n4,2\n7,4.5\n", "C:\\lab\\cars.csv")
    assert reading.table.name == "cars.csv"
    assert reading.table.columns == reading.table.titles == ("speed", "dist")
    assert reading.table.values.tolist() == [[4, 2], [7, 4.5]]
    assert reading.notes == (COMMAS,)
    assert not reading.table.made


@pytest.mark.parametrize(
    ("text", "columns", "last", "notes"),
    [
        (
            "u;v\n1,5;2\n−3;4",
            ("u", "v"),
            [-3, 4],
            ("The columns are separated by semicolons.", "Commas are decimal: “1,5” is 1.5."),
        ),
        (
            "1;2\n3;4",
            ("c1", "c2"),
            [3, 4],
            (
                "The columns are separated by semicolons.",
                "There is no header, so the columns are called c1 and c2.",
            ),
        ),
        ("7", ("c1",), [7], ("There is no header, so the column is called c1.",)),
        ("u\n7", ("u",), [7], ()),
        (
            "Body mass (g),Body mass (kg),\n1,2,3",
            ("Body_mass", "Body_mass_v2", "c3"),
            [1, 2, 3],
            (COMMAS, "Formulas call the columns Body_mass, Body_mass_v2 and c3."),
        ),
        (
            "u,v\n1,2\nNA,3\n4,5\n6,?\n7,8\n",
            ("u", "v"),
            [7, 8],
            (COMMAS, "Left out 2 rows with a missing value (rows 2 and 4 below the header)."),
        ),
        (
            "1,2\n,3\n4,5\n",
            ("c1", "c2"),
            [4, 5],
            (
                COMMAS,
                "There is no header, so the columns are called c1 and c2.",
                "Left out 1 row with a missing value (row 2).",
            ),
        ),
        (
            "u,v\n" + "1,2\n" * 20 + "-,2\n" * 10,
            ("u", "v"),
            [1, 2],
            (
                COMMAS,
                "Left out 10 rows with a missing value (rows 21, 22, 23, 24, 25, 26, 27, 28 "
                "and 2 more below the header).",
            ),
        ),
        (
            "name,u,place\nAnna,1,Rome\nBea,2,Oslo\nCleo,3,Lima",
            ("u",),
            [3],
            (COMMAS, "Left out the columns name and place, which are text."),
        ),
        (
            "sex,u\nMale,1\nfemale,2\nmale,3",
            ("sex", "u"),
            [1, 3],
            (COMMAS, "In the column sex “female” is 0 and “Male” is 1."),
        ),
        (
            "done,u\nTRUE,1\nFALSE,2\nTRUE,3",
            ("done", "u"),
            [1, 3],
            (COMMAS, "In the column done “FALSE” is 0 and “TRUE” is 1."),
        ),
        (
            "name,u\nAnna,1\nBea,2",
            ("u",),
            [2],
            (COMMAS, "Left out the column name, which is text."),
        ),
        (
            "u,v,w\n1,,a\n2,,a\n3,4,a",
            ("u",),
            [3],
            (
                COMMAS,
                "Left out the column v, which lacks a value in most rows.",
                "Left out the column w, which is text.",
            ),
        ),
        (
            '"","u"\n"1",4\n"2",5',
            ("u",),
            [5],
            (COMMAS, "Left out the column c1, which only counts the rows."),
        ),
        (
            "u,v\n1,10%\n2,12.5 %",
            ("u", "v"),
            [2, 12.5],
            (COMMAS, "In the column v percent signs are left out: “10%” is 10."),
        ),
        (
            "u,v,w\n1,2,1\n2,3,O\n3,4,2",
            ("u", "v"),
            [3, 4],
            (
                COMMAS,
                "Left out the column w. Row 2 below the header, column 3 (w): “O” is no number.",
            ),
        ),
        ("u,v\n2,5\n2,5", ("u", "v"), [2, 5], (COMMAS,)),
    ],
)
def test_how_a_file_is_read_is_said(
    text: str, columns: tuple[str, ...], last: list[float], notes: tuple[str, ...]
) -> None:
    reading = read_table(text, "mine.csv")
    assert reading.table.columns == columns
    assert reading.table.values[-1].tolist() == last
    assert reading.notes == notes


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_one_table_in_many_files(end: str, mark: str, encoding: str) -> None:
    data = f'{mark}"u";"v"{end}"1,5";2{end}'.encode(encoding)
    table = read_table(data, "").table
    assert table.columns == ("u", "v")
    assert table.values.tolist() == [[1.5, 2]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("u,v\na,b\nc,d", "No column holds numbers; the first cell is “a”."),
        ("u,v\n?,\n-,NA", "No column holds numbers; the first cell is “?”."),
        (
            "u,v\n1,\n,2",
            "Every row lacks a value, most of them in the column u; "
            "leave that column out of the file.",
        ),
    ],
)
def test_a_file_without_numbers_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(text, "")
    assert str(caught.value) == sentence


def test_names_come_out_clean_and_titles_keep_what_they_said() -> None:
    header = "\"<img src=x onerror=alert(1)>\",=cmd|' /C calc'!A0,a\x07b\u202e,[x](http://evil)"
    table = read_table(header + "\n1,2,3,4", "<b>\n.csv").table
    assert table.columns == ("img_src_x_onerror_alert1", "cmd_C_calc_A0", "ab", "x")
    assert table.titles[:3] == ("<img src=x onerror=alert(1)>", "=cmd|' /C calc'!A0", "ab")
    assert table.name == "<b> .csv"


PIECES = st.sampled_from(
    [*'",;\t \n\r.%#−-?', '""', "1", "2,5", "1.5", "1e999", "1'000", "NA", "yes", "no", "u", "sep="]
)


@given(st.binary() | st.text() | st.lists(PIECES, max_size=60).map("".join))
@example("sep=,\n")
@example("\0")
@example(b"\xff\xfe\x00\xd8")
@example('"')
@example("\ud800,1\n2,3")
def test_whatever_a_file_holds_it_is_a_table_or_refused(data: bytes | str) -> None:
    with suppress(TableError):
        reading = read_table(data, "file")
        assert all(map(is_name, reading.table.columns))
        assert all(note.isprintable() for note in reading.notes)


MOST = 1_000_000
HEAVY = {
    "commas": "," * MOST,
    "lines": "\n" * MOST,
    "remarks": "#\n" * (MOST // 2),
    "one row": "1," * (MOST // 2),
    "many rows": "1\n" * (MOST // 2),
    "spaces": "1 " * (MOST // 2),
    "blank rows": (" " * 200 + "\n") * 4900,
    "quotes": '"' * MOST,
    "lines in quotes": ('"' + "\n" * 9 + '",') * (MOST // 12),
    "one cell": "a" * MOST,
    "a late quote": "1 1\n" * 900 + '"' * 990_000,
    "accents": "\u0300" * (MOST // 2),
    "not UTF-8": b"\xff" * MOST,
    "full of numbers": (",".join(["0." + "1" * 21] * 40) + "\n") * 1000,
    "full of grouped numbers": (";".join(["1 000 000 000 000 000"] * 40) + "\n") * 1000,
    "full of text": (";".join(["1.000.000.000.000.000x"] * 40) + "\n") * 1000,
    "two words": (";".join(["yes", "no"] * 20) + "\n") * 1000 + ";".join(["a"] * 40),
    "wide spaces in titles": "a" + " " * 100_000 + "(,b\n1,2",
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_megabyte_of_the_worst_kind_takes_less_than_a_second(name: str) -> None:
    began = time.process_time()
    with suppress(TableError):
        read_table(HEAVY[name][:MOST], "heavy.csv")
    assert time.process_time() - began < 1
