"""A map as a PNG file: its panels in the colours of the page, axes, a key, words and its link."""

from collections.abc import Iterator, Sequence

import numpy as np

from experiment.export.png import Bytes, png
from experiment.link import portable
from experiment.maps.chart import DEEP, chart
from experiment.maps.colours import (
    HUES,
    PAGE,
    Colour,
    basin,
    decades,
    gap_colour,
    gap_share,
    hatch,
    ramp,
    run_colour,
    step_share,
)  # fmt: skip
from experiment.maps.compute import Sheet
from experiment.maps.ending import CODES, Array
from experiment.maps.plan import Plan
from experiment.maps.sheet import Entry, Panel, Side, sheet
from experiment.maps.summary import Summary, gaps
from experiment.maps.words import caption, words
from experiment.naming import run_names
from experiment.verdicts.evidence import at
from landscape import look_at

WIDE = 480  # pixels of a panel at least
SWATCH = (44, 14)  # pixels
GREY = (128, 128, 128)


def picture(of: Plan, sheets: Sequence[Sheet], found: Summary) -> bytes:
    """Return the file: a panel a run, of the first seed, or a chart of rates; axes, key, words."""
    said, source = list(words(of, found)), portable(of.experiment)
    lines = [caption(of.experiment), *said, source]
    image = sheet(list(_panels(of, sheets, found.value)), key(of, sheets, found.value), lines)
    return png(image, {"Title": " ".join(said), "Source": source})


def _panels(of: Plan, sheets: Sequence[Sheet], value: float) -> Iterator[Panel]:
    first, *more = (Side(axis.label, axis.low, axis.high, axis.kind) for axis in of.axes)
    if of.chosen.kind == "rates":
        low, high = decades(sheets, value)
        gap = Side("final loss above the best known", 10.0**low, 10.0**high, "logarithmic")
        yield Panel("", chart(sheets, value), first, gap, DEEP)
        return
    names = run_names(of.experiment.runs)
    shown = [one for one in sheets if one.seed == sheets[0].seed]
    for one, image in zip(shown, maps(of, shown, value), strict=True):
        yield Panel(names[one.place], image, first, more[0] if more else None, image.shape[0])


def key(of: Plan, sheets: Sequence[Sheet], value: float) -> list[Entry]:
    """Return what the colours and the patterns mean."""
    land, minima = look_at(of.experiment), of.frame.minima
    share = np.linspace(0, 1, SWATCH[0])
    patterns = ["diverged", "cycling", "stuck"]
    if of.chosen.kind == "rates":
        names, places = run_names(of.experiment.runs), dict.fromkeys(one.place for one in sheets)
        found = [Entry(_full(run_colour(k)), names[place]) for k, place in enumerate(places)]
        found.append(Entry(_full(GREY), "reaches a minimum"))
    elif of.chosen.kind == "starts" or of.chosen.by == "ending":
        plain = share if of.chosen.kind == "starts" else np.full(share.shape, 0.5)
        found = [
            Entry(_swatch(ramp(basin(k), plain)), f"minimum at {at(point, land)}")
            for k, point in enumerate(minima[: len(HUES)])
        ]
    elif of.chosen.by == "steps":
        found = [
            Entry(_swatch(ramp(gap_colour, share)), f"0 to {of.experiment.steps} steps to the gap")
        ]
    else:
        low, high = decades(sheets, value)
        found = [Entry(_swatch(ramp(gap_colour, share)), f"gap 1e{low} to 1e{high}")]
        patterns = ["diverged"]
    rests = "rests elsewhere" if len(minima) else "comes to rest"
    endings = {"diverged": "diverges", "cycling": "cycles", "stuck": rests}
    return found + [Entry(_patterned(kind), endings[kind]) for kind in patterns]


def _swatch(colours: Bytes) -> Bytes:
    return np.broadcast_to(colours, (SWATCH[1], *colours.shape)).copy()


def _full(colour: Colour) -> Bytes:
    return _swatch(np.tile(np.array(colour, np.uint8), (SWATCH[0], 1)))


def _patterned(kind: str) -> Bytes:
    image = _full(PAGE)
    hatch(image, np.ones(image.shape[:2], bool), kind)
    return image


def maps(of: Plan, sheets: Sequence[Sheet], value: float) -> Iterator[Bytes]:
    """Yield the image of each sheet, all on one scale."""
    scale = max(1, WIDE // of.size.across)
    low, high = decades(sheets, value)
    for one in sheets:
        yield _panel(of, one, scale, gap=gap_share(gaps(one, value), low, high))


def _panel(of: Plan, sheet: Sheet, scale: int, *, gap: Array) -> Bytes:
    """Return the image of a panel, the highest row first."""
    by = of.chosen.by if of.chosen.kind == "dials" else "basin"
    colours = np.full((*sheet.codes.shape, 3), PAGE, np.uint8)
    plain = sheet.codes == CODES["reached"]
    patterned = ["diverged", "cycling", "stuck"]
    if by == "gap":
        plain, patterned = np.isfinite(gap), ["diverged"]
        colours[plain] = ramp(gap_colour, gap[plain])
    elif by == "steps":
        plain = sheet.below >= 0
        colours[plain] = ramp(gap_colour, step_share(sheet.below[plain], of.frame.steps))
    else:
        share = (
            step_share(sheet.steps, of.frame.steps) if by == "basin" else np.full(gap.shape, 0.5)
        )
        for minimum in np.unique(sheet.minima[plain]).tolist():
            mine = plain & (sheet.minima == minimum)
            colours[mine] = ramp(basin(minimum), np.nan_to_num(share[mine]))
    tall = max(scale, WIDE // 8) if of.size.up == 1 else scale
    image = colours[::-1].repeat(tall, axis=0).repeat(scale, axis=1)
    codes = np.where(plain, -1, sheet.codes)[::-1].repeat(tall, axis=0).repeat(scale, axis=1)
    for kind in patterned:
        hatch(image, codes == CODES[kind], kind)
    return image
