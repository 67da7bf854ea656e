"""What can be switched on above a landscape: the downhill field, and the losses of its levels."""

from typing import Any

import numpy as np
import numpy.typing as npt

from figures import names, theme
from figures.traces.landscape import Field
from losses import Loss

Array = npt.NDArray[np.float64]
Trace = dict[str, Any]

ACROSS, UP = 17, 15  # arrows
REACH = 0.72  # of the distance between arrows that the longest takes
FEEBLE = 1e-12  # of the largest gradient: below, a direction is only rounding
LINES = (0.18, 0.34, 0.5, 0.66, 0.82)  # where level values may stand, across and up
MARGIN = 0.06  # of the picture that stays free of them


def arrows(loss: Loss, window: tuple[tuple[float, float], ...]) -> Trace:
    """Return arrows against the gradient; a length tells how steep it is, in four sizes.

    The direction is that of the step that gradient descent would take in these coordinates.
    """
    low, high = np.array(window).T
    cells = np.array([ACROSS, UP])
    axes = [a + (b - a) * (np.arange(n) + 0.5) / n for (a, b), n in zip(window, cells, strict=True)]
    middle = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    down = -np.asarray(loss.gradient(middle), dtype=np.float64)
    share = down / (high - low) * cells  # in cells of the grid, so that lengths are those seen
    size = np.hypot.reduce(share, axis=1)
    seen = np.isfinite(size) & (size > FEEBLE * np.nanmax(np.where(np.isfinite(size), size, 0)))
    middle, share, size = middle[seen], share[seen], size[seen]
    rank = np.argsort(np.argsort(size)) / max(len(size), 1)
    length = REACH * (0.4 + 0.2 * np.floor(4 * rank))
    half = share / size[:, None] * length[:, None] / 2 / cells * (high - low)
    rows = np.stack([middle - half, middle + half, np.full_like(half, np.nan)], axis=1)
    x, y = rows.reshape(-1, 2).T
    return {
        "type": "scatter",
        "x": x.astype(np.float32),
        "y": y.astype(np.float32),
        "mode": "lines+markers",
        "line": {"color": theme.LIGHT.slope, "width": 1},
        "marker": {
            "symbol": "arrow",
            "angleref": "previous",
            "size": [0, 7, 0] * len(half),
            "color": theme.LIGHT.slope,
            "opacity": 1,
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "downhill",
        "meta": {"role": "arrows", "panel": "landscape"},
    }


def values(field: Field, levels: Array) -> Trace:
    """Return the losses of the level lines, each written once on its line, far from the others."""
    places = np.array([(x, y, k) for k, level in enumerate(levels) for x, y in on(field, level)])
    taken: list[tuple[float, float]] = [(2.0, 2.0)]
    found: list[tuple[float, float, float]] = []
    for k, level in enumerate(levels):
        own = places[places[:, 2] == k][:, :2] if len(places) else places
        if not len(own):
            continue
        gaps = np.min([np.hypot(*(own - other).T) for other in taken], axis=0)
        x, y = own[int(np.argmax(gaps))]
        if gaps.max() > MARGIN:
            taken.append((x, y))
            found.append((x, y, float(level)))
    spots = np.array(found).reshape(-1, 3)
    low, high = np.array([(axis[0], axis[-1]) for axis in field.axes]).T
    at = low + spots[:, :2] * (high - low)
    return {
        "type": "scatter",
        "x": at[:, 0],
        "y": at[:, 1],
        "mode": "text",
        "text": [names.number(value) for value in spots[:, 2]],
        "textfont": {"size": 10, "color": theme.LIGHT.quiet, "shadow": "auto"},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "loss",
        "meta": {"role": "values", "panel": "landscape"},
    }


def on(field: Field, level: float) -> list[tuple[float, float]]:
    """Return where a level crosses a few lines across and up, as shares of the picture."""
    height, width = field.values.shape
    found = []
    for line in LINES:
        column = field.values[:, round(line * (width - 1))]
        row = field.values[round(line * (height - 1))]
        found += [(line, share) for share in crossings(column, level)]
        found += [(share, line) for share in crossings(row, level)]
    return [(x, y) for x, y in found if min(x, y) > MARGIN and max(x, y) < 1 - MARGIN]


def crossings(values: Array, level: float) -> Array:
    """Return where a row of values (n,) passes the level, as shares of its length."""
    before, after = values[:-1], values[1:]
    with np.errstate(invalid="ignore", over="ignore"):
        k = np.flatnonzero((before < level) != (after < level))
        share = (level - before[k]) / (after[k] - before[k])
    good = np.isfinite(share)
    return np.asarray((k[good] + share[good]) / (len(values) - 1))
