"""A small picture of an experiment: its landscape and where its runs really went, as an SVG.

It holds no text at all, so nothing that a visitor typed. Every colour is a pair for the light and
the dark theme (CSS `light-dark`), so one picture serves both: in an <img> it takes the scheme of
the element that holds it.
"""

import math
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from experiment import Experiment, KnownMinimum, Trajectory
from figures import clip, png, theme
from figures.traces import landscape, levels
from landscape import look_at
from losses import Loss

Array = npt.NDArray[np.float64]

WIDTH, HEIGHT = 480, 300  # in units of half a pixel, so that whole numbers are fine enough
_GRID = (160, 100)  # pixels of the landscape, which a browser smooths
_CURVE = 161
_MOST = 400  # vertices of a path
_TOP = 0.6  # share of the level colour that makes about the highest colour of the landscape
_SHADES = 40  # more are not seen, and would make the image twice as long
_STAR = "M0 -9L2.1 -2.9L8.6 -2.8L3.4 1.1L5.3 7.3L0 3.6L-5.3 7.3L-3.4 1.1L-8.6 -2.8L-2.1 -2.9z"


def thumbnail(
    experiment: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[KnownMinimum] = (),
) -> str:
    """Return the picture as SVG text: some 9 kB, four milliseconds of work.

    trajectories  one a run, in the order of the runs: a run's place gives its colour
    """
    field = landscape.sample(loss, experiment.window, _GRID, _CURVE)
    box = _box(experiment, field)
    runs = [_pixels(_panel(t), box) for t in trajectories]
    body = [
        *_ground(experiment, field, box, minima),
        *(_path(run, points) for run, points in enumerate(runs)),
        *_stars(minima, box),
        *(_end(run, points) for run, points in enumerate(runs)),
        *_starts(runs),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'style="color-scheme:light dark">'
        f"{''.join(body)}</svg>"
    )


def _box(e: Experiment, field: landscape.Field) -> clip.Box:
    upright = e.window[1] if len(e.window) == 2 else landscape.view(field)
    return e.window[0], upright


def _panel(seen: Trajectory) -> Array:
    """Return the run's points (n + 1, 2); with one variable it walks on the curve."""
    if seen.points.shape[1] == 2:
        return seen.points
    return np.column_stack([seen.points[:, 0], seen.losses])


def _pixels(points: Array, box: clip.Box) -> Array:
    """Return the visible part of a path in units of the picture; rows of NaN part its pieces."""
    every = max(1, -(-len(points) // _MOST))
    kept = np.concatenate([points[:-1:every], points[-1:]])
    path = clip.cut(kept, clip.enlarged(box, 0.1)).points
    return _scaled(path, box)


def _ground(
    e: Experiment, field: landscape.Field, box: clip.Box, minima: Sequence[KnownMinimum]
) -> list[str]:
    if len(field.axes) == 1:
        return _slope(field, box)
    floor = min([float(field.finite.min()), *(m.value for m in minima)])
    return _bands(field, landscape.levels_of(field, floor, look_at(e).log_colour))


def _bands(field: landscape.Field, marks: Array) -> list[str]:
    """Return the landscape as two even colours, the darker one seen through a grey image."""
    holes = ~np.isfinite(field.values)
    placed = levels.place(field.values, marks)
    placed[holes] = 0.0
    below = [_layer(_masked(png.grey(np.where(holes, 0.0, 1.0)[::-1])), "low")]
    above = _layer(_masked(png.grey(_share(placed, len(marks), holes)[::-1])), "level")
    ground = _rect("void" if holes.any() else "low")
    return [ground, *(below if holes.any() else []), above]


def _share(placed: Array, count: int, holes: npt.NDArray[np.bool_]) -> Array:
    """Return how much of the level colour each pixel shows: even bands with thin lines between.

    placed  where each pixel lies among the levels, see `levels.place`
    """
    up, across = np.gradient(placed)
    pixel = np.maximum(np.hypot(up, across), 1e-9)
    nearest = np.clip(np.rint(placed), 1, count)
    away = (placed - nearest) / pixel  # distance to the nearest level line, in pixels
    band = nearest - 0.5 + np.clip(away, -0.5, 0.5)
    line = np.clip(1.0 - np.abs(away), 0, 0.6) * np.clip(1.3 - 2 * pixel, 0, 1)
    even = _TOP * band / count
    share = np.where(holes, 0.0, even + (1 - even) * line)
    return np.asarray(np.rint(share * _SHADES) / _SHADES)


def _masked(image: str) -> tuple[str, str]:
    """Return the mask of an image and its name; equal images have equal names on a page."""
    name = f"sb-{blake2b(image.encode(), digest_size=5).hexdigest()}"
    size = f'width="{WIDTH}" height="{HEIGHT}" preserveAspectRatio="none"'
    return f'<mask id="{name}"><image {size} href="{image}"/></mask>', name


def _layer(mask: tuple[str, str], colour: str) -> str:
    return mask[0] + _rect(colour, f' mask="url(#{mask[1]})"')


def _rect(colour: str, more: str = "") -> str:
    return f'<rect width="{WIDTH}" height="{HEIGHT}" style="fill:{_named(colour)}"{more}/>'


def _slope(field: landscape.Field, box: clip.Box) -> list[str]:
    """Return the curve of a loss of one variable over its even ground."""
    low, high = box[1]
    reach = high - low
    values = np.clip(field.values, low - reach, high + reach)  # a pole is infinite
    curve = np.column_stack([field.axes[0], values])
    whole = np.isfinite(values)
    points = _line(_scaled(np.where(whole[:, None], curve, np.nan), box))
    ground = f'<path d="{_line(_scaled(curve[whole], box))}V{HEIGHT}H0z"'
    return [
        _rect("page"),
        f'{ground} style="fill:{_named("low")}"/>',
        f'<path d="{points}" style="fill:none;stroke:{_named("slope")};stroke-width:3.5"/>',
    ]


def _scaled(points: Array, box: clip.Box) -> Array:
    (left, right), (low, high) = box
    across = (points[:, 0] - left) / (right - left) * WIDTH
    up = (high - points[:, 1]) / (high - low) * HEIGHT
    return np.asarray(np.rint(np.column_stack([across, up])))


def _path(run: int, points: Array) -> str:
    look = f"fill:none;stroke:{_run(run)};stroke-width:3.4;stroke-linejoin:round"
    return f'<path d="{_line(points)}" style="{look}"/>'


def _line(points: Array) -> str:
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


def _end(run: int, points: Array) -> str:
    """Return the filled head where the run ends, if that is in the picture."""
    if not len(points) or not _seen(points[-1]):
        return ""
    look = f"fill:{_run(run)};stroke:{_named('page')};stroke-width:2"
    return f'<circle cx="{points[-1, 0]:.0f}" cy="{points[-1, 1]:.0f}" r="8" style="{look}"/>'


def _starts(runs: Sequence[Array]) -> Iterable[str]:
    """Yield a ringed dot for each place where runs start."""
    places = dict.fromkeys(tuple(points[0].tolist()) for points in runs if len(points))
    for x, y in places:
        if _seen((x, y)):
            ring = f"fill:{_named('page')};stroke:{_named('ink')};stroke-width:6"
            yield f'<circle cx="{x:.0f}" cy="{y:.0f}" r="7" style="{ring}"/>'


def _stars(minima: Sequence[KnownMinimum], box: clip.Box) -> Iterable[str]:
    """Yield a ringed star for each minimum in the picture, hollow where another one is lower."""
    places = [tuple(m.point) if len(m.point) == 2 else (m.point[0], m.value) for m in minima]
    for minimum, where in zip(minima, _scaled(np.array(places).reshape(-1, 2), box), strict=True):
        if _seen(where):
            x, y = where
            ink = _named("ink")
            fill = ink if minimum.lowest else "none"
            yield (
                f'<g transform="translate({x:.0f} {y:.0f})" style="fill:none;stroke:{ink};'
                f'stroke-width:2"><circle r="15"/><path d="{_STAR}" style="fill:{fill}"/></g>'
            )


def _seen(where: Iterable[float]) -> bool:
    x, y = where
    return bool(0 <= x <= WIDTH and 0 <= y <= HEIGHT)


def _run(run: int) -> str:
    return _pair(theme.colour_of(run, theme.LIGHT), theme.colour_of(run, theme.DARK))


def _named(name: str) -> str:
    return _pair(getattr(theme.LIGHT, name), getattr(theme.DARK, name))


def _pair(light: str, dark: str) -> str:
    return f"light-dark({light},{dark})"
