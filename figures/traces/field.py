"""What can be switched on above a landscape: the downhill field, and the losses of its levels."""

import numpy as np

from figures import theme
from figures.clip import Array
from figures.layout import Trace, scatter
from figures.traces.landscape import Field
from language.wording import readable
from losses import Loss

ARROWS = (17, 15)  # across and up
LONGEST = 0.72  # arrow, as a share of the distance between arrows
MIN_GRADIENT = 1e-12  # of the largest gradient: below, a direction is only rounding
LABEL_LINES = (0.18, 0.34, 0.5, 0.66, 0.82)  # where losses of levels may stand, across and up
MARGIN = 0.06  # of the picture that stays free of them


def arrows(loss: Loss, window: tuple[tuple[float, float], ...]) -> Trace:
    """Return arrows against the gradient; a length tells how steep it is, in four sizes.

    The direction is that of the step that gradient descent would take in these coordinates.
    """
    ends = shafts(loss, window)
    gaps = np.full((len(ends), 1, 2), np.nan)
    x, y = np.concatenate([ends, gaps], axis=1).reshape(-1, 2).astype(np.float32).T
    marker = {
        "symbol": "arrow",
        "angleref": "previous",
        "size": [0, 7, 0] * len(ends),
        "color": theme.LIGHT.slope,
        "opacity": 1,
        "line": {"width": 0},
    }
    line = {"color": theme.LIGHT.slope, "width": 1}
    meta = {"role": "arrows"}
    return scatter((x, y), "lines+markers", meta, line=line, marker=marker, name="downhill")


def shafts(loss: Loss, window: tuple[tuple[float, float], ...]) -> Array:
    """Return tail and head of the arrows, (n, 2, 2): one in every cell that has a direction."""
    low, high = np.array(window).T
    cells = np.array(ARROWS)
    axes = [a + (b - a) * (np.arange(n) + 0.5) / n for (a, b), n in zip(window, cells, strict=True)]
    middle = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    down = -np.asarray(loss.gradient(middle), dtype=np.float64)
    share = down / (high - low) * cells  # in cells of the grid, so that lengths are those seen
    size = np.hypot.reduce(share, axis=1)
    least = MIN_GRADIENT * np.max(np.where(np.isfinite(size), size, 0))
    seen = np.isfinite(size) & (size > least)
    middle, share, size = middle[seen], share[seen], size[seen]
    rank = np.argsort(np.argsort(size)) / max(len(size), 1)
    length = LONGEST * (0.4 + 0.2 * np.floor(4 * rank))
    half = share / size[:, None] * length[:, None] / 2 / cells * (high - low)
    return np.stack([middle - half, middle + half], axis=1)


def level_losses(field: Field, levels: Array) -> Trace:
    """Return the losses of the level lines, each written once on its line, far from the others."""
    taken: list[tuple[float, float]] = [(2.0, 2.0)]  # outside the picture
    found: list[tuple[float, float, float]] = []
    for level in levels:
        places = np.array(crossings(field, level)).reshape(-1, 2)
        if not len(places):
            continue
        gaps = np.min([np.hypot(*(places - other).T) for other in taken], axis=0)
        x, y = places[int(np.argmax(gaps))]
        if gaps.max() > MARGIN:
            taken.append((x, y))
            found.append((x, y, float(level)))
    spots = np.array(found).reshape(-1, 3)
    low, high = np.array([(axis[0], axis[-1]) for axis in field.axes]).T
    x, y = (low + spots[:, :2] * (high - low)).T
    font = {"size": 10, "color": theme.LIGHT.quiet, "shadow": "auto"}
    text = [readable(value) for value in spots[:, 2]]
    return scatter((x, y), "text", {"role": "values"}, text=text, textfont=font, name="loss")


def crossings(field: Field, level: float) -> list[tuple[float, float]]:
    """Return where a level crosses a few lines across and up, as shares of the picture."""
    height, width = field.values.shape
    found = []
    for line in LABEL_LINES:
        column = field.values[:, round(line * (width - 1))]
        row = field.values[round(line * (height - 1))]
        found += [(line, share) for share in row_crossings(column, level)]
        found += [(share, line) for share in row_crossings(row, level)]
    return [(x, y) for x, y in found if min(x, y) > MARGIN and max(x, y) < 1 - MARGIN]


def row_crossings(values: Array, level: float) -> Array:
    """Return where a row of values (n,) passes the level, as shares of its length."""
    before, after = values[:-1], values[1:]
    with np.errstate(invalid="ignore", over="ignore"):
        k = np.flatnonzero((before < level) != (after < level))
        share = (level - before[k]) / (after[k] - before[k])
    good = np.isfinite(share)
    return np.asarray((k[good] + share[good]) / (len(values) - 1))
