"""What a loss looks like: its window, its minima and their kinds, starts, levels."""

from landscape.landscape import (
    PICTURE_GRID,
    KnownMinimum,
    Landscape,
    What,
    entry,
    load,
    look_at,
    minima,
    unused,
)
from landscape.window import View, suggest_view

__all__ = [
    "PICTURE_GRID",
    "KnownMinimum",
    "Landscape",
    "View",
    "What",
    "entry",
    "load",
    "look_at",
    "minima",
    "suggest_view",
    "unused",
]
