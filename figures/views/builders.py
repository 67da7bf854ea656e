"""The builder of each view, by the name that a link gives it, and the figures they make."""

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from experiment import DEFAULT_VIEW, VIEWS, Experiment, KnownMinimum, Trajectory
from figures.layout import Drawing
from figures.views.cobweb import cobweb
from figures.views.overlay import overlay
from figures.views.parts import Scene
from figures.views.side_by_side import side_by_side
from figures.views.surface import surface
from losses import Loss

BUILDERS: Mapping[str, Callable[[Scene], Drawing]] = {
    "overlay": overlay,
    "side": side_by_side,
    "surface": surface,
}


def drawing(
    experiment: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[KnownMinimum] = (),
) -> Drawing:
    """Return the experiment's view: landscapes with paths, starts and ends, curves beside them.

    trajectories  one a run, in the order of the runs
    minima        the minima to mark; the lowest is what a logarithmic loss axis counts from
    The axes keep to the experiment's window. A path that leaves it for good ends in an arrow on
    the edge. Non-finite values of the loss are holes in the landscape, never an error.
    """
    scene = Scene(experiment, loss, tuple(trajectories), tuple(minima))
    if scene.one_variable and experiment.look.cobweb:
        return cobweb(scene)
    view = VIEWS[experiment.view]
    possible = view.one_variable or not scene.one_variable
    return BUILDERS[view.name if possible else DEFAULT_VIEW](scene)


def compare(
    experiment: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[KnownMinimum] = (),
) -> go.Figure:
    """Return the drawing of these as an ordinary static figure.

    The page does not use it: making Plotly's objects takes longer than all of the drawing, even
    without their check of every property, which is left to a test.
    """
    return go.Figure(*drawing(experiment, loss, trajectories, minima), _validate=False)
