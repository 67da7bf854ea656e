"""Charts by step or by evaluations: a line a run, under the playhead of the landscape."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from experiment import Trajectory
from figures import clip, layout, names
from figures.charts.axes import Scale
from figures.clip import Array
from figures.layout import Trace
from figures.traces import marks
from figures.traces.paths import KEPT, ROOM, DrawnRun, Identity, lengths
from losses import Loss


@dataclass(frozen=True)
class Chart:
    """What a chart shows: step or evaluations across, a quantity of every run up.

    name         of its panel
    suffix       of its axes
    last         end of the axis across
    logsteps     whether that axis is logarithmic too; step 0 then lies left of the edge
    evaluations  whether it counts evaluations, of which an update may take several
    """

    name: str
    suffix: str
    scale: Scale
    last: int
    logsteps: bool = False
    evaluations: bool = False

    @property
    def ranges(self) -> clip.Ranges:
        """What its axes show."""
        last = np.log10(max(self.last, 2)) if self.logsteps else max(self.last, 1)
        return (0.0, float(last)), self.scale.ends

    @property
    def axes(self) -> layout.Axes:
        """Its axes: what it counts, and what it measures."""
        title = "gradient evaluations" if self.evaluations else "step"
        return layout.count_axis(title, self.last, by_decades=self.logsteps), self.scale.axis

    @property
    def panel(self) -> layout.Panel:
        """Its panel, with what the player must know to draw a run itself."""
        note = self.scale.note | {"evaluations": self.evaluations}
        return layout.Panel(self.name, "chart", self.suffix, self.axes, notes={"curve": note})

    def counts(self, trajectory: Trajectory) -> Array:
        """Return where the rows of a run stand across, (n,), in steps or evaluations."""
        steps = np.arange(len(trajectory.losses), dtype=float)
        return trajectory.evaluations if self.evaluations else steps

    def traces(self, lanes: Iterable[tuple[Identity, Trajectory]], loss: Loss) -> list[Trace]:
        """Return a curve for every run, and the marks where they end."""
        drawn = [run_traces(self, identity, one, loss) for identity, one in lanes]
        lines, ends = zip(*drawn, strict=True) if drawn else ((), ())
        return [layout.on_axes(trace, self.suffix) for trace in (*lines, *ends) if trace]

    def drawn_run(self, identity: Identity, trajectory: Trajectory) -> DrawnRun:
        """Return a run in the coordinates of the panel, up to where it has a height."""
        across = self.counts(trajectory)
        if self.logsteps:
            across = np.log10(np.maximum(across, 0.5))
        heights = self.scale.of(trajectory)
        missing = np.isnan(heights)
        known = int(missing.argmax()) if missing.any() else len(heights)
        points = np.column_stack([across, heights])[:known]
        return DrawnRun(identity, points, trajectory, self.ranges)

    def end_mark(self, run: DrawnRun) -> Trace | None:
        """Return the mark where the run's curve ends, as on the landscape."""
        mark = marks.end(run, self.name)
        if mark is None:
            return None
        across, up = (np.array(mark[key], dtype=float) for key in "xy")
        across = 10.0**across if self.logsteps else across
        return mark | {"x": across.tolist(), "y": self.scale.amounts(up).tolist()}


@lru_cache(maxsize=KEPT)
def run_traces(
    chart: Chart, identity: Identity, trajectory: Trajectory, loss: Loss
) -> tuple[Trace, Trace | None]:
    """Return a run's curve and the mark where it ends; cached, so not to be changed."""
    run = chart.drawn_run(identity, trajectory)
    return curve(run, chart, loss), chart.end_mark(run)


def curve(run: DrawnRun, chart: Chart, loss: Loss) -> Trace:
    """Return what a chart measures of a run, by step, as a faint line."""
    path = clip.visible_path(run.points, run.ranges, ROOM)
    rows = path.rows(len(run.points))
    # A curve without further values does not mean that the run itself has ended.
    meta = run.notes("curve", chart.name) | {"last": len(run.trajectory.losses) - 1}
    numbers = hover_numbers(run.trajectory, rows)
    if chart.evaluations:
        meta["steps"] = numbers.shape[1]
        numbers = np.column_stack([numbers, path.steps])
    return layout.scatter(
        across_and_up(chart, run.trajectory, path),
        "lines",
        meta,
        hover=hover(run.name, chart, loss),
        customdata=clip.single(numbers),
        **run.style,
    )


def across_and_up(chart: Chart, trajectory: Trajectory, path: clip.Cut) -> tuple[Any, Any]:
    """Return where a path of heights stands in a chart, in short numbers."""
    across = path.steps
    if chart.evaluations:
        counts = chart.counts(trajectory)
        across = np.interp(path.steps, np.arange(len(counts)), counts)
    short = across.astype(np.uint16)  # half as long as float32
    whole = (short == across).all()
    up = clip.single(chart.scale.amounts(path.points[:, 1]))
    return short if whole else across.astype(np.float32), up


def hover_numbers(trajectory: Trajectory, rows: clip.Index) -> Array:
    """Return loss, length of the gradient and coordinates in these rows, (m, 2 + d)."""
    numbers = trajectory.losses, lengths(trajectory.gradients), trajectory.points
    return np.column_stack([part[rows] for part in numbers])


def hover(name: str, chart: Chart, loss: Loss) -> str:
    """Return what hovering a curve says; the numbers come with each vertex."""
    scale, size = chart.scale, len(loss.variables)
    measured = "" if scale.curve.quantity == "loss" else f"<br>{scale.title} %{{y:.5g}}"
    where = "".join(
        f"<br>{names.variable(loss, place)} = %{{customdata[{2 + place}]:.6g}}"
        for place in range(size)
    )
    step = "%{x:.0f}"
    if chart.evaluations:
        step = f"%{{customdata[{2 + size}]:.0f}}, %{{x:.0f}} evaluations"
    return (
        f"<b>{name}</b>, step {step}{measured}{where}<br>loss %{{customdata[0]:.6g}}"
        "<br>gradient %{customdata[1]:.3g}"
    )
