"""A run on the landscape: its whole path, faint, and what the player must know of it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from experiment import Trajectory
from figures import clip, names, theme
from figures.packing import compact, single
from losses import Loss

Array = npt.NDArray[np.float64]
Trace = dict[str, Any]

# Windows of path kept on each side: room for zooming out, and coordinates a browser can draw.
ROOM = 10.0
DOTTED = 60  # runs of at most this many steps show every step as a dot, however dense
DOTS = 400  # and up to this many a player may, where they keep apart
FAINT = 0.42
KEPT = 48  # runs that stay drawn: a dial changes one of them, and the others are as they were

# What an end mark says; other verdicts (still moving, plateau) end in the bare head.
SETTLED = frozenset({"converged", "stationary"})
LOST = frozenset({"diverged", "left_domain", "unbounded"})


@dataclass(frozen=True, eq=False)
class Walk:
    """A trajectory as a panel draws it."""

    run: int  # its place among the runs
    name: str
    points: Array  # (n + 1, 2) in the panel's own coordinates
    seen: Trajectory
    box: clip.Box  # what the panel shows

    @property
    def fate(self) -> str:
        """`settled`, `lost` or `moving`: which end mark the run gets."""
        kind = self.seen.verdict.kind
        return "settled" if kind in SETTLED else "lost" if kind in LOST else "moving"

    @property
    def start(self) -> Array:
        """The start as the one row of (1, 2); no row where a curve has no height at the start."""
        start = np.array([self.seen.run.start])
        return self.points[:1] if len(self.points) or start.shape[1] != 2 else start

    @property
    def room(self) -> clip.Box:
        """The box that the path is cut to for drawing."""
        return clip.enlarged(self.box, ROOM)


@lru_cache(maxsize=KEPT)
def on_landscape(run: int, seen: Trajectory, box: clip.Box) -> Walk:
    """Return the run's walk over the landscape; with one variable it walks on the curve."""
    points = seen.points
    if points.shape[1] == 1:
        points = np.column_stack([points[:, 0], seen.losses])
    return Walk(run, names.run(seen.run), points, seen, box)


@lru_cache(maxsize=KEPT)
def trail(walk: Walk, loss: Loss, *, model: bool = False) -> Trace:
    """Return the whole path as a faint line, every vertex with its step, loss and gradient.

    Kept, so not to be changed.
    model  whether a vertex knows the Hessian too, for the local quadratic model at the playhead
    """
    path = clip.thin(clip.cut(walk.points, walk.room), walk.box)
    step = np.clip(np.rint(path.steps), 0, len(walk.points) - 1).astype(int)
    columns = [path.steps[:, None], told(walk.seen, step)]
    columns += [bends(walk.seen, step, loss)] if model else []
    places = {"bends": sum(part.shape[1] for part in columns[:2])} if model else {}
    places |= {"slope": 3} if walk.seen.gradients.shape[1] == 1 else {}
    dotted = len(walk.points) <= DOTTED + 1
    return {
        "type": "scatter",
        "x": compact(path.points[:, 0], walk.box[0]),
        "y": compact(path.points[:, 1], walk.box[1]),
        "customdata": single(np.hstack(columns)),
        "mode": "lines+markers" if dotted else "lines",
        "line": {"color": theme.colour_of(walk.run), "width": 1.6, "dash": theme.dash_of(walk.run)},
        "marker": {"color": theme.colour_of(walk.run), "size": 4, "symbol": "circle"},
        "opacity": FAINT,
        "name": walk.name,
        "legendgroup": f"run {walk.run}",
        "hovertemplate": hover(walk.name, loss),
        "meta": track("trail", walk, "landscape")
        | {"dots": len(walk.points) <= DOTS + 1, **places},
    }


def told(seen: Trajectory, step: npt.NDArray[np.intp]) -> Array:
    """Return loss and length of the gradient at these steps, (m, 2 or 3), for hovering."""
    with np.errstate(over="ignore"):  # hypot squares nothing; two coordinates near 1e308 remain
        size = np.hypot.reduce(np.abs(seen.gradients[step]), axis=1)
    if seen.gradients.shape[1] == 1:  # a curve's tangent needs the sign too
        return np.column_stack([seen.losses[step], size, seen.gradients[step]])
    return np.column_stack([seen.losses[step], size])


def bends(seen: Trajectory, step: npt.NDArray[np.intp], loss: Loss) -> Array:
    """Return the Hessian at these steps: its entries xx, xy and yy (m, 3), of a curve (m, 1)."""
    hessian = loss.hessian(seen.points[step])
    row, column = np.triu_indices(hessian.shape[-1])
    return np.asarray(hessian[:, row, column])


def track(role: str, walk: Walk, panel: str) -> dict[str, Any]:
    """Return the `meta` of a line that the playhead runs along."""
    return {
        "role": role,
        "run": walk.run,
        "panel": panel,
        "symbol": theme.symbol_of(walk.run),
        "last": len(walk.points) - 1,
        "fate": walk.fate,
    }


def hover(name: str, loss: Loss) -> str:
    """Return what hovering a path says; the numbers come with each vertex."""
    where = f"{names.variable(loss, 0)} = %{{x:.6g}}"
    if len(loss.variables) == 2:
        where += f"<br>{names.variable(loss, 1)} = %{{y:.6g}}"
    return (
        f"<b>{name}</b>, step %{{customdata[0]:.0f}}<br>{where}"
        "<br>loss %{customdata[1]:.6g}<br>gradient %{customdata[2]:.3g}<extra></extra>"
    )
