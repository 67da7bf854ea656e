"""A map as an image: one colour a minimum, patterns that differ in grey, words inside."""

import struct
import zlib

import numpy as np
import pytest

from experiment import decode
from experiment.maps.compute import sheets
from experiment.maps.picture import GROUND, INK, PAGE, oklch, picture
from experiment.maps.plan import Size, plan
from experiment.maps.summary import summary


def drawn(link: str, *size: int) -> tuple[np.ndarray, dict[bytes, bytes]]:
    asked = plan(decode(link)[0], Size(*size))
    found = sheets(asked)
    return read(picture(asked, found, summary(asked, found)))


def read(file: bytes) -> tuple[np.ndarray, dict[bytes, bytes]]:
    """Return the pixels of a PNG and its texts by keyword."""
    at, texts, shape, body = 8, {}, (0, 0), b""
    while at < len(file):
        (length,), kind = struct.unpack(">I", file[at : at + 4]), file[at + 4 : at + 8]
        data = file[at + 8 : at + 8 + length]
        assert zlib.crc32(kind + data) == struct.unpack(">I", file[at + 8 + length :][:4])[0]
        if kind == b"IHDR":
            shape = struct.unpack(">II", data[:8])
        elif kind in (b"tEXt", b"iTXt"):
            name, _, text = data.partition(b"\0")
            texts[name] = text.lstrip(b"\0")
        elif kind == b"IDAT":
            body = zlib.decompress(data)
        at += length + 12
    rows = np.frombuffer(body, np.uint8).reshape(shape[1], 1 + 3 * shape[0])
    return np.cumsum(rows[:, 1:], axis=0, dtype=np.uint8).reshape(shape[1], shape[0], 3), texts


def colours(image: np.ndarray) -> set[tuple[int, ...]]:
    return set(map(tuple, image.reshape(-1, 3).tolist()))


def test_the_file_has_its_words_and_its_link() -> None:
    link = "loss=(x%5E2-1)%5E2&run=gd+lr+0.05+at+1&map=starts+x+-2+2"
    image, texts = drawn(link, 40, 1)
    assert image.shape[1] == 480
    assert texts[b"Title"].decode().startswith("Gradient descent 0.05 reaches the minimum at x = ")
    assert decode(texts[b"Source"].decode()) == decode(link)
    # The left half goes to one minimum and the right half to the other.
    left, right = colours(image[:, :240]), colours(image[:, 240:])
    assert not left & right


def test_panels_stand_side_by_side() -> None:
    image, _ = drawn("loss=himmelblau&run=gd&run=adam&map=starts", 20, 10)
    assert image.shape == (240, 480 + 12 + 480, 3)
    assert colours(image[:, 480:492]) == {PAGE}


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("loss=x^2&run=gd+lr+3+at+1&map=starts", "diverged"),
        ("loss=x^2&run=gd+lr+1+at+1&map=starts", "cycling"),
        ("loss=x^2&run=gd+lr+1e-9+at+1&map=starts+x+2+4", "stuck"),
    ],
)
def test_endings_that_are_no_minimum_have_patterns(link: str, kind: str) -> None:
    image, _ = drawn(link, 60, 1)
    assert colours(image) == {GROUND, INK}
    inked = float((image == INK).all(axis=-1).mean())
    shares = {"diverged": 1 / 8, "cycling": 1 / 8, "stuck": 7 / 32}
    assert inked == pytest.approx(shares[kind], abs=0.03)


@pytest.mark.parametrize("by", ["gap", "steps", "ending"])
def test_a_map_of_dials_is_drawn_by_what_it_shows(by: str) -> None:
    link = f"loss=x^2&run=momentum+lr+0.1+at+1&map=dials+lr+1e-3+10+momentum+by+{by}"
    image, _ = drawn(link, 24, 24)
    assert len(colours(image)) > (3 if by == "ending" else 8)


def test_rates_are_a_chart() -> None:
    image, _ = drawn("loss=x^2&run=gd+lr+0.1+at+1&run=adam+lr+0.1+at+1&map=rates", 100, 1)
    assert image.shape[1] == 400
    assert PAGE in colours(image)


def test_colours_are_those_of_the_standard() -> None:
    assert oklch(1, 0, 0) == (255, 255, 255)
    assert oklch(0, 0, 0) == (0, 0, 0)
    assert oklch(0.62796, 0.25768, 29.234) == (255, 0, 0)  # W3C, CSS Color 4: red
