"""What a loss looks like: its window, its minima and their kinds, starts, levels."""

from landscape.landscape import KnownMinimum, Landscape
from landscape.lookup import entry, load, look_at, minima, unused

__all__ = ["KnownMinimum", "Landscape", "entry", "load", "look_at", "minima", "unused"]
