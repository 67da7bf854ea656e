"""The loss against the step: one line a run, on an axis that no divergence can flatten."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from experiment import Trajectory
from figures import clip, names, theme
from figures.marks import end
from figures.packing import fits
from figures.paths import FAINT, Walk, track

Array = npt.NDArray[np.float64]

DECADES = 12.0  # at most: below, a loss is its own rounding
WORTH = 1.3  # decades that make a logarithmic axis worth its trouble: a factor of 20


@dataclass(frozen=True)
class Scale:
    """How losses are drawn: as they are, or as the logarithm of what they lie above `floor`."""

    logarithmic: bool
    floor: float
    title: str
    low: float  # ends of the axis, in loss above the floor
    high: float

    def height(self, losses: Array) -> Array:
        """Return losses (n,) as heights (n,): logarithms on a logarithmic axis."""
        return self.lift(losses - self.floor)

    def lift(self, above: Array) -> Array:
        """Return the heights of losses that are given above the floor."""
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
    seen: Sequence[Trajectory], window: Sequence[tuple[float, float]], known: Sequence[float]
) -> Scale:
    """Choose the axis for these runs from what happens inside the window.

    known  values of the minima that are known, maybe none. A logarithmic axis counts from the
           lowest, so that a minimum below zero is no trouble; without one it needs losses > 0.
    """
    losses = shown(seen, window)
    low, high = float(losses.min()), float(losses.max())
    floor, title = reference(low, known)
    above = losses - floor
    positive = above[above > 0]
    if positive.size and (known or floor == 0.0 < low):
        bottom = max(float(positive.min()), float(positive.max()) * 10.0**-DECADES)
        if np.log10(float(positive.max()) / bottom) >= WORTH:
            return Scale(True, floor, title, bottom, float(positive.max()))
    return Scale(False, 0.0, "loss", low, high)


def reference(low: float, known: Sequence[float]) -> tuple[float, str]:
    """Return the value that a logarithmic axis counts from, and the title that says so."""
    best = min(known, default=0.0)
    if known and low < best - 1e-9 * max(1.0, abs(best)):
        return low, f"loss above the lowest reached, {names.number(low)}"
    if abs(best) < 1e-12:
        return 0.0, "loss"
    return best, f"loss above the minimum, {names.number(best)}"


def shown(seen: Sequence[Trajectory], window: Sequence[tuple[float, float]]) -> Array:
    """Return the losses (n,) of all points inside the window; of the starts when there are none."""
    low, high = np.array(window).T
    kept = [t.losses[np.all((t.points >= low) & (t.points <= high), axis=1)] for t in seen]
    losses = np.concatenate([*kept, np.zeros(0)])
    if not losses.size:
        losses = np.array([t.losses[0] for t in seen if len(t.losses)] or [0.0, 1.0])
    return losses


def walks(seen: Sequence[Trajectory], scale: Scale, steps: int) -> list[Walk]:
    """Return each run's walk through the panel: step across, height up."""
    box = ((0.0, float(max(steps, 1))), scale.ends)
    found = []
    for run, one in enumerate(seen):
        points = np.column_stack([np.arange(len(one.losses)), scale.height(one.losses)])
        found.append(Walk(run, names.run(one.run), points, one, box))
    return found


def curve(walk: Walk, scale: Scale) -> dict[str, Any]:
    """Return the run's loss by step as a faint line."""
    path = clip.thin(clip.cut(walk.points, walk.room), walk.box)
    step = np.clip(np.rint(path.steps), 0, len(walk.points) - 1).astype(int)
    height = 10.0 ** path.points[:, 1] if scale.logarithmic else path.points[:, 1]
    return {
        "type": "scatter",
        "x": path.points[:, 0].astype(np.float32),
        "y": height.astype(np.float32) if fits(height) else height,
        "customdata": walk.seen.losses[step],
        "xaxis": "x2",
        "yaxis": "y2",
        "mode": "lines",
        "line": {"color": theme.colour_of(walk.run), "width": 1.6, "dash": theme.dash_of(walk.run)},
        "opacity": FAINT,
        "name": walk.name,
        "legendgroup": f"run {walk.run}",
        "showlegend": False,
        "hovertemplate": f"<b>{walk.name}</b>, step %{{x:.0f}}"
        "<br>loss %{customdata:.6g}<extra></extra>",
        "meta": track("curve", walk, "loss"),
    }


def ending(walk: Walk, scale: Scale) -> dict[str, Any] | None:
    """Return the mark where the run's curve ends, as on the landscape."""
    mark = end(walk, "loss")
    if mark is None:
        return None
    heights = np.array(mark["y"], dtype=float)
    up = 10.0**heights if scale.logarithmic else heights
    return mark | {"y": up.tolist(), "xaxis": "x2", "yaxis": "y2"}


def axis(scale: Scale) -> dict[str, Any]:
    """Return the upright axis of the panel."""
    low, high = scale.ends
    settings: dict[str, Any] = {"title": {"text": scale.title}, "range": [low, high]}
    if scale.logarithmic:
        every = max(1, round((high - low) / 6))
        settings |= {"type": "log", "dtick": every, "exponentformat": "power"}
    return settings
