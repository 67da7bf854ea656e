"""What a loss looks like: its window, its minima and their kinds, starts."""

from landscape.window import View, suggest_view

__all__ = ["View", "suggest_view"]
