"""What every view of an experiment shares: the field, the runs, the axes, the charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from experiment import CURVES, SECOND_CURVES, Experiment, KnownMinimum, Trajectory, stability
from figures import clip, layout, names
from figures.charts import axes, curves
from figures.charts.batches import batch_losses, epoch_lines
from figures.charts.fit import fit_of
from figures.traces import landscape, marks, paths
from landscape import look_at
from losses import Loss


@dataclass(frozen=True)
class Scene:
    """An experiment with its loss, what its runs did, and the minima to mark."""

    experiment: Experiment
    loss: Loss
    trajectories: tuple[Trajectory, ...]  # one a run, in their order
    minima: tuple[KnownMinimum, ...]

    @property
    def one_variable(self) -> bool:
        """Whether the landscape is a curve."""
        return len(self.experiment.window) == 1

    @cached_property
    def field(self) -> landscape.Field:
        """The loss on a grid over the window."""
        return landscape.sample(self.loss, self.experiment.window)

    @cached_property
    def floor(self) -> float:
        """The lowest value known: of the minima, and on the grid."""
        return min([float(self.field.finite.min()), *(m.value for m in self.minima)])

    @cached_property
    def levels(self) -> landscape.Array:
        """The losses of the level lines, rising."""
        by_decades = look_at(self.experiment).log_colour
        return landscape.levels_of(self.field, self.floor, by_decades)

    @cached_property
    def ranges(self) -> clip.Ranges:
        """What the landscape's axes show: the window, and with one variable its losses."""
        window = self.experiment.window
        return window[0], self.field.height_range if self.one_variable else window[1]

    @cached_property
    def lanes(self) -> list[tuple[paths.Identity, Trajectory]]:
        """Who the runs are, and what they did; none where nothing ran."""
        return [*zip(paths.identities(self.experiment), self.trajectories, strict=False)]

    @cached_property
    def runs(self) -> list[paths.DrawnRun]:
        """The runs on the landscape."""
        return [
            paths.on_landscape(identity, trajectory, self.ranges)
            for identity, trajectory in self.lanes
        ]

    @cached_property
    def charts(self) -> list[curves.Chart]:
        """What is drawn beside the landscape: one chart, or a second one below it."""
        e = self.experiment
        wanted = [CURVES[e.look.curve]]
        wanted += [SECOND_CURVES[e.look.second]] if e.look.second != "none" else []
        variables = [names.variable(self.loss, k) for k in range(len(self.loss.variables))]
        scales = [
            axes.scale_of(
                self.trajectories, e.window, self.minima, curve=curve, variables=variables
            )
            for curve in wanted
        ]
        over_evaluations, last = e.look.evaluations, e.steps
        if over_evaluations:
            last = max([last, *(int(one.evaluations[-1:].sum()) for one in self.trajectories)])
        return [
            curves.Chart(name, suffix, scale, last, e.look.logsteps, over_evaluations)
            for (name, suffix), scale in zip(layout.CHARTS, scales, strict=False)
        ]

    @property
    def axes(self) -> layout.Axes:
        """The axes of the landscape: its variables, or the variable and the loss."""
        across = variable_axis(self.loss, 0, self.ranges[0])
        if not self.one_variable:
            return across, variable_axis(self.loss, 1, self.ranges[1])
        return across, {"title": {"text": "loss"}, "range": list(self.ranges[1]), "showgrid": True}

    def drawing(
        self,
        traces: Sequence[layout.Trace],
        panels: Sequence[layout.Panel],
        shapes: Sequence[Mapping[str, Any]] = (),
        kind: str = "",
    ) -> layout.Drawing:
        """Return these traces in these panels, with the charts beside them.

        kind  of coordinates: zoom is kept as long as this, the loss and the window stay
        """
        e = self.experiment
        fit = fit_of(e, self.loss, self.minima)
        beside = [*([fit.panel] if fit else []), *(chart.panel for chart in self.charts)]
        faint = [batch_losses(chart, *lane) for chart in self.charts for lane in self.lanes]
        lines = [trace for trace in faint if trace]
        lines += [t for chart in self.charts for t in chart.traces(self.lanes, self.loss)]
        lines += fit.traces if fit else []
        whole = layout.figure_layout(
            [*panels, *layout.chart_panels(beside)],
            steps=e.steps,
            variables=self.loss.variables,
            shapes=[*shapes, *epoch_lines(e, self.charts)],
            revision=kind + repr((e.loss, tuple(e.constants.items()), e.window)),
        )
        whole["meta"] |= {
            "runs": [self.note(one) for one in self.trajectories],
            "minima": [list(m.point) for m in self.minima],
            "window": [list(ends) for ends in e.window],
        }
        return layout.Drawing([*traces, *lines], whole)

    def note(self, one: Trajectory) -> dict[str, Any]:
        """Return what the player is told of a run."""
        edges = stability(self.experiment, one.run, one)
        limits = [edge.limit for edge in (edges.minimum, edges.start) if edge]
        return {
            "start": list(one.run.start),
            "rate": one.run.rate,
            "limit": next((limit for limit in limits if limit is not None), None),
            "end": one.points[-1].tolist() if len(one.points) else None,
        }

    def seen_minima(self) -> list[tuple[float, float, bool]]:
        """Return the minima in the picture: x, y, and whether no known one is lower."""
        lowest = min((m.value for m in self.minima), default=0.0)
        places = [
            (*marks.landscape_point(m), m.value <= lowest + 1e-9 * max(1.0, abs(lowest)))
            for m in self.minima
        ]
        return [p for p in places if clip.inside(np.array([p[:2]]), self.ranges)[0]]


def variable_axis(loss: Loss, place: int, ends: tuple[float, float]) -> dict[str, Any]:
    """Return the axis of a variable."""
    return {"title": {"text": names.variable(loss, place)}, "range": list(ends)}
