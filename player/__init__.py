"""The player: a static figure, animated in the browser. It knows figures, not experiments."""

from player.assets import plotly_route
from player.component import PlayerState, show

__all__ = ["PlayerState", "plotly_route", "show"]
