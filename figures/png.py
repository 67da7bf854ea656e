"""The smallest PNG: one byte of grey a pixel (ISO/IEC 15948), as a `data:` address."""

import struct
import zlib
from base64 import b64encode

import numpy as np
import numpy.typing as npt

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def grey(share: npt.NDArray[np.float64]) -> str:
    """Return an image of shares from 0 (black) to 1 (white), rows from top to bottom."""
    rows, columns = share.shape
    pixels = np.rint(np.clip(share, 0, 1) * 255).astype(np.uint8)
    # Filter 2 of each row: only differences to the row above are written, mostly zeros.
    above = np.vstack([np.zeros_like(pixels[:1]), pixels[:-1]])
    body = np.column_stack([np.full(rows, 2, np.uint8), pixels - above]).tobytes()
    header = struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(body, 6)), (b"IEND", b"")
    file = _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in parts)
    return f"data:image/png;base64,{b64encode(file).decode()}"


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check
