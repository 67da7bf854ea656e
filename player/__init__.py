"""The player: a static figure, animated in the browser. It knows figures, not experiments."""

from player.assets import plotly_route
from player.component import (
    Moved,
    Playback,
    PlayerState,
    moved_start,
    show,
    whereabouts,
    zoomed_window,
)
from player.saver import saver
from player.standalone import standalone
from player.wire import pack

__all__ = [
    "Moved",
    "Playback",
    "PlayerState",
    "moved_start",
    "pack",
    "plotly_route",
    "saver",
    "show",
    "standalone",
    "whereabouts",
    "zoomed_window",
]
