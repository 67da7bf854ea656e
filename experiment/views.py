"""What a picture can show, a row each: the views of the runs, and the curves of the charts.

A link's words, the menus of the page, the builders of the figures and their tests read these rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class View(NamedTuple):
    """A way to draw the runs on their loss.

    name          in a link
    title         on the toolbar
    sentence      what it shows
    one_variable  whether a loss of one variable has it; otherwise DEFAULT_VIEW is drawn instead
    """

    name: str
    title: str
    sentence: str
    one_variable: bool = True


class Curve(NamedTuple):
    """What a chart measures of every run: one number a step.

    name        in a link
    label       in a menu
    title       of the axis
    quantity    what it measures: loss, gradient, step, distance, rate, or else the state of the
                rule that has this role, see `optimizers.rule.Term`
    coordinate  the variable that it belongs to, 0 or 1, which label and title then name; None for
                what has one number for all variables
    signed      whether it can be negative: a logarithmic axis would then lose half of it
    """

    name: str
    label: str
    title: str
    quantity: str
    coordinate: int | None = None
    signed: bool = False

    def named(self, text: str, variables: Sequence[str]) -> str:
        """Return a label or title with the variable it belongs to."""
        if self.coordinate is None:
            return text
        return f"{text}, {variables[min(self.coordinate, len(variables) - 1)]}"


def _both(row: Curve) -> tuple[Curve, Curve]:
    """Return the curves of both coordinates; a link marks the second by a 2."""
    return row._replace(coordinate=0), row._replace(coordinate=1, name=f"{row.name}2")


def _by_name(rows: Iterable[Curve]) -> Mapping[str, Curve]:
    return {row.name: row for row in rows}


DEFAULT_VIEW = "overlay"
VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        View("overlay", "Overlay", "All runs are drawn in one picture."),
        View("side", "Side by side", "Each run has a picture of its own."),
        View(
            "surface",
            "Surface",
            "The loss is drawn as a surface in three dimensions.",
            one_variable=False,
        ),
    )
}

_OF_THE_LOSS = (
    Curve("auto", "Loss, automatic scale", "loss", "loss"),
    Curve("linear", "Loss, linear", "loss", "loss"),
    Curve("log", "Loss, logarithmic", "loss", "loss"),
    Curve("best", "Loss above the best known", "loss", "loss"),
)
_OF_THE_RUN = (
    Curve("gradient", "Gradient norm", "gradient norm", "gradient"),
    Curve("step", "Step length", "step length", "step"),
    Curve("distance", "Distance to a minimum", "distance to the nearest known minimum", "distance"),
    *_both(Curve("rate", "Effective learning rate", "effective learning rate", "rate")),
    *_both(Curve("mean", "First moment m", "m", "mean", signed=True)),
    *_both(Curve("square", "Accumulated squares", "accumulated squares", "mean_square")),
)
CURVES = _by_name((*_OF_THE_LOSS, *_OF_THE_RUN))
SECOND_CURVES = _by_name((Curve("none", "Second chart: none", "", ""), *_OF_THE_RUN))
