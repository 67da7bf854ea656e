"""The loss against the step: one line a run, on an axis that no divergence can flatten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from experiment import Trajectory
from figures import clip, names, theme
from figures.marks import end
from figures.measures import MEASURES, Measure, Places, slope
from figures.packing import single
from figures.paths import FAINT, Walk, track
from losses import Loss

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
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
) -> Scale:
    """Choose the axis for these runs from what happens inside the window.

    known   values of the minima that are known, maybe none
    wanted  `auto` counts from the lowest known minimum, so that one below zero is no trouble, and
            by decades where these are worth it; `log` takes the loss as it is, `best` always
            counts from the lowest known or reached
    origin  where the minima are known from: `found` says that nobody proved them
    places  the points of those minima
    """
    if wanted in MEASURES:
        return measured(seen, window, MEASURES[wanted], places)
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
) -> Scale:
    """Return the axis of a quantity other than the loss: by decades unless it has a sign."""

    def measure(one: Trajectory) -> Array:
        return what.of(one, places)

    sizes = shown(seen, window, measure)
    if not what.signed and (scale := decades(sizes, 0.0, what.title, measure)):
        return scale
    return Scale(False, 0.0, what.title, float(sizes.min()), float(sizes.max()), measure)


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


def walks(
    seen: Sequence[Trajectory], scale: Scale, steps: int, *, decades: bool = False
) -> list[Walk]:
    """Return each run's walk through the panel: step across, height up.

    decades  whether the axis of steps is logarithmic too; step 0 then lies left of the edge
    """
    box = ((0.0, float(max(steps, 1))), scale.ends)
    if decades:
        box = ((0.0, float(np.log10(max(steps, 2)))), scale.ends)
    found = []
    for run, one in enumerate(seen):
        across = np.arange(len(one.losses), dtype=float)
        if decades:
            across = np.log10(np.maximum(across, 0.5))
        points = known_rows(np.column_stack([across, scale.height(scale.of(one))]))
        found.append(Walk(run, names.run(one.run), points, one, box))
    return found


def known_rows(points: Array) -> Array:
    """Return the rows before the first that has no height."""
    missing = np.isnan(points[:, 1])
    return points[: int(missing.argmax())] if missing.any() else points


def curve(walk: Walk, scale: Scale, loss: Loss) -> dict[str, Any]:
    """Return what the chart measures of a run, by step, as a faint line."""
    path = clip.thin(clip.cut(walk.points, walk.room), walk.box)
    step = np.clip(np.rint(path.steps), 0, len(walk.points) - 1).astype(int)
    height = 10.0 ** path.points[:, 1] if scale.logarithmic else path.points[:, 1]
    return {
        "type": "scatter",
        "x": path.steps.astype(np.float32),
        "y": single(height),
        "customdata": single(rows(walk.seen, step)),
        "xaxis": "x2",
        "yaxis": "y2",
        "mode": "lines",
        "line": {"color": theme.colour_of(walk.run), "width": 1.6, "dash": theme.dash_of(walk.run)},
        "opacity": FAINT,
        "name": walk.name,
        "legendgroup": f"run {walk.run}",
        "showlegend": False,
        "hovertemplate": hover(walk.name, loss),
        # A quantity that the run has not is no sign that the run itself has ended.
        "meta": track("curve", walk, "loss") | {"last": len(walk.seen.losses) - 1},
    }


def rows(one: Trajectory, step: Index) -> Array:
    """Return loss, gradient norm and coordinates at these steps, (m, 2 + d)."""
    return np.column_stack([one.losses[step], slope(one)[step], one.points[step]])


def hover(name: str, loss: Loss) -> str:
    """Return what hovering a curve says; the numbers come with each vertex."""
    where = "".join(
        f"<br>{names.variable(loss, place)} = %{{customdata[{2 + place}]:.6g}}"
        for place in range(len(loss.variables))
    )
    return (
        f"<b>{name}</b>, step %{{x:.0f}}{where}<br>loss %{{customdata[0]:.6g}}"
        "<br>gradient %{customdata[1]:.3g}<extra></extra>"
    )


def ending(walk: Walk, scale: Scale, *, decades: bool = False) -> dict[str, Any] | None:
    """Return the mark where the run's curve ends, as on the landscape."""
    mark = end(walk, "loss")
    if mark is None:
        return None
    across, up = (np.array(mark[key], dtype=float) for key in "xy")
    across, up = 10.0**across if decades else across, 10.0**up if scale.logarithmic else up
    return mark | {"x": across.tolist(), "y": up.tolist(), "xaxis": "x2", "yaxis": "y2"}


def axis(scale: Scale) -> dict[str, Any]:
    """Return the upright axis of the panel."""
    low, high = scale.ends
    settings: dict[str, Any] = {"title": {"text": scale.title}, "range": [low, high]}
    if scale.logarithmic:
        every = max(1, round((high - low) / 6))
        settings |= {"type": "log", "dtick": every, "exponentformat": "power"}
    return settings
