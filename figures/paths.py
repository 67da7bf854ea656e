"""A run on the landscape: its whole path, faint; where it starts; how and where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from experiment import Trajectory
from figures import clip, names, theme
from figures.packing import compact
from losses import Loss

Array = npt.NDArray[np.float64]
Trace = dict[str, Any]

# Windows of path kept on each side: room for zooming out, and coordinates a browser can draw.
ROOM = 10.0
DOTTED = 60  # runs of at most this many steps show every step as a dot, however dense
DOTS = 400  # and up to this many a player may, where they keep apart
FAINT = 0.42
RESTING = 0.5  # end marks, so that they are not taken for heads while a player is under way

# What an end mark says; other verdicts (still moving, plateau) end in the bare head.
SETTLED = frozenset({"converged", "stationary"})
LOST = frozenset({"diverged", "left_domain", "unbounded"})


@dataclass(frozen=True)
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


def on_landscape(run: int, seen: Trajectory, box: clip.Box) -> Walk:
    """Return the run's walk over the landscape; with one variable it walks on the curve."""
    points = seen.points
    if points.shape[1] == 1:
        points = np.column_stack([points[:, 0], seen.losses])
    return Walk(run, names.run(seen.run), points, seen, box)


def trail(walk: Walk, loss: Loss) -> Trace:
    """Return the whole path as a faint line, every vertex with its step, loss and gradient."""
    path = clip.thin(clip.cut(walk.points, walk.room), walk.box)
    step = np.clip(np.rint(path.steps), 0, len(walk.points) - 1).astype(int)
    with np.errstate(over="ignore"):  # hypot squares nothing; two coordinates near 1e308 remain
        size = np.hypot.reduce(np.abs(walk.seen.gradients[step]), axis=1)
    dotted = len(walk.points) <= DOTTED + 1
    return {
        "type": "scatter",
        "x": compact(path.points[:, 0], walk.box[0]),
        "y": compact(path.points[:, 1], walk.box[1]),
        "customdata": np.column_stack([path.steps, walk.seen.losses[step], size]),
        "mode": "lines+markers" if dotted else "lines",
        "line": {"color": theme.colour_of(walk.run), "width": 1.6, "dash": theme.dash_of(walk.run)},
        "marker": {"color": theme.colour_of(walk.run), "size": 4, "symbol": "circle"},
        "opacity": FAINT,
        "name": walk.name,
        "legendgroup": f"run {walk.run}",
        "hovertemplate": hover(walk.name, loss),
        "meta": track("trail", walk, "landscape") | {"dots": len(walk.points) <= DOTS + 1},
    }


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


def end(walk: Walk, panel: str = "landscape") -> Trace | None:
    """Return the mark where the run ends: its head, ringed when it settled, crossed when lost.

    A run that leaves the window for good ends in an arrow on the edge, pointing where it went.
    None when the panel shows nothing of the run's end.
    """
    colour = theme.colour_of(walk.run)
    gone = clip.exit_of(walk.points, walk.box)
    if gone is not None:
        return arrow(walk, gone, panel)
    if not clip.inside(walk.points[-1:], walk.box).any():
        return None
    last = walk.points[-1]
    around = {"settled": "circle-open", "lost": "x-thin-open", "moving": "circle-open"}[walk.fate]
    sizes = [20 if walk.fate != "moving" else 0, 10]
    return {
        "type": "scatter",
        "x": [last[0]] * 2,
        "y": [last[1]] * 2,
        "mode": "markers",
        "opacity": RESTING,
        "marker": {
            "opacity": 1,
            "symbol": [around, theme.symbol_of(walk.run)],
            "size": sizes,
            "color": colour,
            "line": {"color": [colour, theme.LIGHT.page], "width": [1.6, 1.2]},
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "legendgroup": f"run {walk.run}",
        "name": walk.name,
        "meta": {"role": "end", "run": walk.run, "panel": panel, "fate": walk.fate},
    }


def arrow(walk: Walk, gone: clip.Exit, panel: str) -> Trace:
    """Return an arrow on the edge where the run leaves for good."""
    spans = np.array([high - low for low, high in walk.box])
    across, up = gone.direction / spans / np.max(np.abs(gone.direction / spans))
    colour = theme.colour_of(walk.run)
    return {
        "type": "scatter",
        "x": [gone.point[0]],
        "y": [gone.point[1]],
        "mode": "markers",
        "opacity": RESTING,
        "cliponaxis": False,
        "marker": {
            "symbol": "arrow",
            "angle": float(np.degrees(np.arctan2(across, up))),
            "size": 14,
            "color": colour,
            "line": {"color": theme.LIGHT.page, "width": 1},
        },
        "hovertemplate": f"<b>{walk.name}</b> leaves the picture after step {gone.step}"
        "<extra></extra>",
        "showlegend": False,
        "legendgroup": f"run {walk.run}",
        "name": walk.name,
        "meta": {"role": "exit", "run": walk.run, "panel": panel, "step": gone.step},
    }


def starts(walks: Sequence[Walk]) -> list[Trace]:
    """Return a ringed dot for each place in view where runs start, in its colour for one alone."""
    places: dict[tuple[float, ...], list[Walk]] = {}
    for walk in walks:
        if clip.inside(walk.start, walk.box).any():
            places.setdefault(tuple(walk.start[0].tolist()), []).append(walk)
    return [start(where, here) for where, here in places.items()]


def start(where: tuple[float, ...], here: Sequence[Walk]) -> Trace:
    """Return the ringed dot of the runs that start at one place."""
    colour = theme.LIGHT.ink if len(here) > 1 else theme.colour_of(here[0].run)
    return {
        "type": "scatter",
        "x": [where[0]] * 2,
        "y": [where[1]] * 2,
        "mode": "markers",
        "marker": {
            "opacity": 1,  # Plotly fades markers of several sizes
            "symbol": "circle",
            "size": [15, 6],
            "color": [theme.LIGHT.page, colour],
            "line": {"color": colour, "width": [1.8, 0]},
        },
        "hovertemplate": "start<extra></extra>",
        "showlegend": False,
        "name": "start",
        "meta": {"role": "start", "runs": [walk.run for walk in here], "panel": "landscape"},
    }


def minima(places: Sequence[tuple[float, float, bool]]) -> Trace:
    """Return a ringed star at each minimum (x, y, is it the lowest); a local one is hollow."""
    across = [x for x, _, _ in places for _ in range(2)]
    up = [y for _, y, _ in places for _ in range(2)]
    stars = ["star" if lowest else "star-open" for *_, lowest in places]
    words = ["minimum" if lowest else "local minimum" for *_, lowest in places]
    return {
        "type": "scatter",
        "x": across,
        "y": up,
        "mode": "markers",
        "marker": {
            "opacity": 1,
            "symbol": [mark for star in stars for mark in ("circle-open", star)],
            "size": [22, 11] * len(places),
            "color": theme.LIGHT.ink,
            "line": {"color": theme.LIGHT.ink, "width": [1.4, 1] * len(places)},
        },
        "text": [word for word in words for _ in range(2)],
        "hovertemplate": "%{text}<extra></extra>",
        "showlegend": False,
        "name": "minimum",
        "meta": {"role": "minimum", "panel": "landscape"},
    }
