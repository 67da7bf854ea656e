"""Frames: the runs are where they were at that step, and a grey print tells them apart."""

import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiment import MAX_RUNS, decode, load, minima, run
from figures.frames import RADIUS, frames, free, sample
from figures.thumbnail import HEIGHT, WIDTH

# With lr 1/4 every step halves x and y; with 1/2 the first is at the minimum.
BOWL = "loss=x^2%2By^2&window=-2+2+-1+1&run=gd+lr+0.25+at+1+-0.5&run=gd+lr+0.5+at+-1+0.5&steps=3"
LINE = "loss=x^2&window=-2+2&run=gd+lr+0.25+at+1&run=gd+lr+2+at+1&steps=40"


def drawn(link: str, *steps: int) -> list[str]:
    e, problems = decode(link)
    assert problems == ()
    return frames(e, load(e), run(e), minima(e), steps=steps, name="land-1")


def heads(svg: str) -> dict[int, tuple[int, int]]:
    """The place of each run's number."""
    found = re.findall(r'<text x="(\d+)" y="(\d+)" [^>]*>(\d+)</text>', svg)
    return {int(number): (int(x), int(y) - 10) for x, y, number in found}


def test_a_number_stands_where_the_run_is_at_that_step() -> None:
    start, middle, end = drawn(BOWL, 0, 1, 3)
    assert heads(start) == {1: (360, 225), 2: (120, 75)}
    assert heads(middle) == {1: (300, 188), 2: (240, 150)}
    assert heads(end)[1] == (255, 159)
    # The first is on the minimum's ring, so the second stands beside it.
    assert math.dist(*heads(end).values()) >= 2 * RADIUS - 1
    assert re.findall(r'<path d="(M360[^"]*)"', middle) == ["M360 225l-60-37"] * 2


def test_the_landscape_is_drawn_once_and_repeated() -> None:
    first, second = drawn(BOWL, 0, 3)
    assert ('<g id="land-1">' in first, '<use href="#land-1"/>' in first) == (True, False)
    assert ('<g id="land-1">' in second, '<use href="#land-1"/>' in second) == (False, True)
    assert len(second) < len(first) / 2
    for svg in (first, second):
        ElementTree.fromstring(svg)


def test_a_run_that_has_left_the_picture_has_no_number_there() -> None:
    early, late = drawn(LINE, 0, 40)
    assert set(heads(early)) == {1, 2}
    assert set(heads(late)) == {1}


def test_no_two_runs_have_the_same_dashes() -> None:
    lines = [re.sub(r"light-dark\([^)]*\)", "", sample(0, mark)) for mark in range(MAX_RUNS)]
    assert len(set(lines)) == MAX_RUNS


@given(st.lists(st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), max_size=MAX_RUNS))
def test_numbers_stay_in_the_picture_and_apart(spots: list[tuple[float, float]]) -> None:
    taken: list[tuple[float, float]] = []
    for spot in spots:
        taken.append(free(spot, taken))
        x, y = taken[-1]
        assert RADIUS <= x <= WIDTH - RADIUS
        assert RADIUS <= y <= HEIGHT - RADIUS
        assert all(math.dist(taken[-1], other) >= 2 * RADIUS - 1 for other in taken[:-1])


@pytest.mark.parametrize("corner", [(0, 0), (WIDTH, 0), (0, HEIGHT), (WIDTH / 2, HEIGHT / 2)])
def test_all_runs_at_one_place_have_room(corner: tuple[float, float]) -> None:
    taken: list[tuple[float, float]] = []
    for _ in range(MAX_RUNS):
        taken.append(free(corner, taken))
    assert len(set(taken)) == MAX_RUNS
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in taken)
