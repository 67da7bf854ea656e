"""The sheet of an image file: panels with their axes, a key and lines of words, drawn by Pillow."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from experiment.export.png import Bytes
from experiment.maps.axes import Kind
from experiment.maps.colours import PAGE
from experiment.maps.ticks import ticks

INK, QUIET = (28, 36, 48), (86, 97, 113)
FONT = 14  # pixels of a letter's height
MARGINS = {"left": 76, "right": 20, "top": 32, "bottom": 56}
APART = {"across": 74, "up": 42}  # pixels between two numbers of an axis
LINE = 20
EDGE = 16
MOST_LINES = 8  # of one text: a link can hold a whole table
COLUMNS = 3  # panels beside each other
# Letters that the font of Pillow lacks, beside those that Unicode itself takes apart.
OTHERS = str.maketrans({"−": "-", "–": "-", "×": "x", "∞": "inf"})


@dataclass(frozen=True)
class Side:
    """An axis of a panel: its title and its ends."""

    label: str
    low: float
    high: float
    kind: Kind


@dataclass(frozen=True, eq=False)
class Panel:
    """An image with a title and axes.

    deep   pixels of it from the top that the axis upwards is for: all of them, or a part
    """

    title: str
    image: Bytes
    across: Side
    up: Side | None
    deep: int


@dataclass(frozen=True, eq=False)
class Entry:
    """An entry of the key: a swatch and what it means."""

    swatch: Bytes
    text: str


def sheet(panels: Sequence[Panel], key: Sequence[Entry], lines: Sequence[str]) -> Bytes:
    """Return the pixels of a sheet: the panels, a few beside each other, key and lines below."""
    wide = max(panel.image.shape[1] for panel in panels) + MARGINS["left"] + MARGINS["right"]
    tall = max(panel.image.shape[0] for panel in panels) + MARGINS["top"] + MARGINS["bottom"]
    columns = min(len(panels), COLUMNS)
    width = max(columns * wide, 480)
    foot = tall * -(-len(panels) // columns)
    places, high = _key_places(key, width - 2 * EDGE)
    rows = [row for line in lines for row in wrapped(line, width - 2 * EDGE)]
    image = Image.new("RGB", (width, foot + high + LINE * len(rows) + EDGE), PAGE)
    for k, panel in enumerate(panels):
        _draw_panel(image, panel, wide * (k % columns), tall * (k // columns))
    pen = ImageDraw.Draw(image)
    for entry, (x, y) in zip(key, places, strict=True):
        image.paste(Image.fromarray(entry.swatch), (EDGE + x, foot + y))
        deep, across = entry.swatch.shape[:2]
        pen.rectangle((EDGE + x - 1, foot + y - 1, EDGE + x + across, foot + y + deep), None, QUIET)
        pen.text((EDGE + x + across + 7, foot + y - 1), plain(entry.text), INK, _font())
    for k, row in enumerate(rows):
        pen.text((EDGE, foot + high + LINE * k), row, INK, _font())
    return np.asarray(image)


def plain(text: str) -> str:
    """Return a text in letters that the font has: Greek ones by their names, others by a mark."""
    return "".join(map(_letter, unicodedata.normalize("NFKD", text.translate(OTHERS))))


def _letter(one: str) -> str:
    if one.isascii() or unicodedata.combining(one):
        return one if one.isprintable() and one.isascii() else ""
    name = unicodedata.name(one, "")
    if name.startswith("GREEK") and " LETTER " in name:
        letter = name.rpartition(" ")[2]
        return letter.title() if "CAPITAL" in name else letter.lower()
    return {"“": '"', "”": '"', "’": "'"}.get(one, "?")


def wrapped(text: str, width: float) -> list[str]:
    """Return a text in lines of at most so many pixels; a word that is longer is cut."""
    rows, rest, font = list[str](), plain(text), _font()
    while rest and len(rows) < MOST_LINES:
        fits = len(rest)
        while fits > 1 and font.getlength(rest[:fits]) > width:
            fits = min(fits - 1, int(fits * width / font.getlength(rest[:fits])) + 1)
        space = rest.rfind(" ", 0, fits + 1)
        end = len(rest) if fits == len(rest) else space if space > 0 else fits
        rows.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        rows[-1] = f"{rows[-1][:-3]}..."
    return rows


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(FONT)


def _key_places(key: Sequence[Entry], width: int) -> tuple[list[tuple[int, int]], int]:
    """Return where the entries stand, and how much room they take upwards."""
    places, x, y = list[tuple[int, int]](), 0, 0
    for entry in key:
        wide = entry.swatch.shape[1] + 24 + round(_font().getlength(plain(entry.text)))
        if x and x + wide > width:
            x, y = 0, y + LINE + 4
        places.append((x, y))
        x += wide
    return places, y + LINE + 12 if key else 0


def _draw_panel(image: Image.Image, panel: Panel, left: int, top: int) -> None:
    pen, font = ImageDraw.Draw(image), _font()
    left, top = left + MARGINS["left"], top + MARGINS["top"]
    deep, wide = panel.image.shape[:2]
    image.paste(Image.fromarray(panel.image), (left, top))
    pen.rectangle((left - 1, top - 1, left + wide, top + deep), None, QUIET)
    pen.text((left, top - 8), plain(panel.title), INK, font, anchor="ls")
    for part, text in _ticks(panel.across, wide // APART["across"]):
        x = left + round(part * (wide - 1))
        pen.line((x, top + deep, x, top + deep + 5), QUIET)
        pen.text((x, top + deep + 19), text, QUIET, font, anchor="ms")
    pen.text((left + wide // 2, top + deep + 40), plain(panel.across.label), INK, font, anchor="ms")
    if not panel.up:
        return
    for part, text in _ticks(panel.up, panel.deep // APART["up"]):
        y = top + round((1 - part) * (panel.deep - 1))
        pen.line((left - 6, y, left - 1, y), QUIET)
        pen.text((left - 9, y), text, QUIET, font, anchor="rm")
    _write_upwards(image, panel.up.label, left - MARGINS["left"] + 12, top + panel.deep // 2)


def _ticks(side: Side, most: int) -> Iterator[tuple[float, str]]:
    for part, text in ticks(side.low, side.high, side.kind, max(most, 1)):
        if -1e-9 <= part <= 1 + 1e-9:
            yield part, plain(text)


def _write_upwards(image: Image.Image, text: str, x: int, y: int) -> None:
    """Write a text upwards, its middle at a place."""
    text = plain(text)
    strip = Image.new("L", (round(_font().getlength(text)) + 2, LINE), 0)
    ImageDraw.Draw(strip).text((1, LINE - 5), text, 255, _font(), anchor="ls")
    strip = strip.rotate(90, expand=True)
    place = (x - strip.width // 2, max(y - strip.height // 2, 0))
    image.paste(Image.new("RGB", strip.size, INK), place, strip)
