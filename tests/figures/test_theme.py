"""Colours by computation: contrast by WCAG 2.2, colour blindness by Machado et al. 2009."""

from itertools import combinations

import numpy as np
import pytest

from experiment import MAX_RUNS
from figures import theme

BOTH = pytest.mark.parametrize("palette", [theme.LIGHT, theme.DARK], ids=["light", "dark"])

# Severity 1.0, table 1 of Machado, Oliveira, Fernandes 2009: https://doi.org/10.1109/TVCG.2009.113
SIGHTS = {
    "full": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# OKLab by its author: https://bottosson.github.io/posts/oklab/
CONES = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
]
LAB = [
    [0.2104542553, 0.7936177850, -0.0040720468],
    [1.9779984951, -2.4285922050, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.8086757660],
]


def linear(colour: str) -> np.ndarray:
    """Return `#rrggbb` as linear red, green, blue."""
    channel = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    low, high = sorted(float(c @ [0.2126, 0.7152, 0.0722]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, sight: str) -> np.ndarray:
    """Return the colour in OKLab, as eyes of this sight see it."""
    light = np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)
    return np.array(LAB) @ np.cbrt(np.array(CONES) @ light)


def levels(palette: theme.Palette) -> list[np.ndarray]:
    """Return every colour that a landscape can show, mixed as a browser mixes them: in sRGB."""
    ends = [
        np.array([int(c[k : k + 2], 16) for k in (1, 3, 5)]) for c in (palette.low, palette.high)
    ]
    mixed = [np.rint(ends[0] + (ends[1] - ends[0]) * share) for share in np.linspace(0, 1, 101)]
    return [linear("#" + "".join(f"{int(v):02x}" for v in colour)) for colour in mixed]


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast(linear("#000000"), linear("#ffffff")) == pytest.approx(21)


@BOTH
def test_every_run_stands_out_from_the_page_and_from_every_level(palette: theme.Palette) -> None:
    grounds = [linear(palette.page), linear(palette.void), *levels(palette)]
    assert min(contrast(linear(c), ground) for c in palette.runs for ground in grounds) >= 3


@BOTH
def test_words_and_marks_can_be_read(palette: theme.Palette) -> None:
    assert contrast(linear(palette.quiet), linear(palette.page)) >= 4.5
    assert contrast(linear(palette.slope), linear(palette.page)) >= 3
    assert min(contrast(linear(palette.ink), ground) for ground in levels(palette)) >= 4.5


@BOTH
@pytest.mark.parametrize("sight", SIGHTS)
def test_twelve_runs_stay_apart_for_every_sight_and_four_by_far(
    palette: theme.Palette, sight: str
) -> None:
    """Also from the ink of starts and minima."""
    places = [seen(colour, sight) for colour in (*palette.runs, palette.ink)]
    apart = [float(np.linalg.norm(a - b)) for a, b in combinations(places, 2)]
    first = [float(np.linalg.norm(a - b)) for a, b in combinations(places[:4], 2)]
    # A just noticeable difference in OKLab is about 0.02.
    assert min(apart) >= 0.06
    assert min(first) >= 0.1


@BOTH
def test_no_colour_of_a_palette_appears_twice(palette: theme.Palette) -> None:
    flat = [c for v in vars(palette).values() for c in ([v] if isinstance(v, str) else v)]
    assert len(flat) == len(set(flat))


def test_as_many_runs_as_there_can_be_differ_in_colour_in_dash_and_in_symbol() -> None:
    looks = (theme.LIGHT.runs, theme.DARK.runs, theme.DASHES, theme.SYMBOLS)
    assert [len({*look}) for look in looks] == [MAX_RUNS] * 4
    assert len(theme.SYMBOLS) == len({*theme.SYMBOLS} - {"star", "star-open"})  # minima are stars


@BOTH
def test_the_landscape_shows_its_valleys(palette: theme.Palette) -> None:
    low, high = linear(palette.low), linear(palette.high)
    assert contrast(low, high) >= 1.7
    assert contrast(linear(palette.level), high) >= 1.4
    assert contrast(linear(palette.level), low) >= 2.4
