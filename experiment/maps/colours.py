"""The colours and patterns of a map; player/js/maps/painter.js paints with the same."""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from experiment.export.png import Bytes
from experiment.maps.compute import Sheet
from experiment.maps.ending import Array
from experiment.maps.summary import gaps

Colour = tuple[int, int, int]
# Angles around the colour circle of OKLCH, those of neighbours far apart.
HUES = (255, 70, 160, 340, 110, 300, 200, 25)
FEW, MOST = (0.95, 0.045), (0.5, 0.15)  # lightness and chroma of the fewest steps, of all
LOW, HIGH = 0.96, 0.42  # lightness of the lowest gap and of the highest
GAP_HUE = 262
SHADES = 24
DECADES = 12  # of gaps that are told apart
USUAL, ABOVE = 0.9, 2  # of the gaps are at most so many powers of ten below the top of their scale
PAGE, GROUND, INK = (255, 255, 255), (234, 232, 228), (107, 98, 89)
TILE = 8  # pixels of a pattern's tile


def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    """Return a colour of OKLCH as sRGB, cut to what a screen has."""
    a, b = (chroma * turn(math.radians(hue)) for turn in (math.cos, math.sin))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
    )
    red, green, blue = (_gamma(min(max(part, 0.0), 1.0)) for part in linear)
    return red, green, blue


def _gamma(part: float) -> int:
    return round(255 * (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


def basin(minimum: int) -> Callable[[float], Colour]:
    """Return the colour of a minimum, from few steps, 0, to many, 1."""
    hue = HUES[minimum % len(HUES)]

    def colour(share: float) -> Colour:
        lightness, chroma = (
            few + share * (most - few) for few, most in zip(FEW, MOST, strict=True)
        )
        return oklch(lightness, chroma, hue)

    return colour


def gap_colour(share: float) -> Colour:
    """Return the colour of a gap, from the lowest, 0, to the highest, 1."""
    chroma = 0.02 + 0.11 * math.sin(math.pi * min(0.9, share))
    return oklch(LOW + share * (HIGH - LOW), chroma, GAP_HUE)


def ramp(colour: Callable[[float], Colour], share: Array) -> Bytes:
    """Return the colours (..., 3) of shares from 0 to 1 in SHADES steps."""
    table = np.array([colour(level / SHADES) for level in range(SHADES + 1)], np.uint8)
    found: Bytes = table[np.rint(np.clip(share, 0, 1) * SHADES).astype(int)]
    return found


def run_colour(k: int) -> Colour:
    """Return the colour of a run's curve."""
    return oklch(0.55, 0.17, HUES[k % len(HUES)])


def hatch(image: Bytes, mine: NDArray[np.bool_], kind: str) -> None:
    """Draw the pattern of an ending where it is: told apart in grey too."""
    down, across = np.indices(mine.shape) % TILE
    rising, falling = (down + across) % TILE == 0, (down - across) % TILE == 0
    dots = (down % (TILE // 2) < 2) & (across % (TILE // 2) < 2) & ((down < 4) == (across < 4))
    marks = {"diverged": rising, "stuck": rising | falling, "cycling": dots}[kind]
    image[mine], image[mine & marks] = GROUND, INK


def step_share(steps: NDArray[np.intp], most: int) -> Array:
    """Return how far numbers of steps are along a scale by decades, for most take few."""
    return np.minimum(1.0, np.log1p(np.maximum(steps, 0)) / math.log1p(max(most, 1)))


def decades(sheets: Sequence[Sheet], value: float) -> tuple[int, int]:
    """Return the lowest and the highest power of ten of the gaps that are told apart.

    Where there are too many the lowest go, but before them a few runs that were about to diverge.
    """
    above = np.concatenate([gaps(sheet, value).ravel() for sheet in sheets])
    above = above[np.isfinite(above) & (above > 0)]
    if not above.size:
        return -1, 0
    powers = np.log10(np.sort(above))
    low, high = float(powers[0]), float(powers[-1])
    if high - low > DECADES:
        usual = float(powers[math.ceil(USUAL * (len(powers) - 1))])
        high = min(high, math.ceil(usual) + ABOVE)
    last = math.ceil(high)
    return min(max(math.floor(low), last - DECADES), last - 1), last


def gap_share(gap: Array, low: int, high: int) -> Array:
    """Return how far gaps are along these decades; infinite ones stay so."""
    with np.errstate(divide="ignore"):
        share = (np.log10(gap) - low) / (high - low)
    return np.where(np.isfinite(gap), np.clip(share, 0, 1), np.inf)
