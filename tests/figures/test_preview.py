"""The picture for wherever a link is pasted: real places, in pixels."""

import struct
import zlib

import numpy as np
import pytest

from experiment import decode, load, minima, run
from figures import theme
from figures.preview import SIZE, Sheet, finer, preview, rgb, touch

BOWL = "loss=x^2%2By^2&window=-2+2+-1+1&run=gd+lr+0.25+at+1+-0.5&steps=3"


def drawn(link: str) -> np.ndarray:
    """Return the pixels (rows, columns, 3) of the picture, read without the code that wrote it."""
    e, problems = decode(link)
    assert problems == ()
    file = preview(e, load(e), run(e), minima(e))
    assert file[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", file[16:24])
    assert (width, height) == SIZE
    place, body = 8, b""
    while place < len(file):
        (length,) = struct.unpack(">I", file[place : place + 4])
        body += file[place + 8 : place + 8 + length] * (file[place + 4 : place + 8] == b"IDAT")
        place += 12 + length
    lines = np.frombuffer(zlib.decompress(body), np.uint8).reshape(height, 3 * width + 1)
    return np.cumsum(lines[:, 1:], axis=0, dtype=np.uint8).reshape(height, width, 3)


def colour(found: np.ndarray, x: float, y: float) -> list[int]:
    """Return the colour at a point of the bowl's window."""
    return found[round((1 - y) / 2 * 630) - 1, round((x + 2) / 4 * 1200) - 1].tolist()


def test_a_run_goes_through_its_points_and_ends_where_it_ended() -> None:
    found = drawn(BOWL)  # every step halves x and y
    blue = rgb(theme.LIGHT.runs[0]).tolist()
    for x in (0.6, 0.5, 0.3, 0.125):
        assert colour(found, x, -x / 2) == blue
    assert colour(found, 1, -0.5) == rgb(theme.LIGHT.page).tolist()  # the ring of the start
    assert colour(found, -1, 0.5) != blue


def test_the_landscape_is_darker_where_the_loss_is_higher_and_even_to_both_sides() -> None:
    found = drawn(BOWL).astype(float)
    assert found[300:330, 480:540].mean() > 20 + found[:30, :60].mean()
    left, right = found[:100, :100], found[:100, -100:][:, ::-1]
    assert np.abs(left - right).mean() < 3


def test_a_curve_stands_over_its_ground_and_a_hole_is_left_open() -> None:
    curve = drawn("loss=x^2&window=-2+2&run=gd+lr+0.1+at+1")
    assert curve[600, 600].tolist() != curve[20, 600].tolist() == rgb(theme.LIGHT.page).tolist()
    holed = drawn("loss=ln(x)%2By^2&window=-1+3+-2+2&run=gd+lr+0.1+at+2+1")
    assert holed[300, 100].tolist() == rgb(theme.LIGHT.void).tolist()


def test_values_between_those_of_a_grid_are_on_straight_lines() -> None:
    x, y = np.meshgrid(np.arange(4), np.arange(3))
    fine = finer(2.0 * x - y)
    assert fine.shape == (11, 16)
    np.testing.assert_allclose(fine[::5, ::5], 2.0 * x - y)
    np.testing.assert_allclose(fine[3], 2 * np.arange(16) / 5 - 0.6)


@pytest.mark.parametrize("radius", [3.0, 5.5])
def test_a_disc_covers_its_area(radius: float) -> None:
    cover = np.zeros((40, 40))
    middle = np.array([20.0, 20.0])
    touch(cover, (middle, middle), radius)
    assert cover.sum() == pytest.approx(np.pi * radius**2, rel=0.02)


def test_a_line_parted_by_nan_has_a_gap_and_one_outside_leaves_nothing() -> None:
    sheet = Sheet(40, 20)
    before = sheet.pixels.copy()
    away = np.array([[100.0, 100.0], [200.0, 100.0]])
    sheet.stroke(away, "#000000", 3)
    sheet.stroke(np.full((2, 2), np.nan), "#000000", 3)
    np.testing.assert_array_equal(sheet.pixels, before)
    nothing = [np.nan, np.nan]
    sheet.stroke(np.array([[5, 10], [10, 10], nothing, [30, 10], [35, 10]]), "#000000", 3)
    assert sheet.pixels[9, 7].max() == 0
    assert sheet.pixels[9, 20].min() == 255
