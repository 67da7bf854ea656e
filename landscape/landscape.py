"""What a loss looks like: one value that answers for typed and catalogued losses alike."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from landscape.of_data import lasting, starts_of_data, window_of_data
from landscape.search import find_minima, grid
from landscape.window import contained, good_starts, suited_window
from losses import Entry, Landmark, Loss, Minimum
from losses.catalogue import Point, Window
from losses.loss import Floats

EQUAL = 1e-9  # of a value: nearer ones differ by rounding
NEAR = 1e-4  # of the window's diagonal: a distance that no eye can see
NEIGHBOURHOOD = 0.05  # of the diagonal
SLOPE_GRID = 17  # points a side where the usual slope is measured
PICTURE_GRID = (151, 131)  # points across and up: level lines stay smooth at 700 pixels
MAX_MARKED = 12  # minima that are found
# A landscape whose highest point lies this many times as far above the floor as its median point
# would spend nearly all evenly spaced levels on a few steep corners.
STEEP = 25.0

Origin = Literal["catalogued", "found"]


@dataclass(frozen=True)
class KnownMinimum:
    """A minimum, its value, where it is known from, and whether nothing lower is known."""

    point: Point
    value: float
    origin: Origin
    lowest: bool


@dataclass(frozen=True, eq=False)
class Landscape:
    """A loss seen through a window: facts of the catalogue where it has the loss, else found ones.

    entry   of the catalogue, None for a loss that it does not have
    window  low and high for each variable
    starts  good ones, the default first
    lowest  value known: of the catalogue's minima, or seen by the search for minima; minus
            infinity where the loss falls below every number
    minima  all that are known; found ones are not proven to be all
    """

    loss: Loss
    entry: Entry | None
    window: Window
    starts: tuple[Point, ...]
    lowest: float
    minima: tuple[KnownMinimum, ...]

    @cached_property
    def log_colour(self) -> bool:
        """Whether level lines go by decades: where the catalogue says so or the values need it."""
        if self.entry or len(self.window) == 1:  # a curve has no level lines
            return bool(self.entry and self.entry.log_colour)
        values = self.loss.value(grid(self.window, *PICTURE_GRID))
        finite = values[np.isfinite(values)]
        return needs_decades(finite, min(float(finite.min(initial=np.inf)), self.floor))

    @cached_property
    def floor(self) -> float:
        """The lowest value of a minimum; infinite where no minimum is known."""
        return min((m.value for m in self.minima), default=math.inf)

    @cached_property
    def diagonal(self) -> float:
        """Length of the window's diagonal."""
        return float(np.hypot.reduce([high - low for low, high in self.window]))

    @property
    def near(self) -> float:
        """The distance below which two points count as one."""
        return NEAR * self.diagonal

    @property
    def neighbourhood(self) -> float:
        """The distance up to which a point is beside a minimum."""
        return NEIGHBOURHOOD * self.diagonal

    @cached_property
    def slope(self) -> float:
        """The usual length of the gradient: upper quartile over the window."""
        lengths = np.linalg.norm(self.loss.gradient(grid(self.window, SLOPE_GRID)), axis=-1)
        finite = lengths[np.isfinite(lengths)]
        return float(np.quantile(finite, 0.75)) if finite.size else 0.0

    def curvatures(self, point: Floats) -> Floats | None:
        """Return how the loss bends at a point (d,), rising; None without second derivatives."""
        hessian = self.loss.hessian(point)
        return np.asarray(np.linalg.eigvalsh(hessian)) if np.isfinite(hessian).all() else None

    def outside(self, point: Floats) -> bool:
        """Say whether the point lies outside the window."""
        return any(not low <= x <= high for x, (low, high) in zip(point, self.window, strict=True))

    def distance(self, point: Floats, other: Floats | Point) -> float:
        return float(np.linalg.norm(point - np.asarray(other)))

    def nearest_minimum(self, point: Floats) -> KnownMinimum | None:
        """Return the known minimum next to the point, None where none is known."""
        return min(self.minima, key=lambda m: self.distance(point, m.point), default=None)

    def close_minimum(self, point: Floats) -> KnownMinimum | None:
        """Return the known minimum whose neighbourhood the point lies in, if any."""
        nearest = self.nearest_minimum(point)
        close = nearest and self.distance(point, nearest.point) <= self.neighbourhood
        return nearest if close else None


def survey(loss: Loss) -> Landscape:
    """Return what a loss looks like, found from the loss itself: deterministic, never raises.

    Minima come from searches on several scales; those inside the window are kept, lowest first.
    """
    with np.errstate(all="ignore"):
        points, values, lowest = find_minima(loss)
        if loss.rows:
            points = lasting(loss, points)
            values = loss.value(points)
        window = window_of_data(loss, points) if loss.rows else suited_window(loss, points)
        shown = np.flatnonzero(contained(points, np.array(window)))
        shown = shown[np.argsort(values[shown], kind="stable")][:MAX_MARKED]
        starts = (starts_of_data if loss.rows else good_starts)(loss, window, points[shown])
    found = zip(points[shown].tolist(), values[shown].tolist(), strict=True)
    minima = tuple(ranked(tuple(point), value, lowest) for point, value in found)
    return Landscape(loss, None, window, starts, lowest, minima)


def catalogued(loss: Loss, known: Entry) -> Landscape:
    """Return what a loss of the catalogue looks like."""
    lowest = min((m.value for m in known.minima), default=-math.inf)
    others = (place for place in known.others if place.kind == "local minimum")
    places: tuple[Minimum | Landmark, ...] = (*known.minima, *others)
    minima = tuple(ranked(m.point, m.value, lowest, "catalogued") for m in places)
    return Landscape(loss, known, known.window, known.starts, lowest, minima)


def ranked(point: Point, value: float, lowest: float, origin: Origin = "found") -> KnownMinimum:
    """Return a minimum with its rank: whether its value is the lowest known, but for rounding."""
    return KnownMinimum(point, value, origin, value <= lowest + EQUAL * max(1.0, abs(lowest)))


def needs_decades(values: Floats, floor: float) -> bool:
    """Say whether levels by decades show more of these finite values than even ones."""
    above = values - floor
    return bool(above.size) and bool(above.max() > STEEP * np.median(above))
