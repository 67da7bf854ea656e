"""The cobweb of a loss of one variable: each x against the next, beside the curves of all runs.

Where a rule has no memory, its next x is a function of x alone; gradient descent's is
x - lr f'(x). A run goes up to that function and across to the diagonal, again and again.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from experiment import Trajectory
from figures import clip, names, theme
from figures import layout as frame
from figures.packing import compact, single
from figures.traces import marks, paths
from figures.views.overlay import Trace, charted
from figures.views.parts import Scene, axis
from optimizers import RULES, simulate

Array = npt.NDArray[np.float64]

FINE = 401  # points of a function


def cobweb(scene: Scene) -> frame.Drawing:
    """Return the figure; a run whose rule has memory has a path but no function."""
    ends = scene.experiment.window[0]
    across = np.linspace(*ends, FINE)
    walks = [on_diagonal(run, seen, (ends, ends)) for run, seen in enumerate(scene.seen)]
    maps = [function(walk, scene, across) for walk in walks if forgetful(walk.seen)]
    finish = [mark for walk in walks if (mark := marks.end(walk)) is not None]
    webs = [web(walk, scene) for walk in walks]
    traces = [diagonal(across), *maps, *webs, *finish, *marks.starts(walks)]
    name = names.variable(scene.loss, 0)
    axes = axis(scene.loss, 0, ends), {"title": {"text": f"next {name}"}, "range": list(ends)}
    layout = frame.layout(
        [frame.landscape(axes), *scene.beside],
        steps=scene.experiment.steps,
        variables=scene.loss.variables,
        revision=f"cobweb {scene.revision}",
    )
    return frame.Drawing([*traces, *charted(scene)], layout)


def forgetful(seen: Trajectory) -> bool:
    """Say whether the next point is a function of the point alone."""
    return not seen.internals and seen.run.schedule is None


def on_diagonal(run: int, seen: Trajectory, box: clip.Box) -> paths.Walk:
    """Return the run as the points (x, x)."""
    return paths.Walk(run, names.run(seen.run), np.repeat(seen.points, 2, axis=1), seen, box)


def diagonal(across: Array) -> Trace:
    """Return the line where the next x is x: there a run stands still."""
    return {
        "type": "scatter",
        "x": across,
        "y": across,
        "mode": "lines",
        "line": {"color": theme.LIGHT.slope, "width": 1.4},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "x",
        "meta": {"role": "landscape", "panel": "landscape"},
    }


def function(walk: paths.Walk, scene: Scene, across: Array) -> Trace:
    """Return the next x of every x, without noise, as the run's own rule takes it."""
    run = walk.seen.run
    one = simulate(RULES[run.rule], scene.loss, across[:, None], steps=1, dials=run.dials)
    after = np.asarray(one.points[1][:, 0])
    return {
        "type": "scatter",
        "x": across,
        "y": np.where(np.isfinite(after), after, np.nan),
        "mode": "lines",
        "line": {"color": theme.colour_of(walk.run), "width": 1.6, "simplify": False},
        "opacity": 0.5,
        "hovertemplate": f"<b>{walk.name}</b><br>from %{{x:.5g}} to %{{y:.5g}}<extra></extra>",
        "showlegend": False,
        "legendgroup": f"run {walk.run}",
        "name": walk.name,
        "meta": {"role": "map", "run": walk.run, "panel": "landscape"},
    }


def web(walk: paths.Walk, scene: Scene) -> dict[str, Any]:
    """Return the run's way: up to the next x, then across to the diagonal."""
    x = walk.seen.points[:, 0]
    stairs = np.column_stack([np.repeat(x, 2)[:-1], np.repeat(x, 2)[1:]])
    path = clip.thin(clip.cut(stairs, walk.room), walk.box)
    step = np.clip(path.steps / 2, 0, len(x) - 1)
    flat = paths.trail(walk, scene.loss)
    low, high = walk.box
    return flat | {
        "x": compact(path.points[:, 0], low),
        "y": compact(path.points[:, 1], high),
        "customdata": single(
            np.column_stack([step, paths.told(walk.seen, np.floor(step).astype(int))])
        ),
        "mode": "lines",
        "meta": flat["meta"] | {"dots": False},
    }
