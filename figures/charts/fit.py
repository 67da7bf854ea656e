"""The fit: the rows of a table, over which the player draws what every run predicts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from experiment import Experiment, KnownMinimum
from experiment.data import Data, travels
from figures import names, theme
from figures.clip import Array
from figures.layout import Axes, Panel, Trace, on_axes, scatter
from losses import Loss
from losses.models import MEASURES, Model
from losses.symbolic.derivatives import Derived

GRID = 60  # inputs at which a prediction is worked out
AIR = 0.05  # of an axis, beyond the rows at each end
JITTER = 0.08  # how far rows of a class are spread, for many lie on one another
NAME, SUFFIX = "fit", "15"  # of its panel and its axes
GOLDEN = 0.6180339887498949  # its multiples, without their whole parts, are spread evenly


@dataclass(frozen=True)
class Fit:
    """A table under a model.

    From one column, the target stands above the values of that column, in the units of the table
    even where the loss sees standardised ones, and a prediction is a curve. From several columns,
    what is predicted stands above the target, and a perfect prediction is the diagonal.

    code    of the prediction; the columns that it takes are constants
    answer  the best parameters known
    seen    the columns that the loss names, in their order
    """

    data: Data
    model: Model
    code: Derived
    answer: tuple[float, ...] | None
    seen: tuple[str, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.model.inputs(self.data.table)

    @property
    def several(self) -> bool:
        """Whether it predicts from several columns."""
        return len(self.inputs) > 1

    def ends(self, column: str) -> tuple[float, float]:
        """Return the ends of the axis of a column."""
        values = self.data.table.column(column)
        low, high = float(values.min()), float(values.max())
        air = AIR * (high - low) or 0.5
        air += JITTER if column == self.model.target and self.model.of_classes else 0.0
        return low - air, high + air

    @property
    def targets(self) -> Array:
        """The targets (n,) where they are drawn."""
        values = self.data.table.column(self.model.target)
        if not self.model.of_classes:
            return values
        return values + JITTER * (np.arange(len(values)) * GOLDEN % 1.0 - 0.5)

    @property
    def across(self) -> Array:
        """Where predictions are drawn across: at inputs, or at the target of every row."""
        return self.targets if self.several else np.linspace(*self.ends(self.inputs[0]), GRID)

    @property
    def columns(self) -> list[Array]:
        """What is predicted from there, one array a column, as the loss sees it."""
        scaled = self.data.scaled
        if self.several:
            return [scaled.column(name) for name in self.inputs]
        raw, seen = (table.column(self.inputs[0]) for table in (self.data.table, scaled))
        first, last = raw.argmin(), raw.argmax()
        if raw[first] == raw[last]:
            return [self.across]
        share = (self.across - raw[first]) / (raw[last] - raw[first])
        return [seen[first] + share * (seen[last] - seen[first])]

    @property
    def panel(self) -> Panel:
        """The panel, with what the player must know to draw a prediction."""
        code = self.code.javascript()
        fit = {
            "constants": code["constants"],
            "step": code["step"],
            "result": code["results"][0],
            "columns": [column.tolist() for column in self.columns],
            "across": self.across.tolist(),
            "several": self.several,
            "target": self.target,
        }
        return Panel(NAME, "chart", SUFFIX, self.axes, notes={"fit": fit})

    @property
    def target(self) -> dict[str, Any] | None:
        """What the player must know to move a row; None where it cannot, or no link carries it."""
        if self.several or not travels(replace(self.data.table, name="")):
            return None
        return {
            "column": self.seen.index(self.model.target),
            "name": self.model.target,
            "classes": self.model.of_classes,
            "least": 0.0 if self.model.measure.name == "poisson" else None,
        }

    @property
    def axes(self) -> Axes:
        """The column that it predicts from and its target, or the target and the prediction."""
        target = self.model.target
        form = MEASURES[self.model.measure.name]
        predicted = form.naming.format(t=target) if form.shown or self.several else ""
        first = target if self.several else self.inputs[0]
        up = names.plain(predicted) if predicted else self.title(target)
        return _axis(self.title(first), self.ends(first)), _axis(up, self.ends(target))

    def title(self, column: str) -> str:
        """Return what the header of the table says of a column, as a label shows it."""
        table = self.data.table
        return names.plain(table.titles[table.columns.index(column)])

    @property
    def traces(self) -> list[Trace]:
        """The rows, and what the best parameters known predict; or the diagonal."""
        if self.several:
            ends = self.ends(self.model.target)
            return [_line((ends, ends), "perfect prediction")]
        best = [] if self.answer is None else [_line(self.best(self.answer), "best prediction")]
        return [self.rows(), *best]

    def rows(self) -> Trace:
        """Return a point for every row."""
        (column,), target, table = self.inputs, self.model.target, self.data.table
        said = f"row %{{customdata[0]}}<br>{self.title(column)} %{{x:.6g}}"
        trace = scatter(
            (table.column(column), self.targets),
            "markers",
            {"role": "rows", "panel": NAME},
            hover=f"{said}<br>{self.title(target)} %{{customdata[1]:.6g}}",
            customdata=[[row, y] for row, y in enumerate(table.column(target).tolist(), 1)],
            marker={"color": theme.LIGHT.slope, "size": 6, "opacity": 0.6},
        )
        return on_axes(trace, SUFFIX)

    def best(self, point: tuple[float, ...]) -> tuple[Array, Array]:
        """Return the curve of the best parameters known, (m,) across and up."""
        given = [np.array(value) for value in point]
        with np.errstate(all="ignore"):
            value = self.code.call(*given, *self.columns)[0]
        return self.across, np.broadcast_to(value, self.across.shape)


def fit_of(e: Experiment, loss: Loss, minima: Sequence[KnownMinimum]) -> Fit | None:
    """Return the fit of an experiment, None where no model gives its loss.

    minima  those that are known
    """
    if not e.data or not e.data.model:
        return None
    model, best = e.data.model, min(minima, key=lambda minimum: minimum.value, default=None)
    code, answer = model.fit(e.data.scaled), best.point if best else None
    return Fit(e.data, model, code, answer, tuple(loss.columns))


def _axis(title: str, ends: tuple[float, float]) -> dict[str, Any]:
    return {"title": {"text": title}, "range": list(ends)}


def _line(points: tuple[Any, Any], name: str) -> Trace:
    line = {"color": theme.LIGHT.quiet, "width": 1.2, "dash": "6px,3px"}
    meta = {"role": "answer", "panel": NAME}
    return on_axes(scatter(points, "lines", meta, hover=name, line=line), SUFFIX)
