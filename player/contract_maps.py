"""What Python and the browser tell each other of maps; js/maps/contract.d.ts says the same.

The map itself travels as text in `MapsData.map`: see `experiment.maps.live`.
"""

from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

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
    answer: str = ""  # what the server has computed, from `pack_live`: an `Answer`
    waiting: bool = False  # whether the server is computing
    locked: str = ""  # why nothing can be changed; empty where it can


class Answer(TypedDict):
    """What the server has computed."""

    panels: list["Sheet"]


class Sheet(TypedDict):
    """The pixels of a panel, row after row, the lowest first; `ending` by its place in ENDINGS."""

    across: int
    up: int
    ending: NDArray[np.uint8]
    minimum: NDArray[np.int16]
    steps: NDArray[np.int32]
    row: NDArray[np.int32]
    loss: NDArray[np.float64]
    ends: NDArray[np.float64]


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
