"""The landscape in 3-D with the paths on it, and the chart of all runs beside it."""

from typing import Any

import numpy as np

from figures import clip, layout, names, theme
from figures.clip import Array
from figures.layout import Drawing, Trace
from figures.traces import landscape, levels, marks, paths
from figures.views.parts import Scene, variable_axis

GRID_STEP = 2  # points of the grid: a surface is lit, and needs fewer than level lines do
LIFT = 0.012  # of the height that a path is held above the surface, so as not to sink into it
TICK_COUNT = 6  # written on the upright axis, about
CAMERA = {"eye": {"x": 1.02, "y": -1.56, "z": 1.5}, "center": {"x": -0.06, "y": -0.02, "z": -0.14}}


def surface(scene: Scene) -> Drawing:
    """Return the landscape of a loss of two variables as a surface.

    Its height is the loss on the scale of the flat view's levels, so a landscape whose levels go
    by decades is high by decades: the upright axis says which loss is where.
    """
    ladder = levels.ladder(scene.field.finite, scene.levels)
    lines = [line(run, scene, ladder) for run in scene.runs]
    drawing = scene.drawing([relief(scene), *lines, *dots(scene, ladder)], [])
    drawing.layout["scene"] = scene_layout(scene, ladder)
    panel = {"name": "landscape", "area": "picture", "scene": "scene"}
    drawing.layout["meta"]["panels"].insert(0, panel)
    return drawing


def relief(scene: Scene) -> Trace:
    """Return the surface, of the same hue and with the same levels as the flat landscape."""
    x, y = (side[::GRID_STEP].astype(np.float32) for side in scene.field.axes)
    lines = {"show": True, "start": 1, "end": len(scene.levels), "size": 1, "width": 1}
    return {
        "type": "surface",
        "x": x,
        "y": y,
        "contours": {
            "z": lines | {"color": theme.LIGHT.level},
            **{side: {"highlight": False} for side in "xy"},
        },
        "lighting": {"ambient": 0.82, "diffuse": 0.35, "specular": 0.02, "roughness": 0.9},
        **landscape.ground(scene.field, scene.levels, GRID_STEP),
    }


def line(run: paths.DrawnRun, scene: Scene, ladder: Array) -> Trace:
    """Return a run's path on the surface, cut to the window."""
    path = clip.visible_path(run.points, run.ranges)
    numbers = paths.hover_numbers(run.trajectory, path.rows(len(run.points)))
    trail = paths.trail(run, scene.loss)
    kept = ("name", "legendgroup", "opacity", "hovertemplate", "meta")
    return {key: trail[key] for key in kept} | {
        "type": "scatter3d",
        "mode": "lines",
        "x": clip.single(path.points[:, 0]),
        "y": clip.single(path.points[:, 1]),
        "z": lifted(scene.loss.value(path.points), ladder).astype(np.float32),
        "customdata": clip.single(np.column_stack([path.steps, numbers])),
        "line": {"color": run.colour, "width": 4, "dash": "solid"},
    }


def lifted(losses: Array, ladder: Array, share: float = LIFT) -> Array:
    """Return heights a little above the surface; NaN where the loss is not finite."""
    return levels.heights(losses, ladder) + share * (len(ladder) - 1)


def dots(scene: Scene, ladder: Array) -> list[Trace]:
    """Return a dot for each place where runs start, as the flat view has, and the minima."""
    minima = np.array([m.point for m in scene.minima]).reshape(-1, 2)
    starts = [ringed["meta"] for ringed in marks.starts(scene.runs)]
    return [
        *(dot(scene, np.array([meta["at"]]), ladder, "start") | {"meta": meta} for meta in starts),
        dot(scene, minima, ladder, "minimum"),
    ]


def dot(scene: Scene, points: Array, ladder: Array, role: str) -> Trace:
    """Return marks on the surface at those of the points (n, 2) that the window shows."""
    points = points[clip.inside(points, scene.ranges)]
    marker = {
        "symbol": {"start": "circle", "minimum": "diamond"}[role],
        "size": 5,
        "color": theme.LIGHT.ink,
        "line": {"color": theme.LIGHT.page, "width": 1},
    }
    return layout.scatter(
        (points[:, 0], points[:, 1]),
        "markers",
        {"role": f"{role} dot"},
        type="scatter3d",
        hover=role,
        z=lifted(scene.loss.value(points), ladder, 4 * LIFT),
        marker=marker,
        name=role,
    )


def scene_layout(scene: Scene, ladder: Array) -> dict[str, Any]:
    """Return the three axes: the window across, the losses up."""
    every = max(1, round(len(scene.levels) / TICK_COUNT))
    ticks = scene.levels[every - 1 :: every]
    flat = layout.axis_style(grid=True)
    wall = {key: flat[key] for key in ("gridcolor", "linecolor", "zeroline", "tickfont")}
    wall |= {"showbackground": False, "showspikes": False}
    x, y = (
        {**wall, **variable_axis(scene.loss, place, scene.ranges[place]), "nticks": 6}
        for place in (0, 1)
    )
    z = {
        **wall,
        "title": {"text": "loss"},
        "range": [-0.02 * len(ladder), (len(ladder) - 1) * 1.04],
        "tickvals": levels.heights(ticks, ladder).tolist(),
        "ticktext": [names.number(tick) for tick in ticks.tolist()],
    }
    return {
        "xaxis": x,
        "yaxis": y,
        "zaxis": z,
        "aspectmode": "manual",
        "aspectratio": {"x": 1.25, "y": 1.1, "z": 0.7},
        "camera": CAMERA,
        "dragmode": "orbit",
        "domain": {"x": list(layout.LANDSCAPE), "y": [0, 1]},
    }
