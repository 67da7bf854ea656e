"""The cobweb of a loss of one variable: each x against the next, beside the curves of all runs.

Where a rule has no memory, its next x is a function of x alone; gradient descent's is
x - lr f'(x). A run goes up to that function and across to the diagonal, again and again.
"""

import numpy as np

from experiment import Trajectory
from figures import clip, names, theme
from figures.clip import Array
from figures.layout import Drawing, Panel, Trace, scatter
from figures.traces import marks, paths
from figures.views.parts import Scene, variable_axis
from losses import Loss
from optimizers import simulate

FUNCTION_POINTS = 401  # of a function


def cobweb(scene: Scene) -> Drawing:
    """Return the figure; a run whose rule has memory has a path but no function."""
    ends = scene.experiment.window[0]
    across = np.linspace(*ends, FUNCTION_POINTS)
    runs = [
        paths.DrawnRun(identity, np.repeat(one.points, 2, axis=1), one, (ends, ends))
        for identity, one in scene.lanes
    ]
    traces = [
        diagonal(across),
        *(function(run, scene.loss, across) for run in runs if has_no_memory(run.trajectory)),
        *(web(run, scene.loss) for run in runs),
        *marks.ends(runs),
        *marks.starts(runs),
    ]
    x = variable_axis(scene.loss, 0, ends)
    following = {"title": {"text": f"next {names.variable(scene.loss, 0)}"}, "range": list(ends)}
    panel = Panel("landscape", "picture", "", (x, following), notes={"web": True})
    return scene.drawing(traces, [panel], kind="cobweb ")


def has_no_memory(trajectory: Trajectory) -> bool:
    """Say whether the next point is a function of the point alone."""
    return not trajectory.internals and trajectory.run.schedule is None


def diagonal(across: Array) -> Trace:
    """Return the line where the next x is x: there a run stands still."""
    line = {"color": theme.LIGHT.slope, "width": 1.4}
    return scatter((across, across), "lines", {"role": "landscape"}, line=line, name="x")


def function(run: paths.DrawnRun, loss: Loss, across: Array) -> Trace:
    """Return the next x of every x, without noise, as the run's own rule takes it."""
    chosen = run.trajectory.run
    one = simulate(chosen.update, loss, across[:, None], steps=1, dials=chosen.dials)
    after = np.asarray(one.points[1][:, 0])
    return scatter(
        (across, np.where(np.isfinite(after), after, np.nan)),
        "lines",
        {"role": "map", "run": run.place},
        hover=f"<b>{run.name}</b><br>from %{{x:.5g}} to %{{y:.5g}}",
        line={"color": run.colour, "width": 1.6, "simplify": False},
        opacity=0.5,
        **run.labels,
    )


def web(run: paths.DrawnRun, loss: Loss) -> Trace:
    """Return the run's way: up to the next x, then across to the diagonal."""
    x = run.trajectory.points[:, 0]
    stairs = np.column_stack([np.repeat(x, 2)[:-1], np.repeat(x, 2)[1:]])
    path = clip.visible_path(stairs, run.ranges, paths.ROOM)
    step = np.clip(path.steps / 2, 0, len(x) - 1)
    numbers = paths.hover_numbers(run.trajectory, np.floor(step).astype(int))
    trail = paths.trail(run, loss)
    return trail | {
        "x": path.points[:, 0],
        "y": path.points[:, 1],
        "customdata": clip.single(np.column_stack([step, numbers])),
        "mode": "lines",
        "meta": trail["meta"] | {"dots": False},
    }
