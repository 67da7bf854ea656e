"""The landscape: a muted contour of a loss of two variables, the curve of a loss of one."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from figures import theme
from figures.packing import compact
from figures.traces import levels
from landscape.landscape import PICTURE_GRID
from losses import Loss

Array = npt.NDArray[np.float64]
Window = tuple[tuple[float, float], ...]

CURVE = 701
# A curve that is this many times higher than its middle half would show only its pole.
POLE = 40.0
KEPT = 16  # landscapes of 400 kB: a change of a run draws the same one again


@dataclass(frozen=True, eq=False)
class Field:
    """A loss on a grid over its window; shared by all pictures of it, so never to be written to."""

    axes: tuple[Array, ...]  # one a variable
    values: Array  # (n,) or (rows of y, columns of x); not finite where the loss is not

    @cached_property
    def finite(self) -> Array:
        """The finite values, flat; [0] when there are none, so that a picture can be drawn."""
        found = self.values[np.isfinite(self.values)]
        return found if found.size else np.zeros(1)


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


def placed(field: Field, marks: Array) -> Array:
    """Return where the values of a field lie among these levels: see `levels.place`."""
    return _placed(field, tuple(marks.tolist()))


@lru_cache(maxsize=KEPT)
def _placed(field: Field, marks: tuple[float, ...]) -> Array:
    return levels.place(field.values, np.array(marks))


def contour(field: Field, marks: Array, every: int = 1) -> dict[str, Any]:
    """Return a filled contour of one hue with thin lines at the losses `marks`.

    every  which points of the grid to draw: 2 for every second, in small panels
    """
    x, y = (axis[::every] for axis in field.axes)  # both ends stay: the counts are odd
    return {
        "type": "contour",
        "x": compact(x, (x[0], x[-1])),
        "y": compact(y, (y[0], y[-1])),
        "z": placed(field, marks)[::every, ::every].astype(np.float32),
        "contours": {"start": 1, "end": len(marks), "size": 1, "coloring": "fill"},
        "autocontour": False,
        "colorscale": [[0, theme.LIGHT.low], [1, theme.LIGHT.high]],
        "line": {"color": theme.LIGHT.level, "width": 0.6},
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
    ground = {"type": "rect", "layer": "below", **axes}
    size = {"x0": 0, "x1": 1, "y0": 0, "y1": 1, "line": {"width": 0}}
    return [ground | size | {"fillcolor": theme.LIGHT.void}]


def slope(field: Field) -> dict[str, Any]:
    """Return the curve of a loss of one variable, broken where it is not finite."""
    values = np.where(np.isfinite(field.values), field.values, np.nan)
    low, high = view(field)
    reach = 20 * (high - low)  # values beyond are far off the picture; a browser draws in float32
    return {
        "type": "scatter",
        "x": compact(field.axes[0], (field.axes[0][0], field.axes[0][-1])),
        "y": compact(np.clip(values, low - reach, high + reach), (low, high)),
        "mode": "lines",
        "line": {"color": theme.LIGHT.slope, "width": 2, "simplify": False},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "loss",
        "meta": {"role": "landscape", "panel": "landscape"},
    }


def view(field: Field) -> tuple[float, float]:
    """Return the ends of the upright axis of a curve: its values, without what a pole adds."""
    finite = field.finite
    low, high = float(finite.min()), float(finite.max())
    first, middle, third = (float(q) for q in np.quantile(finite, (0.25, 0.5, 0.75)))
    half = (third - first) or 1.0
    low, high = max(low, middle - POLE * half), min(high, middle + POLE * half)
    pad = 0.06 * (high - low) or 1.0
    return low - pad, high + pad
