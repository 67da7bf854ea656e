"""Bytes become text whatever wrote them, and files of other kinds are refused by name."""

import bz2
import gzip
import io
import lzma
import pickle
import zipfile

import numpy as np
import pytest

from losses.tables import TableError, read_table
from losses.tables.decoding import text_of

TEXT = "größe,x\n−1,2\n"
OLD = ("The file is no UTF-8; its letters were read as Windows-1252 (Latin-1).",)


def zipped() -> bytes:
    """Return a small archive that unpacks to 10 MB."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("table.csv", b"0" * 10_000_000)
    return memory.getvalue()


def array() -> bytes:
    memory = io.BytesIO()
    np.save(memory, np.zeros(3))
    return memory.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert text_of(TEXT.encode(encoding)) == (TEXT, ())


def test_utf_16_is_read_in_both_orders_by_its_mark() -> None:
    assert text_of(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, ())
    assert text_of(b"\xff\xfe" + TEXT.encode("utf-16-le")) == (TEXT, ())


def test_what_is_no_utf_8_is_read_as_windows_1252_and_said_to_be() -> None:
    assert text_of("größe €\n1\n".encode("cp1252")) == ("größe €\n1\n", OLD)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_every_way(end: str) -> None:
    assert text_of(f"a{end}1{end}".encode()) == ("a\n1\n", ())


def test_a_text_is_taken_as_it_is() -> None:
    assert text_of("\ufeffa\r\n1\x1a") == ("a\n1", ())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped(), "a ZIP or Excel file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel file"),
        (gzip.compress(b"1", mtime=0), "a gzip file"),
        (bz2.compress(b"1"), "a bzip2 file"),
        (lzma.compress(b"1"), "an xz file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"%PDF-1.7", "a PDF file"),
        (array(), "a NumPy file"),
        (pickle.dumps([1] * 99), "a Python pickle"),
        (b"<!DOCTYPE html><p>", "a web page"),
        (b'{"u": [1]}', "a JSON file"),
        ("PK\x03\x04", "a ZIP or Excel file"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_name(data: bytes | str, kind: str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(data, "table.csv")
    assert str(caught.value) == f"This is {kind}; save the table as CSV and drop that."


def test_a_column_may_have_the_name_of_a_kind_of_file() -> None:
    assert read_table("PK,MZ\n1,2", "").table.columns == ("PK", "MZ")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty; it needs rows of numbers."),
        (b"\xef\xbb\xbf \r\n", "The file is empty; it needs rows of numbers."),
        (b"1" * 1_000_001, "The file has 1,000,001 bytes; at most 1,000,000 are read."),
        ("1" * 1_000_001, "The file has 1,000,001 characters; at most 1,000,000 are read."),
        (
            b"u\n1\n\x002\n",
            "Line 3 holds the character U+0000, which no text has; save the table as CSV in UTF-8.",
        ),
        (
            "u\n1".encode("utf-16-le"),
            "Line 1 holds the character U+0000, which no text has; save the table as CSV in UTF-8.",
        ),
        (
            b"\xff\xfeu\0\n",
            "The file begins as UTF-16 does, but is not; save the table as CSV in UTF-8.",
        ),
        (
            b"\xef\xbb\xbfu\n\xff",
            "The file begins as UTF-8 does, but is not; save the table as CSV in UTF-8.",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes | str, sentence: str) -> None:
    with pytest.raises(TableError) as caught:
        text_of(data)
    assert str(caught.value) == sentence
