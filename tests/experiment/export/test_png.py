"""PNG files, read back by hand."""

import struct
import zlib

import numpy as np

from experiment.export.png import png


def test_grey_and_coloured_pixels_come_back() -> None:
    rng = np.random.default_rng(0)
    for shape, kind in (((5, 7), 0), ((5, 7, 3), 2)):
        pixels = rng.integers(0, 256, shape).astype(np.uint8)
        file = png(pixels)
        assert struct.unpack(">IIBB", file[16:26]) == (7, 5, 8, kind)
        start = file.index(b"IDAT") + 4
        body = zlib.decompressobj().decompress(file[start:])
        rows = np.frombuffer(body, np.uint8).reshape(5, -1)
        assert (rows[:, 0] == 2).all()  # each row is told by its difference to the one above
        back = np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8).reshape(shape)
        assert (back == pixels).all()


def test_texts_travel_in_the_file() -> None:
    file = png(np.zeros((1, 1), np.uint8), {"Source": "loss=x^2", "Title": "β₁ −1"})
    assert b"tEXtSource\0loss=x^2" in file
    assert b"iTXtTitle\0\0\0\0\0" + "β₁ −1".encode() in file
