"""A table keeps its numbers, tells itself apart by content, and refuses what is out of bounds."""

import hashlib
import struct

import numpy as np
import pytest

from losses.tables import Table, TableError
from losses.tables.table import COLUMNS, ROWS


def table(values: object = ((1, 2), (2, 3.9)), columns: tuple[str, ...] = ("u", "v")) -> Table:
    return Table("mine", columns, columns, np.array(values, dtype=float))


def test_the_values_are_a_copy_that_nobody_can_change() -> None:
    values = np.array([[1.0, 2.0]])
    kept = Table("mine", ("u", "v"), ("u", "v"), values)
    values[0, 0] = 7
    assert kept.values[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        kept.values[0, 0] = 7
    assert values.flags.writeable


def test_a_column_is_found_by_name() -> None:
    assert table().column("v").tolist() == [2, 3.9]
    with pytest.raises(TableError) as caught:
        table(columns=("speed", "dist")).column("sped")
    assert str(caught.value) == (
        "There is no column “sped” (did you mean speed?); there are speed and dist."
    )


def test_the_fingerprint_is_that_of_the_names_and_the_exact_numbers() -> None:
    content = b"u\nv\n" + struct.pack("<4d", 1, 2, 2, 3.9)
    assert table().fingerprint == hashlib.sha256(content).hexdigest()[:12]
    assert Table("other", ("u", "v"), ("U", "V"), table().values).fingerprint == table().fingerprint
    assert table(((1, 2), (2, np.nextafter(3.9, 4)))).fingerprint != table().fingerprint
    assert table(columns=("u", "w")).fingerprint != table().fingerprint
    assert table(((0.0, 2),)).fingerprint == table(((-0.0, 2),)).fingerprint


def test_tables_of_the_same_content_are_equal_and_one_key() -> None:
    assert table() == table()
    assert len({table(), table()}) == 1
    assert table() != table(((1, 2), (2, 4)))
    assert table() != table(((1, 2),))
    assert table() != Table("other", ("u", "v"), ("u", "v"), table().values)
    assert table() != "u v;1 2"


@pytest.mark.parametrize(
    ("values", "columns", "sentence"),
    [
        (np.zeros((0, 1)), ("u",), "The table has no rows; it needs at least one."),
        (np.zeros((1, 0)), (), "The table has no columns; it needs at least one."),
        (
            np.zeros((ROWS + 1, 1)),
            ("u",),
            "The table has 1,001 rows; at most 1,000 are allowed.",
        ),
        (
            np.zeros((1, COLUMNS + 1)),
            tuple(f"u{n}" for n in range(COLUMNS + 1)),
            "The table has 41 columns; at most 40 are allowed.",
        ),
        (np.zeros(3), ("u",), "The values have the shape (3,); the names are 1."),
        (
            [[1, 2], [3, 2e12]],
            ("u", "v"),
            "Row 2, column 2 (v): 2000000000000.0 is not between −1e12 and 1e12.",
        ),
        (
            [[float("nan")]],
            ("u",),
            "Row 1, column 1 (u): nan is not between −1e12 and 1e12.",
        ),
        (
            [[1, 2]],
            ("u", "<b>"),
            "Column 2 is called “<b>”; a name begins with a letter and has at most 24 letters, "
            "digits and underscores.",
        ),
        ([[1, 2]], ("u", "u"), "Column 2 is called u, like one before it."),
        (
            [[1, 2]],
            ("u", "sin"),
            "Column 2 is called sin, which has a meaning of its own in formulas.",
        ),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    values: object, columns: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(TableError) as caught:
        table(values, columns)
    assert str(caught.value) == sentence


def test_every_column_has_a_title() -> None:
    with pytest.raises(TableError) as caught:
        Table("mine", ("u", "v"), ("u",), np.zeros((1, 2)))
    assert str(caught.value) == "Each column needs a title; there are 1 for 2 columns."
