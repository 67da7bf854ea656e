"""The small pictures: real places, no words, and few bytes."""

import re
import struct
import zlib
from base64 import b64decode
from xml.etree import ElementTree

import numpy as np
import pytest

from experiment import decode, load, minima, run
from figures import theme
from figures.thumbnail import HEIGHT, WIDTH, grey_png, thumbnail
from losses import CATALOGUE

BOWL = "loss=x^2%2By^2&window=-2+2+-1+1&run=gd+lr+0.25+at+1+-0.5&steps=3"


def drawn(link: str) -> str:
    e, problems = decode(link)
    assert problems == ()
    return thumbnail(e, load(e), run(e), minima(e))


def image(address: str) -> np.ndarray:
    """Return the pixels of a grey PNG, read without the code that wrote it."""
    file = b64decode(address.removeprefix("data:image/png;base64,"))
    place, body, size = 8, b"", (0, 0)
    while place < len(file):
        (length,) = struct.unpack(">I", file[place : place + 4])
        kind, data = file[place + 4 : place + 8], file[place + 8 : place + 8 + length]
        assert struct.unpack(">I", file[place + 8 + length : place + 12 + length]) == (
            zlib.crc32(kind + data),
        )
        size = struct.unpack(">II", data[:8]) if kind == b"IHDR" else size
        body += data if kind == b"IDAT" else b""
        place += 12 + length
    columns, rows = size
    lines = np.frombuffer(zlib.decompress(body), np.uint8).reshape(rows, columns + 1)
    assert set(lines[:, 0]) == {2}  # each line is the difference to the one above
    return np.cumsum(lines[:, 1:], axis=0, dtype=np.uint8)


def test_a_png_says_what_it_was_given() -> None:
    share = np.linspace(0, 1, 35).reshape(5, 7)
    np.testing.assert_array_equal(image(grey_png(share)), np.rint(share * 255))


def test_a_path_runs_through_the_points_of_the_run() -> None:
    # With lr 1/4 every step halves x and y: 1, 1/2, 1/4, 1/8 of the way from the middle.
    path = re.search(r'<path d="(M[^"]*)" style="fill:none;stroke', drawn(BOWL))
    assert path is not None
    assert path[1] == "M360 225l-60-37l-30-19l-15-10"


def test_starts_ends_and_minima_stand_where_they_are() -> None:
    svg = drawn(BOWL)
    assert '<circle cx="360" cy="225"' in svg  # the start at (1, -0.5)
    assert '<circle cx="255" cy="159"' in svg  # the end at (0.125, -0.0625)
    assert "translate(240 150)" in svg  # the minimum in the middle


def test_every_run_has_its_colour_in_both_themes() -> None:
    svg = drawn("loss=rosenbrock")
    for light, dark in zip(theme.LIGHT.runs[:4], theme.DARK.runs[:4], strict=True):
        assert f"light-dark({light},{dark})" in svg


def test_the_landscape_is_darker_where_the_loss_is_higher() -> None:
    address = re.search(r'href="([^"]+)"', drawn(BOWL))
    assert address is not None
    grey = image(address[1]).astype(float)
    middle, corner = grey[40:50, 65:80].mean(), grey[:10, :15].mean()
    assert middle < 0.3 * corner


def test_a_hole_of_the_loss_is_left_open() -> None:
    svg = drawn("loss=ln(x)%2By^2&window=-1+3+-2+2&run=gd+lr+0.1+at+2+1")
    assert svg.count("<mask ") == 2
    assert f"light-dark({theme.LIGHT.void},{theme.DARK.void})" in svg


def test_a_run_that_leaves_the_picture_ends_at_its_edge() -> None:
    svg = drawn("loss=x^2&window=-2+2&run=gd+lr+3+at+1&steps=200")
    numbers = [float(n) for n in re.findall(r"(?<=[MlL ])-?\d+", svg)]
    assert max(map(abs, numbers)) < 3 * WIDTH
    assert svg.count("<circle") == 1 + 1  # the start, and the ring of the minimum


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_loss_of_the_catalogue_has_a_small_picture_without_text(key: str) -> None:
    svg = drawn(f"loss={key}")
    assert len(svg) < 32_000
    tree = ElementTree.fromstring(svg)
    assert tree.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert not "".join(tree.itertext()).strip()
    assert "nan" not in re.sub(r'href="[^"]*"', "", svg)


def test_nothing_that_a_visitor_typed_is_in_the_picture() -> None:
    svg = drawn("loss=theta^2&run=gd+lr+0.1+at+1")
    assert "theta" not in svg
