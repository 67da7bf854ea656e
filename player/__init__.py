"""The player: a static figure, animated in the browser. It knows figures, not experiments."""

from player.assets import plotly_route
from player.component import relay, saver, show
from player.contract import Moved, Playback, Played
from player.reports import moved_start, played, whereabouts, zoomed_window
from player.standalone import standalone
from player.wire import pack

__all__ = [
    "Moved",
    "Playback",
    "Played",
    "moved_start",
    "pack",
    "played",
    "plotly_route",
    "relay",
    "saver",
    "show",
    "standalone",
    "whereabouts",
    "zoomed_window",
]
