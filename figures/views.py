"""The views of an experiment, by the names that a link gives them."""

from collections.abc import Callable, Mapping, Sequence

import plotly.graph_objects as go

from experiment import Experiment, Trajectory
from figures.cobweb import cobweb
from figures.overlay import overlay
from figures.scene import Minimum, Scene
from figures.side import side
from figures.surface import surface
from losses import Loss

BUILDERS: Mapping[str, Callable[[Scene], go.Figure]] = {
    "overlay": overlay,
    "side": side,
    "surface": surface,
}


def compare(
    experiment: Experiment,
    loss: Loss,
    trajectories: Sequence[Trajectory],
    minima: Sequence[Minimum] = (),
) -> go.Figure:
    """Return the experiment's view: landscapes with paths, starts and ends, curves beside them.

    trajectories  one a run, in the order of the runs: a run's place gives its colour
    minima        the minima to mark; the lowest is what a logarithmic loss axis counts from
    The axes keep to the experiment's window. A path that leaves it for good ends in an arrow on
    the edge. Non-finite values of the loss are holes in the landscape, never an error.
    """
    scene = Scene(experiment, loss, tuple(trajectories), tuple(minima))
    if scene.flat and experiment.look.cobweb:
        return cobweb(scene)
    return BUILDERS[experiment.view](scene)
