"""A small picture of an experiment: its landscape and where its runs really went, as an SVG.

It holds no text at all, so nothing that a visitor typed. Every colour is a pair for the light and
the dark theme (CSS `light-dark`), so one picture serves both: in an <img> it takes the scheme of
the element that holds it.
"""

import math
from base64 import b64encode
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from experiment import Experiment, KnownMinimum, Trajectory
from experiment.export.png import png
from figures import clip, theme
from figures.still import curve_of, placed, relief, shares, visible
from figures.traces import landscape, marks, paths
from losses import Loss

Array = npt.NDArray[np.float64]

WIDTH, HEIGHT = 480, 300  # in units of half a pixel, so that whole numbers are fine enough
GRID = (160, 100)  # pixels of the landscape, which a browser smooths
CURVE = 161  # points of a loss of one variable
STAR = "M0 -9L2.1 -2.9L8.6 -2.8L3.4 1.1L5.3 7.3L0 3.6L-5.3 7.3L-3.4 1.1L-8.6 -2.8L-2.1 -2.9z"


def thumbnail(
    experiment: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[KnownMinimum] = (),
) -> str:
    """Return the picture as SVG text: some 9 kB, four milliseconds of work.

    trajectories  one a run, in the order of the runs
    """
    under, ranges = ground(experiment, loss, minima)
    runs = [path_pixels(paths.landscape_points(one), ranges) for one in trajectories]
    body = [
        *under,
        *map(path, experiment.marks, runs),
        *stars(minima, ranges),
        *map(end, experiment.marks, runs),
        *starts(runs),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'style="color-scheme:light dark">'
        f"{''.join(body)}</svg>"
    )


def ground(
    e: Experiment, loss: Loss, minima: Sequence[KnownMinimum]
) -> tuple[list[str], clip.Ranges]:
    """Return the landscape without a run, and what the picture shows across and up."""
    window = e.window
    field = landscape.sample(loss, window, GRID, CURVE)
    ranges = window[0], window[1] if len(window) == 2 else field.height_range
    return bands(e, field, minima) if len(window) == 2 else curve(field, ranges), ranges


def path_pixels(points: Array, ranges: clip.Ranges) -> Array:
    """Return the visible part of a path in units of the picture; rows of NaN part its pieces."""
    return pixels(visible(points, ranges), ranges)


def pixels(points: Array, ranges: clip.Ranges) -> Array:
    """Return points (n, 2) in whole units of the picture."""
    return np.asarray(np.rint(placed(points, ranges, (WIDTH, HEIGHT))))


def bands(e: Experiment, field: landscape.Field, minima: Sequence[KnownMinimum]) -> list[str]:
    """Return the landscape as two even colours, the darker one seen through a grey image."""
    heights, count, holes = relief(e, field, minima)
    below = [layer(np.where(holes, 0.0, 1.0), "low")] if holes.any() else []
    ground = rectangle("void" if holes.any() else "low")
    return [ground, *below, layer(shares(heights, count, holes), "level")]


def layer(share: Array, colour: str) -> str:
    """Return a colour seen through an image of shares, rows upward.

    The image's name comes from itself: equal images have equal names on a page.
    """
    image = grey_png(share[::-1])
    name = f"sb-{blake2b(image.encode(), digest_size=5).hexdigest()}"
    size = f'width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="none"'
    mask = f'<mask id="{name}"><image {size} href="{image}"/></mask>'
    return mask + rectangle(colour, f' mask="url(#{name})"')


def rectangle(colour: str, more: str = "") -> str:
    """Return the whole picture in one colour."""
    return f'<rect width="{WIDTH}" height="{HEIGHT}" style="fill:{of_theme(colour)}"{more}/>'


def curve(field: landscape.Field, ranges: clip.Ranges) -> list[str]:
    """Return the curve of a loss of one variable over its even ground."""
    points = curve_of(field, ranges)
    whole = np.isfinite(points[:, 1])
    line = commands(pixels(np.where(whole[:, None], points, np.nan), ranges))
    ground = f'<path d="{commands(pixels(points[whole], ranges))}V{HEIGHT}H0z"'
    return [
        rectangle("page"),
        f'{ground} style="fill:{of_theme("high")};fill-opacity:0.4"/>',
        f'<path d="{line}" style="fill:none;stroke:{of_theme("slope")};stroke-width:3.5"/>',
    ]


def path(mark: int, points: Array) -> str:
    """Return the path of the run that has this mark."""
    style = f"fill:none;stroke:{of_run(mark)};stroke-width:3.4;stroke-linejoin:round"
    return f'<path d="{commands(points)}" style="{style}"/>'


def commands(points: Array) -> str:
    """Return path commands: absolute where a piece begins, then relative, without still steps."""
    words: list[str] = []
    last: tuple[float, float] | None = None
    for x, y in points.tolist():
        if math.isnan(x) or math.isnan(y):
            last = None
        elif last is None:
            words.append(f"M{x:.0f} {y:.0f}")
            last = (x, y)
        elif (x, y) != last:
            across, up = x - last[0], y - last[1]
            words.append(f"l{across:.0f}{' ' if up >= 0 else ''}{up:.0f}")
            last = (x, y)
    return "".join(words)


def end(mark: int, points: Array) -> str:
    """Return the filled head where the run ends, if that is in the picture."""
    if not len(points) or not seen(points[-1]):
        return ""
    style = f"fill:{of_run(mark)};stroke:{of_theme('page')};stroke-width:2"
    return f'<circle cx="{points[-1, 0]:.0f}" cy="{points[-1, 1]:.0f}" r="8" style="{style}"/>'


def starts(runs: Sequence[Array]) -> Iterable[str]:
    """Yield a ringed dot for each place where runs start."""
    for x, y in dict.fromkeys(tuple(points[0].tolist()) for points in runs if len(points)):
        if seen((x, y)):
            style = f"fill:{of_theme('page')};stroke:{of_theme('ink')};stroke-width:6"
            yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="7" style="{style}"/>'


def stars(minima: Sequence[KnownMinimum], ranges: clip.Ranges) -> Iterable[str]:
    """Yield a ringed star for each minimum in the picture, hollow where another one is lower."""
    places = np.array([marks.landscape_point(m) for m in minima]).reshape(-1, 2)
    ink = of_theme("ink")
    for minimum, (x, y) in zip(minima, pixels(places, ranges), strict=True):
        if seen((x, y)):
            yield (
                f'<g transform="translate({x:.0f} {y:.0f})" style="fill:none;stroke:{ink};'
                f'stroke-width:2"><circle r="15"/>'
                f'<path d="{STAR}" style="fill:{ink if minimum.lowest else "none"}"/></g>'
            )


def seen(point: Iterable[float]) -> bool:
    """Say whether a point lies in the picture."""
    x, y = point
    return bool(0 <= x <= WIDTH and 0 <= y <= HEIGHT)


def of_run(mark: int) -> str:
    """Return the colours of the run that has this mark."""
    return f"light-dark({theme.LIGHT.runs[mark]},{theme.DARK.runs[mark]})"


def of_theme(name: str) -> str:
    """Return the colours of this name in both palettes."""
    return f"light-dark({getattr(theme.LIGHT, name)},{getattr(theme.DARK, name)})"


def grey_png(share: Array) -> str:
    """Return an image of shares from 0 (black) to 1 (white), rows from top to bottom.

    One byte of grey a pixel, as a `data:` address.
    """
    grey = np.rint(np.clip(share, 0, 1) * 255).astype(np.uint8)
    return f"data:image/png;base64,{b64encode(png(grey)).decode()}"
