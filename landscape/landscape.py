"""What a loss looks like: one value that answers for typed and catalogued losses alike."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Literal, Protocol

import numpy as np

from landscape.search import grid
from landscape.window import View, suggest_view
from losses import CATALOGUE, Entry, Loss, LossError, parse_loss
from losses.catalogue import Minimum, Point, Window
from losses.loss import Floats

KEPT = 128  # losses and looks at them; each loss holds some 100 kB of SymPy and code
EQUAL = 1e-9  # of a value: nearer ones differ by rounding
NEAR = 1e-4  # of the window's diagonal: a distance that no eye can see
NEIGHBOURHOOD = 0.05  # of the diagonal
SLOPE_GRID = 17  # points a side where the usual slope is measured
PICTURE_GRID = (151, 131)  # points across and up: level lines stay smooth at 700 pixels
# A landscape whose highest point lies this many times as far above the floor as its median point
# would spend nearly all evenly spaced levels on a few steep corners.
STEEP = 25.0

Origin = Literal["catalogued", "found"]
Constants = tuple[tuple[str, float], ...]


class HasLoss(Protocol):
    """Anything that names its loss as an experiment does; an empty window is the loss's own."""

    @property
    def loss(self) -> str: ...
    @property
    def constants(self) -> Mapping[str, float]: ...
    @property
    def window(self) -> Window: ...


What = HasLoss | tuple[str, Mapping[str, float]]  # or the text of a loss and its constants


@dataclass(frozen=True)
class KnownMinimum:
    """A minimum, its value, where it is known from, and whether nothing lower is known."""

    point: Point
    value: float
    origin: Origin
    lowest: bool = True


@dataclass(frozen=True, eq=False)
class Landscape:
    """A loss seen through a window: facts of the catalogue where it has the loss, else found ones.

    entry       of the catalogue, None for a loss that it does not have
    own_window  low and high for each variable: what suits the loss
    window      the same: what is looked through
    starts      good ones, the default first
    lowest      value known: of the catalogue's minima, or seen by the search for minima; minus
                infinity where the loss falls below every number
    minima      all that are known; found ones are not proven to be all
    """

    loss: Loss
    entry: Entry | None
    own_window: Window
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


def look_at(what: What) -> Landscape:
    """Return what a loss looks like, through the window of an experiment where there is one.

    Cached. Raises LossError.
    """
    return _look(*_parts(what), () if isinstance(what, tuple) else what.window)


def load(what: What) -> Loss:
    """Return the loss itself. Cached. Raises LossError where it cannot be read."""
    found = _load(*_parts(what))
    if isinstance(found, LossError):
        # A fresh one each time: raising the kept one would pile up its tracebacks.
        raise LossError(found.message, found.position, names=found.names, suggested=found.suggested)
    return found


def minima(what: What) -> tuple[KnownMinimum, ...]:
    """Return the minima that are known of a loss. Raises LossError."""
    return look_at(what).minima


def entry(what: What) -> Entry | None:
    """Return the catalogue's entry whose key or text a loss is, None for any other.

    With a constant it is another loss: x^2 + y^2 with y = 3 has one variable. Further spellings of
    the same formula are other losses too: links have been shared that rest on their own windows.
    """
    text, constants = _parts(what)
    return None if constants else CATALOGUE.get(text.strip()) or _spellings().get(_squeezed(text))


def unused(given: Mapping[str, float], loss: Loss) -> tuple[str, ...]:
    """Return the names given a value that the loss does not use.

    The loss has its constants under their display names: a_1 given is a1 in force.
    """
    if len(loss.constants) == len(given):
        return ()
    return tuple(name for name in given if name not in loss.constants)


def ranked(point: Point, value: float, lowest: float, origin: Origin = "found") -> KnownMinimum:
    """Return a minimum with its rank: whether its value is the lowest known, but for rounding."""
    return KnownMinimum(point, value, origin, value <= lowest + EQUAL * max(1.0, abs(lowest)))


def needs_decades(values: Floats, floor: float) -> bool:
    """Say whether levels by decades show more of these finite values than even ones."""
    above = values - floor
    return bool(above.size) and bool(above.max() > STEEP * np.median(above))


def _parts(what: What) -> tuple[str, Constants]:
    text, constants = what if isinstance(what, tuple) else (what.loss, what.constants)
    return text, tuple(sorted(constants.items()))


@lru_cache(maxsize=KEPT)
def _load(text: str, constants: Constants) -> Loss | LossError:
    known = CATALOGUE.get(text.strip())
    try:
        return parse_loss(known.text if known else text, dict(constants))
    except LossError as error:
        return error.with_traceback(None)


@lru_cache(maxsize=KEPT)
def _look(text: str, constants: Constants, window: Window) -> Landscape:
    loss = load((text, dict(constants)))
    known = entry((text, loss.constants))
    view = _of_catalogue(known) if known else _view(loss)
    return Landscape(
        loss=loss,
        entry=known,
        own_window=view.window,
        window=window or view.window,
        starts=view.starts,
        lowest=view.lowest,
        minima=tuple(
            ranked(m.point, m.value, view.lowest, "catalogued" if known else "found")
            for m in view.minima
        ),
    )


def _of_catalogue(known: Entry) -> View:
    others = (Minimum(p.point, p.value) for p in known.others if p.kind == "local minimum")
    lowest = min((m.value for m in known.minima), default=-math.inf)
    return View(known.window, known.starts, (*known.minima, *others), lowest)


_view = lru_cache(maxsize=KEPT)(suggest_view)


@cache
def _spellings() -> dict[str, Entry]:
    return {_squeezed(known.text): known for known in CATALOGUE.values()}


def _squeezed(text: str) -> str:
    return text.replace(" ", "").replace("**", "^")
