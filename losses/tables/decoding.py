"""From the bytes of a file to its text, or to one sentence on why it is no table."""

from losses.tables.table import BYTES, TableError

_KINDS = {  # how a file of another kind begins
    b"PK\x03\x04": "a ZIP or Excel file",
    b"PK\x05\x06": "an empty ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"\x1f\x8b": "a gzip file",
    b"BZh91AY": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7z file",
    b"\x28\xb5\x2f\xfd": "a Zstandard file",
    b"Rar!": "a RAR file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"PAR1\x15": "a Parquet file",
    b"SQLite format": "a database",
    b"\x89HDF": "an HDF5 file",
    b"\x93NUMPY": "a NumPy file",
    b"\x80\x04\x95": "a Python pickle",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"<!doctype": "a web page",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
    b"{": "a JSON file",
    b"[{": "a JSON file",
}
_MARKS = {  # byte order marks; the longer one of those that begin alike stands first
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
EMPTY = "The file is empty; it needs rows of numbers."
_OLD = "The file is no UTF-8; its letters were read as Windows-1252 (Latin-1)."


def text_of(data: bytes | str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file with `\\n` as line ends, and notes on how it was read.

    Raises TableError. The size is checked before anything else.
    """
    if len(data) > BYTES:
        unit = "characters" if isinstance(data, str) else "bytes"
        raise TableError(f"The file has {len(data):,} {unit}; at most {BYTES:,} are read.")
    start = data[:16].encode("latin-1", "replace") if isinstance(data, str) else bytes(data[:16])
    for beginning, kind in _KINDS.items():
        if start.startswith(beginning):
            raise TableError(f"This is {kind}; save the table as CSV and drop that.")
    text, notes = (data, ()) if isinstance(data, str) else _decoded(data)
    text = text.removeprefix("\ufeff").rstrip("\x1a\0").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise TableError(
            f"Line {row} holds the character U+0000, which no text has; "
            "save the table as CSV in UTF-8."
        )
    if not text.strip():
        raise TableError(EMPTY)
    return text, notes


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    marked = (encoding for mark, encoding in _MARKS.items() if data.startswith(mark))
    encoding = next(marked, "utf-8")
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        if encoding != "utf-8":
            said = encoding.upper().removesuffix("-SIG")
            raise TableError(
                f"The file begins as {said} does, but is not; save the table as CSV in UTF-8."
            ) from None
    return data.decode("cp1252", "replace"), (_OLD,)
