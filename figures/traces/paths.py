"""A run on the landscape: its whole path, faint, and what the player must know of it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from experiment import Experiment, Trajectory, run_names
from figures import clip, names, theme
from figures.clip import Array
from figures.layout import Trace
from losses import Loss

# Windows of path kept on each side: room for zooming out, and coordinates a browser can draw.
ROOM = 10.0
ALWAYS_DOTTED = 60  # runs of at most this many steps show every step as a dot, however dense
MAX_DOTS = 400  # and up to this many steps a player may, where they keep apart
TRAIL_OPACITY = 0.42  # of every line that the playhead runs along
KEPT = 48  # runs that stay drawn: a dial changes one of them, and the others are as they were

# What an end mark says; other verdicts (still moving, plateau) end in the bare head.
SETTLED = frozenset({"converged", "stationary", "hovering"})
LOST = frozenset({"diverged", "left_domain", "unbounded"})


class Identity(NamedTuple):
    """Which run it is.

    place  among the runs, from 0
    mark   among colours, dashes and symbols: a run keeps it when its place changes
    name   what labels call it
    """

    place: int
    mark: int
    name: str


def identities(e: Experiment) -> list[Identity]:
    """Return who the runs of an experiment are, in their order."""
    return [*map(Identity, range(len(e.runs)), e.marks, run_names(e.runs))]


@dataclass(frozen=True, eq=False)
class DrawnRun:
    """A run in the coordinates of a panel.

    points  (n + 1, 2)
    ranges  what the axes of the panel show
    """

    identity: Identity
    points: Array
    trajectory: Trajectory
    ranges: clip.Ranges

    @property
    def place(self) -> int:
        """Its place among the runs."""
        return self.identity.place

    @property
    def name(self) -> str:
        """What labels call it."""
        return self.identity.name

    @property
    def symbol(self) -> str:
        """Plotly's name of its mark."""
        return theme.SYMBOLS[self.identity.mark]

    @property
    def fate(self) -> str:
        """`settled`, `lost` or `moving`: which end mark the run gets."""
        kind = self.trajectory.verdict.kind
        return "settled" if kind in SETTLED else "lost" if kind in LOST else "moving"

    @property
    def start(self) -> Array:
        """The start as the one row of (1, 2); no row where a curve has no height at the start."""
        start = np.array([self.trajectory.run.start])
        return self.points[:1] if len(self.points) or start.shape[1] != 2 else start

    @property
    def colour(self) -> str:
        """The run's own colour."""
        return theme.LIGHT.runs[self.identity.mark]

    @property
    def labels(self) -> dict[str, Any]:
        """What every trace of the run carries: with one of them the legend hides them all."""
        return {"name": self.name, "legendgroup": f"run {self.place}"}

    @property
    def style(self) -> dict[str, Any]:
        """How a line is drawn that the playhead runs along."""
        line = {"color": self.colour, "width": 1.6, "dash": theme.DASHES[self.identity.mark]}
        return {"line": line, "opacity": TRAIL_OPACITY, **self.labels}

    def notes(self, role: str, panel: str) -> dict[str, Any]:
        """Return the `meta` of such a line."""
        lost = {"ended": self.trajectory.verdict.step} if self.fate == "lost" else {}
        return lost | {
            "role": role,
            "run": self.place,
            "panel": panel,
            "symbol": self.symbol,
            "last": len(self.points) - 1,
            "fate": self.fate,
        }


@lru_cache(maxsize=KEPT)
def on_landscape(identity: Identity, trajectory: Trajectory, ranges: clip.Ranges) -> DrawnRun:
    """Return the run on the landscape; with one variable its points lie on the curve."""
    return DrawnRun(identity, landscape_points(trajectory), trajectory, ranges)


def landscape_points(trajectory: Trajectory) -> Array:
    """Return the points (n + 1, 2) of a run: its coordinates, or one coordinate and the loss."""
    if trajectory.points.shape[1] == 2:
        return trajectory.points
    return np.column_stack([trajectory.points[:, 0], trajectory.losses])


@lru_cache(maxsize=KEPT)
def trail(run: DrawnRun, loss: Loss, *, model: bool = False) -> Trace:
    """Return the whole path as a faint line, every vertex with its step, loss and gradient.

    The result is cached: callers do not change it.
    model  whether a vertex knows the Hessian too, for the local quadratic model at the playhead
    """
    path = clip.visible_path(run.points, run.ranges, ROOM)
    rows = path.rows(len(run.points))
    columns = [path.steps[:, None], hover_numbers(run.trajectory, rows)]
    columns += [hessians(run.trajectory, rows, loss)] if model else []
    notes = {"bends": sum(part.shape[1] for part in columns[:2])} if model else {}
    notes |= {"slope": 3} if len(loss.variables) == 1 else {}
    return {
        "type": "scatter",
        "x": path.points[:, 0],
        "y": path.points[:, 1],
        "customdata": clip.single(np.hstack(columns)),
        "mode": "lines+markers" if len(run.points) <= ALWAYS_DOTTED + 1 else "lines",
        "marker": {"color": run.colour, "size": 4, "symbol": "circle"},
        "hovertemplate": hover(run.name, loss),
        **run.style,
        "meta": run.notes("trail", "landscape")
        | {"dots": len(run.points) <= MAX_DOTS + 1, **notes},
    }


def hover_numbers(trajectory: Trajectory, rows: clip.Index) -> Array:
    """Return loss and length of the gradient in these rows, (m, 2); of a curve its slope too."""
    gradients = trajectory.gradients[rows]
    slope = [gradients] if gradients.shape[1] == 1 else []  # its tangent needs the sign
    return np.column_stack([trajectory.losses[rows], lengths(gradients), *slope])


def lengths(vectors: Array) -> Array:
    """Return the lengths (m,) of vectors (m, d); the largest number where they overflow."""
    # hypot squares nothing; two coordinates near 1e308 remain
    with np.errstate(over="ignore", invalid="ignore"):
        found: Array = np.hypot.reduce(np.abs(vectors), axis=1)
    return np.minimum(found, np.finfo(float).max)


def hessians(trajectory: Trajectory, rows: clip.Index, loss: Loss) -> Array:
    """Return the Hessian in these rows: its entries xx, xy and yy (m, 3), of a curve (m, 1)."""
    hessian = loss.hessian(trajectory.points[rows])
    row, column = np.triu_indices(hessian.shape[-1])
    return np.asarray(hessian[:, row, column])


def hover(name: str, loss: Loss) -> str:
    """Return what hovering a path says; the numbers come with each vertex."""
    where = "<br>".join(
        f"{names.variable(loss, place)} = %{{{axis}:.6g}}"
        for place, axis in zip(range(len(loss.variables)), "xy", strict=False)
    )
    return (
        f"<b>{name}</b>, step %{{customdata[0]:.0f}}<br>{where}"
        "<br>loss %{customdata[1]:.6g}<br>gradient %{customdata[2]:.3g}<extra></extra>"
    )
