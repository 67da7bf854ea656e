"""The landscape in 3-D with the paths on it, and the chart of all runs beside it."""

from typing import Any

import numpy as np
import numpy.typing as npt

from figures import clip, names, theme
from figures import layout as frame
from figures.packing import single
from figures.traces import landscape, levels, marks, paths
from figures.views.overlay import Trace, charted, overlay
from figures.views.parts import Scene, axis

Array = npt.NDArray[np.float64]

EVERY = 2  # points of the grid: a surface is lit, and needs fewer than level lines do
LIFT = 0.012  # of the height that a path is held above the surface, so as not to sink into it
TICKS = 6  # written on the upright axis, about
CAMERA = {"eye": {"x": 1.02, "y": -1.56, "z": 1.5}, "center": {"x": -0.06, "y": -0.02, "z": -0.14}}


def surface(scene: Scene) -> frame.Drawing:
    """Return the landscape as a surface; a loss of one variable has none and stays a curve.

    Its height is the loss on the scale of the flat view's levels, so a landscape whose levels go
    by decades is high by decades: the upright axis says which loss is where.
    """
    if scene.flat:
        return overlay(scene)
    knots = levels.knots(scene.field.finite, scene.levels)
    lines = [line(walk, scene, knots) for walk in scene.walks]
    traces = [relief(scene), *lines, *signs(scene, knots), *charted(scene)]
    layout = frame.layout(
        [*scene.beside],
        steps=scene.experiment.steps,
        variables=scene.loss.variables,
        revision=scene.revision,
    )
    layout["scene"] = space(scene, knots)
    layout["meta"]["panels"].insert(0, {"name": "landscape", "area": "picture", "scene": "scene"})
    return frame.Drawing(traces, layout)


def height(losses: Array, knots: Array) -> Array:
    """Return losses as heights: k at the k-th knot."""
    heights: Array = np.interp(losses, knots, np.arange(len(knots)))
    return heights


def relief(scene: Scene) -> Trace:
    """Return the surface, of the same hue and with the same levels as the flat landscape."""
    x, y = (side[::EVERY] for side in scene.field.axes)
    return {
        "type": "surface",
        "x": x.astype(np.float32),
        "y": y.astype(np.float32),
        "z": landscape.placed(scene.field, scene.levels)[::EVERY, ::EVERY].astype(np.float32),
        "colorscale": [[0, theme.LIGHT.low], [1, theme.LIGHT.high]],
        "showscale": False,
        "contours": {
            "z": {
                "show": True,
                "start": 1,
                "end": len(scene.levels),
                "size": 1,
                "color": theme.LIGHT.level,
                "width": 1,
            },
            **{side: {"highlight": False} for side in "xy"},
        },
        "lighting": {"ambient": 0.82, "diffuse": 0.35, "specular": 0.02, "roughness": 0.9},
        "hoverinfo": "skip",
        "name": "loss",
        "meta": {"role": "landscape", "panel": "landscape", "levels": scene.levels.tolist()},
    }


def line(walk: paths.Walk, scene: Scene, knots: Array) -> Trace:
    """Return a run's path on the surface, cut to the window."""
    path = clip.thin(clip.cut(walk.points, walk.box), walk.box)
    step = np.clip(np.rint(path.steps), 0, len(walk.points) - 1).astype(int)
    flat = paths.trail(walk, scene.loss)
    kept = ("name", "legendgroup", "opacity", "meta")
    return {key: flat[key] for key in kept} | {
        "type": "scatter3d",
        "mode": "lines",
        "x": single(path.points[:, 0]),
        "y": single(path.points[:, 1]),
        "z": lifted(scene.loss.value(path.points), knots).astype(np.float32),
        "customdata": single(np.column_stack([path.steps, paths.told(walk.seen, step)])),
        "line": {"color": theme.colour_of(walk.run), "width": 4, "dash": "solid"},
        "hovertemplate": paths.hover(walk.name, scene.loss),
    }


def lifted(losses: Array, knots: Array, share: float = LIFT) -> Array:
    """Return heights a little above the surface; NaN where the loss is not finite."""
    up = height(losses, knots) + share * (len(knots) - 1)
    return np.where(np.isfinite(losses), up, np.nan)


def signs(scene: Scene, knots: Array) -> list[Trace]:
    """Return a dot for each place where runs start, as the flat view has, and the minima."""
    circle, diamond = (
        {"role": "start", "symbol": "circle"},
        {"role": "minimum", "symbol": "diamond"},
    )
    lowest = np.array([tuple(m.point) for m in scene.minima]).reshape(-1, 2)
    starts = [flat["meta"] for flat in marks.starts(scene.walks)]
    return [
        *(dots(scene, np.array([meta["at"]]), knots, circle) | {"meta": meta} for meta in starts),
        dots(scene, lowest, knots, diamond),
    ]


def dots(scene: Scene, points: Array, knots: Array, kind: dict[str, str]) -> Trace:
    """Return marks on the surface at those of the points that the window shows."""
    points = points[clip.inside(points, scene.box)]
    return {
        "type": "scatter3d",
        "mode": "markers",
        "x": points[:, 0],
        "y": points[:, 1],
        "z": lifted(scene.loss.value(points), knots, 4 * LIFT),
        "marker": {
            "symbol": kind["symbol"],
            "size": 5,
            "color": theme.LIGHT.ink,
            "line": {"color": theme.LIGHT.page, "width": 1},
        },
        "hovertemplate": f"{kind['role']}<extra></extra>",
        "showlegend": False,
        "name": kind["role"],
        "meta": {"role": f"{kind['role']} dot", "panel": "landscape"},
    }


def space(scene: Scene, knots: Array) -> dict[str, Any]:
    """Return the three axes: the window across, the losses up."""
    every = max(1, round(len(scene.levels) / TICKS))
    ticks = scene.levels[every - 1 :: every]
    plain = frame.look(grid=True)
    wall = {key: plain[key] for key in ("gridcolor", "linecolor", "zeroline", "tickfont")}
    wall |= {"showbackground": False, "showspikes": False}
    across, up = (
        {**wall, **axis(scene.loss, place, scene.box[place]), "nticks": 6} for place in (0, 1)
    )
    return {
        "xaxis": across,
        "yaxis": up,
        "zaxis": {
            **wall,
            "title": {"text": "loss"},
            "range": [-0.02 * len(knots), (len(knots) - 1) * 1.04],
            "tickvals": height(ticks, knots).tolist(),
            "ticktext": [names.number(tick) for tick in ticks.tolist()],
        },
        "aspectmode": "manual",
        "aspectratio": {"x": 1.25, "y": 1.1, "z": 0.7},
        "camera": CAMERA,
        "dragmode": "orbit",
        "domain": {"x": list(frame.WIDE), "y": [0, 1]},
    }
