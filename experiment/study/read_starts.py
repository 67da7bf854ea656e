"""Where the runs of a study begin: its own points, those of a grid, or the starts of each loss."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from experiment.limits import START, Limit
from experiment.study.fields import Section, amount, within
from losses.catalogue import Point, Window

MAX_STARTS = 10_000
_GRID = Limit("Points a side", 1, 100, whole=True)
STARTS_ALLOWED = (
    f"“own”, a list of 1 to {MAX_STARTS:,} different points, or a table with `grid`, "
    f"{amount(_GRID)}"
)


@dataclass(frozen=True)
class Beginning:
    """Where runs begin: the loss's own starts, points, or a grid of so many a side."""

    points: tuple[Point, ...] = ()
    grid: int = 0

    def on(self, window: Window, own: tuple[Point, ...]) -> tuple[Point, ...]:
        """Return the starts on a loss that has this window and its `own` starts."""
        if not self.grid:
            return self.points or own
        shares = (np.arange(self.grid) + 0.5) / self.grid  # the middles of equal parts
        axes = [low + shares * (high - low) for low, high in window]
        grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, len(window))
        return tuple(map(tuple, grid.tolist()))


def read_starts(section: Section, usual: Beginning) -> Beginning:
    """Return where a table's `starts` lets runs begin. Raises StudyError."""
    if "starts" not in section:
        return usual
    return section.take("starts", _beginning, STARTS_ALLOWED)


def _beginning(value: Any) -> Beginning | None:
    if value == "own":
        return Beginning()
    if isinstance(value, dict):
        grid = within(_GRID)(value.get("grid"))
        return Beginning(grid=int(grid)) if grid and len(value) == 1 else None
    if not isinstance(value, list) or not 0 < len(value) <= MAX_STARTS:
        return None
    points = tuple(point for item in value if (point := _point(item)))
    return Beginning(points) if len(points) == len(value) == len(set(points)) else None


def _point(value: Any) -> Point:
    """Return a point of one or two numbers, empty where it is none."""
    items = value if isinstance(value, list) else [value]
    numbers = [n for n in items if isinstance(n, int | float) and not isinstance(n, bool)]
    fits = len(numbers) == len(items) in (1, 2) and all(map(START.holds, numbers))
    return tuple(map(float, numbers)) if fits else ()
