"""A map as an image: one colour a minimum, patterns that differ in grey, words inside."""

import struct
import zlib

import numpy as np
import pytest

from experiment import decode
from experiment.maps.colours import GROUND, INK
from experiment.maps.compute import sheets
from experiment.maps.picture import key, maps, picture
from experiment.maps.plan import Size, plan
from experiment.maps.summary import summary


def drawn(link: str, *size: int) -> np.ndarray:
    """Return the image of the first panel."""
    asked = plan(decode(link)[0], Size(*size))
    found = sheets(asked)
    return next(maps(asked, found, summary(asked, found).value))


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


def test_each_minimum_has_a_colour() -> None:
    image = drawn("loss=(x%5E2-1)%5E2&run=gd+lr+0.05+at+1&map=starts+x+-2+2", 40, 1)
    assert image.shape[1] == 480
    # The left half goes to one minimum and the right half to the other.
    left, right = colours(image[:, :240]), colours(image[:, 240:])
    assert not left & right


def test_the_file_holds_the_panels_side_by_side_and_its_words_and_its_link() -> None:
    link = "loss=himmelblau&run=gd&run=adam&map=starts"
    asked = plan(decode(link)[0], Size(20, 10))
    found = sheets(asked)
    told = summary(asked, found)
    image, texts = read(picture(asked, found, told))
    first, second = maps(asked, found, told.value)
    places = [place(image, panel) for panel in (first, second)]
    assert places[0][0] == places[1][0]
    assert places[0][1] + first.shape[1] < places[1][1]
    assert texts[b"Title"].decode().startswith("Gradient descent 0.01 reaches the minimum at ")
    assert decode(texts[b"Source"].decode()) == decode(link)


def place(image: np.ndarray, part: np.ndarray) -> tuple[int, int]:
    """Return where a part is in an image: its row and its column."""
    rows, columns = part.shape[:2]
    first = (image == part[0, 0]).all(axis=-1)
    for row, column in np.argwhere(first).tolist():
        if np.array_equal(image[row : row + rows, column : column + columns], part):
            return row, column
    raise AssertionError("the part is not in the image")


def test_the_key_says_what_colours_and_patterns_mean() -> None:
    said = {}
    for kind in ("rates", "starts", "dials", "dials by steps"):
        link = f"loss=x^2&run=gd+lr+0.1+at+1&steps=30&map={kind.replace(' ', '+')}"
        asked = plan(decode(link)[0], Size(8, 8))
        found = sheets(asked)
        entries = key(asked, found, summary(asked, found).value)
        said[kind] = [entry.text for entry in entries]
    patterns = ["diverges", "cycles", "rests elsewhere"]
    assert said["rates"] == ["Gradient descent 0.1", "reaches a minimum", *patterns]
    assert said["starts"] == ["minimum at x = 0", *patterns]
    assert said["dials"][0].startswith("gap 1e")
    assert said["dials"][1:] == ["diverges"]
    assert said["dials by steps"] == ["0 to 30 steps to the gap", *patterns]


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("loss=x^2&run=gd+lr+3+at+1&map=starts", "diverged"),
        ("loss=x^2&run=gd+lr+1+at+1&map=starts", "cycling"),
        ("loss=x^2&run=gd+lr+1e-9+at+1&map=starts+x+2+4", "stuck"),
    ],
)
def test_endings_that_are_no_minimum_have_patterns(link: str, kind: str) -> None:
    image = drawn(link, 60, 1)
    assert colours(image) == {GROUND, INK}
    inked = float((image == INK).all(axis=-1).mean())
    shares = {"diverged": 1 / 8, "cycling": 1 / 8, "stuck": 7 / 32}
    assert inked == pytest.approx(shares[kind], abs=0.03)


@pytest.mark.parametrize("by", ["gap", "steps", "ending"])
def test_a_map_of_dials_is_drawn_by_what_it_shows(by: str) -> None:
    link = f"loss=x^2&run=momentum+lr+0.1+at+1&map=dials+lr+1e-3+10+momentum+by+{by}"
    image = drawn(link, 24, 24)
    assert len(colours(image)) > (3 if by == "ending" else 8)
