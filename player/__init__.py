"""The player: a static figure, animated in the browser. It knows figures, not experiments."""

from player.assets import plotly_route
from player.component import relay, saver, show
from player.contract import Lifted, Moved, Playback, Played, Rated
from player.reports import chosen_rate, lifted_row, moved_start, played, whereabouts, zoomed_window
from player.standalone import standalone
from player.wire import pack, pack_live

__all__ = [
    "Lifted",
    "Moved",
    "Playback",
    "Played",
    "Rated",
    "chosen_rate",
    "lifted_row",
    "moved_start",
    "pack",
    "pack_live",
    "played",
    "plotly_route",
    "relay",
    "saver",
    "show",
    "standalone",
    "whereabouts",
    "zoomed_window",
]
