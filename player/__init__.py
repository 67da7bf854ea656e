"""The player: a static figure, animated in the browser. It knows figures, not experiments."""

from player.assets import plotly_route
from player.component import relay, saver, show
from player.contract import Lifted, Moved, Playback, Played, Rated
from player.contract_maps import Chosen, MapsData, Opened
from player.maps import chosen_rates, opened_pixel, show_maps, zoomed_axes
from player.reports import chosen_rate, lifted_row, moved_start, played, whereabouts, zoomed_window
from player.standalone import standalone
from player.wire import pack, pack_live

__all__ = [
    "Chosen",
    "Lifted",
    "MapsData",
    "Moved",
    "Opened",
    "Playback",
    "Played",
    "Rated",
    "chosen_rate",
    "chosen_rates",
    "lifted_row",
    "moved_start",
    "opened_pixel",
    "pack",
    "pack_live",
    "played",
    "plotly_route",
    "relay",
    "saver",
    "show",
    "show_maps",
    "standalone",
    "whereabouts",
    "zoomed_axes",
    "zoomed_window",
]
