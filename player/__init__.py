"""The player: a static figure, animated in the browser. It knows figures, not experiments."""

from player.assets import plotly_route
from player.component import (
    Moved,
    Playback,
    Played,
    PlayerState,
    ear,
    moved_start,
    played,
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
    "Played",
    "PlayerState",
    "ear",
    "moved_start",
    "pack",
    "played",
    "plotly_route",
    "saver",
    "show",
    "standalone",
    "whereabouts",
    "zoomed_window",
]
