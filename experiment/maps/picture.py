"""A map as a PNG file: the colours and patterns of the page, its words and its link inside.

player/js/maps/painter.js paints the same in the browser.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from experiment.export.png import Bytes, png
from experiment.link import portable
from experiment.maps.compute import Sheet
from experiment.maps.ending import CODES, Array
from experiment.maps.plan import Plan
from experiment.maps.summary import Summary, gaps
from experiment.maps.words import words

Colour = tuple[int, int, int]
# Angles around the colour circle of OKLCH, those of neighbours far apart.
HUES = (255, 70, 160, 340, 110, 300, 200, 25)
FEW, MOST = (0.95, 0.045), (0.5, 0.15)  # lightness and chroma of the fewest steps, of all
LOW, HIGH = 0.96, 0.42  # lightness of the lowest gap and of the highest
GAP_HUE = 262
SHADES = 24
DECADES = 12  # of gaps that are told apart
PAGE, GROUND, INK = (255, 255, 255), (234, 232, 228), (107, 98, 89)
TILE = 8  # pixels of a pattern's tile
WIDE = 480  # pixels of a panel at least
ROOM = 12  # pixels between two panels
CHART = 320  # pixels of the height of a chart of rates
STROKE = 2


def picture(of: Plan, sheets: Sequence[Sheet], found: Summary) -> bytes:
    """Return the file: the panels side by side, of the first seed; or a chart of rates."""
    first = [sheet for sheet in sheets if sheet.seed == sheets[0].seed]
    chart = of.chosen.kind == "rates"
    image = _chart(first, found.value) if chart else _side_by_side(of, first, found.value)
    return png(image, {"Title": " ".join(words(of, found)), "Source": portable(of.experiment)})


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


def _basin(hue: float) -> Callable[[float], Colour]:
    def colour(share: float) -> Colour:
        lightness, chroma = (
            few + share * (most - few) for few, most in zip(FEW, MOST, strict=True)
        )
        return oklch(lightness, chroma, hue)

    return colour


def _gap(share: float) -> Colour:
    chroma = 0.02 + 0.11 * math.sin(math.pi * min(0.9, share))
    return oklch(LOW + share * (HIGH - LOW), chroma, GAP_HUE)


def _ramp(colour: Callable[[float], Colour], share: Array) -> Bytes:
    """Return the colours (..., 3) of shares from 0 to 1 in SHADES steps."""
    table = np.array([colour(level / SHADES) for level in range(SHADES + 1)], np.uint8)
    found: Bytes = table[np.rint(np.clip(share, 0, 1) * SHADES).astype(int)]
    return found


def _side_by_side(of: Plan, sheets: Sequence[Sheet], value: float) -> Bytes:
    scale = max(1, WIDE // of.size.across)
    low, high = _decades(sheets, value)
    panels: list[Bytes] = []
    for sheet in sheets:
        if panels:
            panels.append(np.full((panels[0].shape[0], ROOM, 3), PAGE, np.uint8))
        panels.append(_panel(of, sheet, scale, gap=_share(gaps(sheet, value), low, high)))
    return np.concatenate(panels, axis=1)


def _panel(of: Plan, sheet: Sheet, scale: int, *, gap: Array) -> Bytes:
    """Return the image of a panel, the highest row first."""
    by = of.chosen.by if of.chosen.kind == "dials" else "basin"
    colours = np.full((*sheet.codes.shape, 3), PAGE, np.uint8)
    plain = sheet.codes == CODES["reached"]
    patterned = ["diverged", "cycling", "stuck"]
    if by == "gap":
        plain, patterned = np.isfinite(gap), ["diverged"]
        colours[plain] = _ramp(_gap, gap[plain])
    elif by == "steps":
        plain = sheet.below >= 0
        colours[plain] = _ramp(_gap, _logarithmic(sheet.below[plain], of.frame.steps))
    else:
        share = (
            _logarithmic(sheet.steps, of.frame.steps) if by == "basin" else np.full(gap.shape, 0.5)
        )
        for minimum in np.unique(sheet.minima[plain]).tolist():
            mine = plain & (sheet.minima == minimum)
            colours[mine] = _ramp(_basin(HUES[minimum % len(HUES)]), np.nan_to_num(share[mine]))
    tall = max(scale, WIDE // 8) if of.size.up == 1 else scale
    image = colours[::-1].repeat(tall, axis=0).repeat(scale, axis=1)
    codes = np.where(plain, -1, sheet.codes)[::-1].repeat(tall, axis=0).repeat(scale, axis=1)
    for kind in patterned:
        _hatch(image, codes == CODES[kind], kind)
    return image


def _hatch(image: Bytes, mine: NDArray[np.bool_], kind: str) -> None:
    """Draw the pattern of an ending where it is: told apart in grey too."""
    down, across = np.indices(mine.shape) % TILE
    rising, falling = (down + across) % TILE == 0, (down - across) % TILE == 0
    dots = (down % (TILE // 2) < 2) & (across % (TILE // 2) < 2) & ((down < 4) == (across < 4))
    marks = {"diverged": rising, "stuck": rising | falling, "cycling": dots}[kind]
    image[mine], image[mine & marks] = GROUND, INK


def _logarithmic(steps: NDArray[np.intp], most: int) -> Array:
    """Return how far numbers of steps are along a scale by decades, for most take few."""
    return np.minimum(1.0, np.log1p(np.maximum(steps, 0)) / math.log1p(max(most, 1)))


def _decades(sheets: Sequence[Sheet], value: float) -> tuple[int, int]:
    """Return the lowest and the highest power of ten of the gaps that are told apart."""
    above = np.concatenate([gaps(sheet, value).ravel() for sheet in sheets])
    above = above[np.isfinite(above) & (above > 0)]
    if not above.size:
        return -1, 0
    high = math.ceil(math.log10(above.max()))
    low = max(math.floor(math.log10(above.min())), high - DECADES)
    return min(low, high - 1), high


def _share(gap: Array, low: int, high: int) -> Array:
    """Return how far gaps are along these decades; infinite ones stay so."""
    with np.errstate(divide="ignore"):
        share = (np.log10(gap) - low) / (high - low)
    return np.where(np.isfinite(gap), np.clip(share, 0, 1), np.inf)


def _chart(sheets: Sequence[Sheet], value: float) -> Bytes:
    """Return the gaps over the rates, a curve a run; below it a strip a run says how it ends."""
    count = sheets[0].codes.shape[1]
    scale = max(1, WIDE // count)
    low, high = _decades(sheets, value)
    image = np.full((CHART, count * scale, 3), PAGE, np.uint8)
    strips = []
    for k, sheet in enumerate(sheets):
        ink = oklch(0.55, 0.17, HUES[k % len(HUES)])
        heights = np.rint((1 - _share(gaps(sheet, value)[0], low, high)) * (CHART - 1))
        heights = heights.repeat(scale)
        for column, (here, before) in enumerate(
            zip(heights, np.r_[heights[:1], heights[:-1]], strict=True)
        ):
            if math.isfinite(here):
                ends = sorted([here, before if math.isfinite(before) else here])
                image[int(ends[0]) : int(ends[1]) + STROKE, column] = ink
        strip = np.full((ROOM, count * scale, 3), PAGE, np.uint8)
        codes = np.broadcast_to(sheet.codes[0].repeat(scale), strip.shape[:2])
        strip[codes == CODES["reached"]] = ink
        for kind in ("diverged", "cycling", "stuck"):
            _hatch(strip, codes == CODES[kind], kind)
        strips += [np.full((STROKE, *strip.shape[1:]), PAGE, np.uint8), strip]
    return np.concatenate([image, *strips])
