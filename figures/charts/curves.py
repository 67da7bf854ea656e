"""Charts by step: one line a run, under the playhead of the landscape."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from experiment import Trajectory
from figures import clip, layout, names, theme
from figures.charts.axes import Scale
from figures.charts.measures import slope
from figures.packing import single
from figures.traces.marks import end
from figures.traces.paths import FAINT, KEPT, Walk, track
from losses import Loss

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]
Trace = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """What a chart shows: step across, a quantity of every run up.

    name     of its panel
    suffix   of its axes
    decades  whether the axis of steps is logarithmic too; step 0 then lies left of the edge
    """

    name: str
    suffix: str
    scale: Scale
    steps: int
    decades: bool = False

    @property
    def box(self) -> clip.Box:
        """What its axes show."""
        last = np.log10(max(self.steps, 2)) if self.decades else max(self.steps, 1)
        return (0.0, float(last)), self.scale.ends

    @property
    def axes(self) -> layout.Axes:
        """Its axes: steps, and what it measures."""
        return layout.steps(self.steps, decades=self.decades), axis(self.scale)

    def traces(self, seen: Sequence[Trajectory], loss: Loss) -> list[Trace]:
        """Return a curve for every run, and the marks where they end."""
        drawn = [traced(self, run, one, loss) for run, one in enumerate(seen)]
        lines, ends = [line for line, _ in drawn], [end for _, end in drawn]
        placed = {"xaxis": f"x{self.suffix}", "yaxis": f"y{self.suffix}"}
        return [trace | placed for trace in (*lines, *ends) if trace is not None]

    def walk(self, run: int, one: Trajectory) -> Walk:
        """Return a run's walk through the panel."""
        across = np.arange(len(one.losses), dtype=float)
        if self.decades:
            across = np.log10(np.maximum(across, 0.5))
        points = known_rows(np.column_stack([across, self.scale.height(self.scale.of(one))]))
        return Walk(run, names.run(one.run), points, one, self.box)

    def ending(self, walk: Walk) -> Trace | None:
        """Return the mark where the run's curve ends, as on the landscape."""
        mark = end(walk, self.name)
        if mark is None:
            return None
        across, up = (np.array(mark[key], dtype=float) for key in "xy")
        across = 10.0**across if self.decades else across
        up = 10.0**up if self.scale.logarithmic else up
        return mark | {"x": across.tolist(), "y": up.tolist()}


@lru_cache(maxsize=KEPT)
def traced(chart: Chart, run: int, one: Trajectory, loss: Loss) -> tuple[Trace, Trace | None]:
    """Return a run's curve and the mark where it ends. Kept, so not to be changed."""
    walk = chart.walk(run, one)
    return curve(walk, chart, loss), chart.ending(walk)


def known_rows(points: Array) -> Array:
    """Return the rows before the first that has no height."""
    missing = np.isnan(points[:, 1])
    return points[: int(missing.argmax())] if missing.any() else points


def curve(walk: Walk, chart: Chart, loss: Loss) -> Trace:
    """Return what a chart measures of a run, by step, as a faint line."""
    path = clip.thin(clip.cut(walk.points, walk.room), walk.box)
    step = np.clip(np.rint(path.steps), 0, len(walk.points) - 1).astype(int)
    height = 10.0 ** path.points[:, 1] if chart.scale.logarithmic else path.points[:, 1]
    return {
        "type": "scatter",
        "x": path.steps.astype(np.float32),
        "y": single(height),
        "customdata": single(rows(walk.seen, step)),
        "mode": "lines",
        "line": {"color": theme.colour_of(walk.run), "width": 1.6, "dash": theme.dash_of(walk.run)},
        "opacity": FAINT,
        "name": walk.name,
        "legendgroup": f"run {walk.run}",
        "showlegend": False,
        "hovertemplate": hover(walk.name, chart.scale, loss),
        # A quantity that the run has not is no sign that the run itself has ended.
        "meta": track("curve", walk, chart.name) | {"last": len(walk.seen.losses) - 1},
    }


def rows(one: Trajectory, step: Index) -> Array:
    """Return loss, gradient norm and coordinates at these steps, (m, 2 + d)."""
    return np.column_stack([one.losses[step], slope(one)[step], one.points[step]])


def hover(name: str, scale: Scale, loss: Loss) -> str:
    """Return what hovering a curve says; the numbers come with each vertex."""
    height = f"<br>{scale.title} %{{y:.5g}}" if scale.measure else ""
    where = "".join(
        f"<br>{names.variable(loss, place)} = %{{customdata[{2 + place}]:.6g}}"
        for place in range(len(loss.variables))
    )
    return (
        f"<b>{name}</b>, step %{{x:.0f}}{height}{where}<br>loss %{{customdata[0]:.6g}}"
        "<br>gradient %{customdata[1]:.3g}<extra></extra>"
    )


def axis(scale: Scale) -> dict[str, Any]:
    """Return the upright axis of a chart."""
    low, high = scale.ends
    settings: dict[str, Any] = {"title": {"text": scale.title}, "range": [low, high]}
    if scale.logarithmic:
        every = max(1, round((high - low) / 6))
        settings |= {"type": "log", "dtick": every, "exponentformat": "power"}
    return settings
