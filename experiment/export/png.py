"""PNG files (ISO/IEC 15948): grey or coloured pixels, and texts that travel with them."""

import struct
import zlib
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, COLOURED = 0, 2


def png(pixels: Bytes, texts: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """Return a file of pixels (rows, columns) in grey or (rows, columns, 3), rows downwards.

    texts   by their keywords, such as Title
    """
    rows, columns, *channels = pixels.shape
    flat = pixels.reshape(rows, -1)
    # Filter 2 of each row: only differences to the row above are written, mostly zeros.
    above = np.vstack([np.zeros_like(flat[:1]), flat[:-1]])
    body = np.column_stack([np.full(rows, 2, np.uint8), flat - above]).tobytes()
    header = struct.pack(">IIBBBBB", columns, rows, 8, COLOURED if channels else GREY, 0, 0, 0)
    parts = [(b"IHDR", header), *(_text(*pair) for pair in texts.items())]
    parts += [(b"IDAT", zlib.compress(body, 6)), (b"IEND", b"")]
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)


def _text(keyword: str, text: str) -> tuple[bytes, bytes]:
    """Return a chunk's kind and data: tEXt where Latin letters do, else iTXt."""
    name = keyword.encode("latin-1") + b"\0"
    if text.isascii():
        return b"tEXt", name + text.encode("latin-1")
    return b"iTXt", name + b"\0\0\0\0" + text.encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    """Return a part of a file: its length, kind, data and checksum."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
