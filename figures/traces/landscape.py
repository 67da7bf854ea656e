"""The landscape: a muted contour of a loss of two variables, the curve of a loss of one."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from figures import layout, theme
from figures.clip import compact
from figures.traces import levels
from landscape.landscape import PICTURE_GRID
from losses import Loss

Array = npt.NDArray[np.float64]
Window = tuple[tuple[float, float], ...]

CURVE = 701  # points of a curve
# A curve shows at most this many times the height of its middle half: more would be only a pole.
MAX_HALVES = 40.0
KEPT = 16  # landscapes of 400 kB: a change of a run draws the same one again


@dataclass(frozen=True, eq=False)
class Field:
    """A loss on a grid over its window; shared by all pictures of it, so never to be written to."""

    axes: tuple[Array, ...]  # one a variable
    values: Array  # (n,) or (rows of y, columns of x); not finite where the loss is not

    @cached_property
    def finite(self) -> Array:
        """The finite values, (m,); [0] when there are none, so that a picture can be drawn."""
        found = self.values[np.isfinite(self.values)]
        return found if found.size else np.zeros(1)

    @cached_property
    def height_range(self) -> tuple[float, float]:
        """The ends of the upright axis of a curve: its values, without what a pole adds."""
        low, high = float(self.finite.min()), float(self.finite.max())
        quartiles = np.quantile(self.finite, (0.25, 0.5, 0.75))
        first, middle, third = (float(value) for value in quartiles)
        half = (third - first) or 1.0
        low, high = max(low, middle - MAX_HALVES * half), min(high, middle + MAX_HALVES * half)
        pad = 0.06 * (high - low) or 1.0
        return low - pad, high + pad


@lru_cache(maxsize=KEPT)
def sample(
    loss: Loss, window: Window, grid: tuple[int, int] = PICTURE_GRID, curve: int = CURVE
) -> Field:
    """Return the loss on a grid over the window, in one batched call."""
    counts = grid if len(window) == 2 else (curve,)
    axes = tuple(np.linspace(*ends, n) for ends, n in zip(window, counts, strict=True))
    points = np.stack(np.meshgrid(*axes), axis=-1)
    values = np.ascontiguousarray(loss.value(points), dtype=np.float64)
    values.flags.writeable = False
    return Field(axes, values)


@lru_cache(maxsize=KEPT)
def levels_of(field: Field, floor: float, by_decades: bool) -> Array:
    """Return the losses (n,) at which level lines are drawn, rising.

    floor       the lowest value known, at most the lowest on the grid: decades count from it
    by_decades  else they are evenly spaced
    """
    finite = field.finite
    if by_decades and finite.max() > floor:
        return levels.decades(finite, floor)
    return levels.even(finite.min(), finite.max())


def heights(field: Field, marks: Array) -> Array:
    """Return a landscape's losses as heights among these levels, see `levels.heights`."""
    return _heights(field, tuple(marks.tolist()))


@lru_cache(maxsize=KEPT)
def _heights(field: Field, marks: tuple[float, ...]) -> Array:
    return levels.heights(field.values, levels.ladder(field.finite, np.array(marks)))


def contour(field: Field, marks: Array, every: int = 1) -> layout.Trace:
    """Return a filled contour of one hue with thin lines at the losses `marks`.

    every  which points of the grid to draw: 2 for every second, in small panels
    """
    x, y = (axis[::every] for axis in field.axes)  # both ends stay: the counts are odd
    return {
        "type": "contour",
        "x": compact(x, (x[0], x[-1])),
        "y": compact(y, (y[0], y[-1])),
        "contours": {"start": 1, "end": len(marks), "size": 1, "coloring": "fill"},
        "autocontour": False,
        "line": {"color": theme.LIGHT.level, "width": 0.6},
        **ground(field, marks, every),
    }


def ground(field: Field, marks: Array, every: int) -> layout.Trace:
    """Return what a landscape seen from above and one in 3-D share: heights and colours."""
    return {
        "z": heights(field, marks)[::every, ::every].astype(np.float32),
        "colorscale": [[0, theme.LIGHT.low], [1, theme.LIGHT.high]],
        "showscale": False,
        "hoverinfo": "skip",
        "name": "loss",
        "meta": {"role": "landscape", "panel": "landscape", "levels": marks.tolist()},
    }


def holes(field: Field, suffix: str = "") -> list[dict[str, Any]]:
    """Return what lies below a landscape with holes, so that a hole does not look like a valley.

    suffix  of the axes it belongs to
    """
    if len(field.axes) == 1 or np.isfinite(field.values).all():
        return []
    axes = {"xref": f"x{suffix} domain", "yref": f"y{suffix} domain"}
    whole = {"x0": 0, "x1": 1, "y0": 0, "y1": 1, "line": {"width": 0}}
    return [{"type": "rect", "layer": "below", "fillcolor": theme.LIGHT.void, **axes, **whole}]


def curve(field: Field) -> layout.Trace:
    """Return the curve of a loss of one variable, broken where it is not finite."""
    values = np.where(np.isfinite(field.values), field.values, np.nan)
    low, high = field.height_range
    reach = 20 * (high - low)  # values beyond are far off the picture; a browser draws in float32
    x = compact(field.axes[0], (field.axes[0][0], field.axes[0][-1]))
    y = compact(np.clip(values, low - reach, high + reach), (low, high))
    line = {"color": theme.LIGHT.slope, "width": 2, "simplify": False}
    return layout.scatter((x, y), "lines", {"role": "landscape"}, name="loss", line=line)
