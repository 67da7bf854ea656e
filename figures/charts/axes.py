"""The upright axis of a chart: what it measures, and ends that no divergence can push apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from experiment import Trajectory
from figures import names
from figures.charts.measures import MEASURES, Measure, Places

Array = npt.NDArray[np.float64]
Measured = Callable[[Trajectory], Array]

DECADES = 12.0  # at most: below, a loss is its own rounding
WORTH = 1.3  # decades that make a logarithmic axis worth its trouble: a factor of 20


@dataclass(frozen=True)
class Scale:
    """How runs are measured: as they are, or as the logarithm of what they lie above `floor`."""

    logarithmic: bool
    floor: float
    title: str
    low: float  # ends of the axis, in loss above the floor
    high: float
    measure: Measured | None = None  # what it shows instead of the loss

    def of(self, one: Trajectory) -> Array:
        """Return what the axis measures of a run, (n,) one a row."""
        return self.measure(one) if self.measure else one.losses

    def height(self, values: Array) -> Array:
        """Return values (n,) as heights (n,): logarithms on a logarithmic axis."""
        return self.lift(values - self.floor)

    def lift(self, above: Array) -> Array:
        """Return the heights of values that are given above the floor."""
        if not self.logarithmic:
            return above
        # A loss at the floor has no logarithm: its line runs off the lower edge instead.
        return np.log10(np.maximum(above, self.low * 1e-9))

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the axis as heights, with a little air."""
        low, high = (float(h) for h in self.lift(np.array([self.low, self.high])))
        pad = 0.05 * (high - low) or max(0.5, 0.1 * abs(low))
        return low - pad, high + pad


def scale_of(
    seen: Sequence[Trajectory],
    window: Sequence[tuple[float, float]],
    known: Sequence[float],
    *,
    wanted: str = "auto",
    origin: str = "",
    places: Places = (),
    variables: Sequence[str] = (),
) -> Scale:
    """Choose the axis for these runs from what happens inside the window.

    known   values of the minima that are known, maybe none
    wanted  `auto` counts from the lowest known minimum, so that one below zero is no trouble, and
            by decades where these are worth it; `log` takes the loss as it is, `best` always
            counts from the lowest known or reached
    origin  where the minima are known from: `found` says that nobody proved them
    places  the points of those minima
    variables  what the picture calls the variables
    """
    if what := MEASURES.get(wanted):
        return measured(seen, window, what, places, title=titled(what, variables))
    losses = shown(seen, window)
    low, high = float(losses.min()), float(losses.max())
    found = FLOORS[wanted](losses, known, origin)
    scale = decades(losses, *found) if found else None
    if scale and (wanted != "auto" or np.log10(scale.high / scale.low) >= WORTH):
        return scale
    return Scale(False, 0.0, "loss", low, high)


def measured(
    seen: Sequence[Trajectory],
    window: Sequence[tuple[float, float]],
    what: Measure,
    places: Places,
    *,
    title: str,
) -> Scale:
    """Return the axis of a quantity other than the loss: by decades unless it has a sign."""

    def measure(one: Trajectory) -> Array:
        return what.of(one, places)

    sizes = shown(seen, window, measure)
    if not what.signed and (scale := decades(sizes, 0.0, title, measure)):
        return scale
    return Scale(False, 0.0, title, float(sizes.min()), float(sizes.max()), measure)


def titled(what: Measure, variables: Sequence[str]) -> str:
    """Return what the axis of a quantity says; with one variable that is the only coordinate."""
    if what.axis is None:
        return what.title
    return f"{what.title}, {variables[min(what.axis, len(variables) - 1)]}"


def decades(
    values: Array, floor: float, title: str, measure: Measured | None = None
) -> Scale | None:
    """Return an axis by decades of what lies above the floor; None when nothing does."""
    above = values - floor
    positive = above[above > 0]
    if not positive.size:
        return None
    top = float(positive.max())
    bottom = max(float(positive.min()), top * 10.0**-DECADES)
    return Scale(True, floor, title, bottom, top, measure)


def reference(low: float, known: Sequence[float]) -> tuple[float, str]:
    """Return the value that a logarithmic axis counts from, and the title that says so."""
    best = min(known, default=0.0)
    if known and low < best - 1e-9 * max(1.0, abs(best)):
        return low, f"loss above the lowest reached, {names.number(low)}"
    if abs(best) < 1e-12:
        return 0.0, "loss"
    return best, f"loss above the minimum, {names.number(best)}"


Floor = tuple[float, str] | None  # what to count from, and what the axis says; None: no decades


def by_itself(losses: Array, known: Sequence[float], origin: str) -> Floor:
    """Count from the lowest minimum known; without one only losses above 0 have decades."""
    floor, title = reference(float(losses.min()), known)
    return (floor, title) if known or floor == 0.0 < losses.min() else None


def from_best(losses: Array, known: Sequence[float], origin: str) -> Floor:
    """Count from the lowest minimum known, or else from the lowest loss reached."""
    low = float(losses.min())
    if not known:
        return low, f"loss above the lowest reached, {names.number(low)}"
    floor, title = reference(low, known)
    if floor == low < min(known):
        return floor, title
    which = "the lowest found" if origin == "found" else "the catalogue’s minimum"
    return floor, f"loss above {which}, {names.number(floor)}"


FLOORS: dict[str, Callable[[Array, Sequence[float], str], Floor]] = {
    "auto": by_itself,
    "linear": lambda losses, known, origin: None,
    "log": lambda losses, known, origin: (0.0, "loss"),
    "best": from_best,
}


def shown(
    seen: Sequence[Trajectory],
    window: Sequence[tuple[float, float]],
    measure: Measured = lambda one: one.losses,
) -> Array:
    """Return the losses (n,) of all points inside the window; of the starts when there are none."""
    low, high = np.array(window).T
    kept = [measure(t)[np.all((t.points >= low) & (t.points <= high), axis=1)] for t in seen]
    losses = finite(np.concatenate([*kept, np.zeros(0)]))
    if not losses.size:
        losses = finite(np.array([measure(t)[0] for t in seen if len(t.losses)]))
    return losses if losses.size else np.array([0.0, 1.0])


def finite(values: Array) -> Array:
    return values[np.isfinite(values)]
