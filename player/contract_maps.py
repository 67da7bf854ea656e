"""What Python and the browser tell each other of maps; js/maps/contract.d.ts says the same.

The map itself travels as text in `MapsData.map`: see `experiment.maps.live`.
"""

from dataclasses import dataclass
from typing import TypedDict

from player.contract import Palettes


@dataclass(frozen=True)
class MapsData:
    """What the maps are called with."""

    map: str  # from `pack_live`
    palettes: Palettes
    marks: list[int]  # of each run its place among colours, dashes and symbols
    dashes: list[str]
    symbols: list[str]
    name: str  # of the files, without their endings
    caption: str  # this and the link are written below the picture, as text
    link: str
    answer: str = ""  # what the server has computed, from `pack_live`: see `experiment.maps.answer`
    waiting: bool = False  # whether the server is computing
    locked: str = ""  # why nothing can be changed; empty where it can


class Opened(TypedDict):
    """A pixel that was chosen: the place of its panel, its values on the axes."""

    panel: int
    values: list[float]


class Chosen(TypedDict):
    """A learning rate that was chosen, and the place of its run."""

    run: int
    rate: float


class MapReports(TypedDict):  # by the names that the browser gives them
    view: list[tuple[float, float]]  # the ends of each axis; none: the usual ones
    open: Opened
    rates: list[Chosen]
    unable: str  # why the browser cannot compute the map
