"""What every view of an experiment shares: the field, the walks, the axes, the charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from experiment import Experiment, Trajectory
from figures import clip, layout, names
from figures.charts import axes as scales
from figures.charts import curves
from figures.traces import landscape, paths
from landscape import look_at
from losses import Loss


class Minimum(Protocol):
    """A place where a loss is smallest, as a landscape knows it."""

    @property
    def point(self) -> Sequence[float]:
        """Where it is: one number a variable."""

    @property
    def value(self) -> float:
        """The loss there."""


@dataclass(frozen=True)
class Scene:
    """An experiment with its loss, what its runs did, and the minima to mark."""

    experiment: Experiment
    loss: Loss
    seen: tuple[Trajectory, ...]  # one a run, in their order: a run's place gives its colour
    minima: tuple[Minimum, ...]

    @property
    def flat(self) -> bool:
        """Whether the loss has one variable, so that its landscape is a curve."""
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
    def box(self) -> clip.Box:
        """What the landscape's axes show: the window, and with one variable its losses."""
        window = self.experiment.window
        return window[0], landscape.view(self.field) if self.flat else window[1]

    @cached_property
    def walks(self) -> list[paths.Walk]:
        """The runs on the landscape."""
        return [paths.on_landscape(run, seen, self.box) for run, seen in enumerate(self.seen)]

    @cached_property
    def charts(self) -> list[curves.Chart]:
        """What is drawn beside the landscape: one chart, or a second one below it."""
        e = self.experiment
        wanted = [e.look.curve, *([e.look.second] if e.look.second != "none" else [])]
        return [
            curves.Chart(name, suffix, self.scale(curve), e.steps, e.look.logsteps)
            for (name, suffix), curve in zip(layout.CHARTS, wanted, strict=False)
        ]

    def scale(self, wanted: str) -> scales.Scale:
        """How a chart of this curve measures the runs."""
        return scales.scale_of(
            self.seen,
            self.experiment.window,
            [m.value for m in self.minima],
            wanted=wanted,
            origin=getattr(self.minima[0], "origin", "") if self.minima else "",
            places=[m.point for m in self.minima],
            variables=[names.variable(self.loss, k) for k in range(len(self.loss.variables))],
        )

    @property
    def beside(self) -> list[layout.Panel]:
        """The panels of the charts."""
        return layout.beside([chart.axes for chart in self.charts])

    @property
    def axes(self) -> layout.Axes:
        """The axes of the landscape: its variables, or the variable and the loss."""
        across = axis(self.loss, 0, self.box[0])
        if not self.flat:
            return across, axis(self.loss, 1, self.box[1])
        return across, {"title": {"text": "loss"}, "range": list(self.box[1]), "showgrid": True}

    @property
    def revision(self) -> str:
        """What zoom is kept for: it stays as long as this does."""
        e = self.experiment
        return repr((e.loss, tuple(e.constants.items()), e.window))


def axis(loss: Loss, place: int, ends: tuple[float, float]) -> dict[str, Any]:
    """Return the axis of a variable."""
    return {"title": {"text": names.variable(loss, place)}, "range": list(ends)}
