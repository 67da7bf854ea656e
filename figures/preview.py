"""A picture of an experiment for wherever its link is pasted: pixels, since few places show an SVG.

The same as the small picture of figures/thumbnail.py, in light colours: the landscape, and where
the runs really went. It holds no text.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from experiment import Experiment, KnownMinimum, Trajectory
from experiment.export.png import png
from figures import clip, theme
from figures.still import curve_of, placed, relief, shares, visible
from figures.traces import landscape, marks, paths
from losses import Loss

Array = npt.NDArray[np.float64]

SIZE = (1200, 630)  # pixels: what Open Graph and Twitter show whole
GRID = (241, 127)  # points of the landscape, five pixels apart
FINE = 5
LINE, RING, HEAD, STAR = 5.0, 12.0, 12.0, 19.0  # pixels: a width, and radii


def preview(
    e: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[KnownMinimum] = (),
) -> bytes:
    """Return the picture as a PNG of SIZE, some 40 kB.

    trajectories  one a run, in the order of the runs
    """
    flat = len(e.window) == 2
    field = landscape.sample(loss, e.window, GRID if flat else (0, 0), SIZE[0] + 1)
    ranges = e.window[0], e.window[1] if flat else field.height_range
    sheet = Sheet(*SIZE)
    if flat:
        sheet.shade(*ground(e, field, minima))
    else:
        curve(sheet, field, ranges)
    walks = [
        placed(visible(paths.landscape_points(one), ranges), ranges, SIZE) for one in trajectories
    ]
    for mark, walk in zip(e.marks, walks, strict=True):
        sheet.stroke(walk, theme.LIGHT.runs[mark], LINE)
    for minimum in minima:
        star(sheet, placed(np.array([marks.landscape_point(minimum)]), ranges, SIZE)[0])
    for mark, walk in zip(e.marks, walks, strict=True):
        if len(walk):
            sheet.disc(walk[-1], HEAD, theme.LIGHT.page)
            sheet.disc(walk[-1], HEAD - 3, theme.LIGHT.runs[mark])
    for x, y in dict.fromkeys(tuple(walk[0].tolist()) for walk in walks if len(walk)):
        sheet.disc(np.array([x, y]), RING, theme.LIGHT.ink)
        sheet.disc(np.array([x, y]), RING - 5, theme.LIGHT.page)
    return png(np.rint(sheet.pixels).astype(np.uint8))


class Sheet:
    """Pixels (rows, columns, 3) from 0 to 255 that are drawn on, rows downwards."""

    def __init__(self, width: int, height: int) -> None:
        self.pixels = np.empty((height, width, 3))
        self.pixels[:] = rgb(theme.LIGHT.page)

    def shade(self, share: Array, holes: Array) -> None:
        """Cover everything with the landscape; see `ground`."""
        low, level, void = map(rgb, (theme.LIGHT.low, theme.LIGHT.level, theme.LIGHT.void))
        self.pixels[:] = low + (level - low) * share[..., None]
        self.pixels[:] += (void - self.pixels) * holes[..., None]

    def stroke(self, points: Array, colour: str, width: float) -> None:
        """Draw a line through points (n, 2) in pixels; rows of NaN part its pieces."""
        rows, columns, _ = self.pixels.shape
        radius, most = width / 2, (columns, rows)
        spots = points[~np.isnan(points).any(axis=1)]
        if not len(spots):
            return
        left, top = np.clip(np.floor(spots.min(axis=0) - radius - 1), 0, most).astype(int)
        right, bottom = np.clip(np.ceil(spots.max(axis=0) + radius + 1), 0, most).astype(int)
        cover = np.zeros((bottom - top, right - left))
        corner = np.array([left, top])
        for a, b in zip(points[:-1] - corner, points[1:] - corner, strict=True):
            if not np.isnan(a + b).any():
                touch(cover, (a, b), radius)
        self.blend(cover, colour, (left, top))

    def disc(self, centre: Array, radius: float, colour: str) -> None:
        """Draw a filled circle."""
        self.stroke(np.array([centre, centre]), colour, 2 * radius)

    def blend(self, cover: Array, colour: str, corner: tuple[int, int] = (0, 0)) -> None:
        """Lay a colour over the pixels, as much of it as covers each, from a corner on."""
        (left, top), (rows, columns) = corner, cover.shape
        part = self.pixels[top : top + rows, left : left + columns]
        part += (rgb(colour) - part) * cover[..., None]


def touch(cover: Array, ends: tuple[Array, Array], radius: float) -> None:
    """Raise to 1 what is nearer to a segment than a radius, its edge in part."""
    a, b = ends
    rows, columns = cover.shape
    low = np.floor(np.minimum(a, b) - radius - 1).astype(int)
    high = np.ceil(np.maximum(a, b) + radius + 1).astype(int)
    left, top = np.clip(low, 0, (columns, rows))
    right, bottom = np.clip(high, 0, (columns, rows))
    x, y = np.arange(left, right) + 0.5, np.arange(top, bottom)[:, None] + 0.5
    way = b - a
    share = np.clip(((x - a[0]) * way[0] + (y - a[1]) * way[1]) / (float(way @ way) or 1.0), 0, 1)
    away = np.hypot(x - a[0] - share * way[0], y - a[1] - share * way[1])
    part = cover[top:bottom, left:right]
    np.maximum(part, np.clip(radius + 0.5 - away, 0, 1), out=part)


def rgb(colour: str) -> Array:
    """Return red, green and blue (3,) of `#rrggbb`."""
    return np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)], float)


def ground(
    e: Experiment, field: landscape.Field, minima: Sequence[KnownMinimum]
) -> tuple[Array, Array]:
    """Return how much of the level colour each pixel shows, and where the loss has no value."""
    heights, count, holes = relief(e, field, minima)
    empty = finer(holes.astype(float)) > 0.5
    width, height = SIZE
    share = shares(finer(heights), count, empty)[::-1][:height, :width]
    return share, empty[::-1][:height, :width].astype(float)


def finer(values: Array) -> Array:
    """Return values between those of a grid, FINE times as many each way, by straight lines."""
    for axis in (0, 1):
        count = values.shape[axis]
        at = np.arange((count - 1) * FINE + 1) / FINE
        first = np.minimum(at.astype(int), count - 2)
        part = (at - first).reshape((-1, 1) if axis == 0 else (1, -1))
        values = np.take(values, first, axis) * (1 - part) + np.take(values, first + 1, axis) * part
    return values


def curve(sheet: Sheet, field: landscape.Field, ranges: clip.Ranges) -> None:
    """Draw the curve of a loss of one variable over its even ground."""
    spots = placed(curve_of(field, ranges), ranges, SIZE)
    width, height = SIZE
    below = np.nan_to_num(spots[:width, 1], nan=np.inf)
    cover = np.clip(np.arange(height)[:, None] + 0.5 - below, 0, 1)
    sheet.blend(0.4 * cover, theme.LIGHT.high)
    sheet.stroke(spots[::3], theme.LIGHT.slope, LINE)


def star(sheet: Sheet, centre: Array) -> None:
    """Draw the ringed mark of a minimum: a circle, and a star of five rays."""
    turn = np.arange(61) / 30 * np.pi
    circle = centre + STAR * np.column_stack([np.cos(turn), np.sin(turn)])
    sheet.stroke(circle, theme.LIGHT.ink, 2.5)
    for ray in np.arange(5) * 0.4 * np.pi - 0.5 * np.pi:
        tip = centre + 0.62 * STAR * np.array([np.cos(ray), np.sin(ray)])
        sheet.stroke(np.array([centre, tip]), theme.LIGHT.ink, 4.5)
