"""The landscape in 3-D with the paths on it, and the chart of all runs beside it."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from figures import clip, layout, theme
from figures.clip import Array
from figures.layout import Drawing, Trace
from figures.traces import landscape, levels, marks, paths
from figures.views.parts import Scene, variable_axis
from language.wording import readable

LIFT = 0.012  # of the height that a path is held above the surface, so as not to sink into it
TICK_COUNT = 6  # written on the upright axis, about
BELOW = 0.02  # of the height that the floor is below the lowest loss
STARS = {True: "★", False: "☆"}  # by whether a minimum is the lowest; no run's mark is a star
# A low sun from the left and behind: walls of a valley differ, and its floor is still light.
LIGHTING = {"ambient": 0.5, "diffuse": 0.55, "specular": 0.05, "fresnel": 0}
SUN = {"x": -100, "y": 200, "z": 300}
EVEN = {"ambient": 0.92, "diffuse": 0.1, "specular": 0, "fresnel": 0}
TINT = 0.3  # of the colours left out at the low end: in the light a floor would be as the page
HAIR = 5e-4  # of a window that its walls stand inside: what is drawn on the edge itself flickers
UNMARKED = {side: {"highlight": False} for side in "xyz"}  # no cross hair under the mouse
CAMERA = {"eye": {"x": 1.02, "y": -1.56, "z": 1.5}, "center": {"x": -0.06, "y": -0.02, "z": -0.14}}


def surface(scene: Scene) -> Drawing:
    """Return the landscape of a loss of two variables as a surface.

    Its height is the loss on the scale of the flat view's levels, so a landscape whose levels go
    by decades is high by decades: the upright axis says which loss is where.
    """
    ladder = levels.ladder(scene.field.finite, scene.levels)
    ground = relief(scene)
    lines = [line(run, scene, ladder) for run in scene.runs]
    solid = [ground, wall(ground, ladder)]
    drawing = scene.drawing([*solid, *lines, *starts(scene, ladder), minima(scene, ladder)], [])
    drawing.layout["scene"] = scene_layout(scene, ladder)
    panel: dict[str, Any] = {"name": "landscape", "area": "picture", "scene": "scene"}
    panel |= {"ladder": ladder.tolist(), "lift": LIFT * (len(ladder) - 1)}
    drawing.layout["meta"]["panels"].insert(0, panel)
    return drawing


def relief(scene: Scene) -> Trace:
    """Return the surface, of the same hue and with the same levels as the flat landscape."""
    x, y = (side.astype(np.float32) for side in scene.field.axes)
    lines = {"show": True, "start": 1, "end": len(scene.levels), "size": 1, "width": 1}
    return {
        "type": "surface",
        "x": x,
        "y": y,
        "contours": UNMARKED | {"z": lines | {"color": theme.LIGHT.level, "highlight": False}},
        "lighting": LIGHTING,
        "lightposition": SUN,
        "cmin": -TINT * len(scene.levels),
        "cmax": len(scene.levels) + 1,
        **landscape.ground(scene.field, scene.levels, 1),
    }


def wall(ground: Trace, ladder: Array) -> Trace:
    """Return the sides of the block that the surface is the top of: nobody sees it from below."""
    x, y, z = (ground[key] for key in "xyz")
    columns, rows = np.meshgrid(*(inset(side) for side in (x, y)))
    around = [
        np.concatenate([side[0], side[1:, -1], side[-1, -2::-1], side[-2::-1, 0]])
        for side in (columns, rows, z)
    ]
    top = np.where(np.isnan(around[2]), np.nan, floor(ladder)).astype(np.float32)
    return {
        "type": "surface",
        **{key: np.stack([edge, edge]) for key, edge in zip("xy", around, strict=False)},
        "z": np.stack([top, around[2]]),
        "surfacecolor": np.zeros((2, len(top)), dtype=np.float32),
        "colorscale": [[0, theme.LIGHT.high], [1, theme.LIGHT.high]],
        "contours": UNMARKED,
        "lighting": EVEN,
        "showscale": False,
        "hoverinfo": "skip",
        "name": "loss",
        "meta": {"role": "wall", "panel": "landscape"},
    }


def inset(side: Array) -> Array:
    """Return an axis (n,) with both of its ends moved a hair inwards."""
    hair = HAIR * (side[-1] - side[0])
    return np.clip(side, side[0] + hair, side[-1] - hair)


def floor(ladder: Array) -> float:
    """Return the height of the floor."""
    return -BELOW * len(ladder)


def line(run: paths.DrawnRun, scene: Scene, ladder: Array) -> Trace:
    """Return a run's path on the surface, cut to the window."""
    path = clip.visible_path(run.points, run.ranges)
    numbers = paths.hover_numbers(run.trajectory, path.rows(len(run.points)))
    trail = paths.trail(run, scene.loss)
    kept = ("name", "legendgroup", "opacity", "hovertemplate", "meta")
    return {key: trail[key] for key in kept} | {
        "type": "scatter3d",
        "mode": "lines",
        "x": path.points[:, 0],
        "y": path.points[:, 1],
        "z": lifted(scene.loss.value(path.points), ladder).astype(np.float32),
        "customdata": clip.single(np.column_stack([path.steps, numbers])),
        "line": {"color": run.colour, "width": 4, "dash": "solid"},
    }


def lifted(losses: Array, ladder: Array, share: float = LIFT) -> Array:
    """Return heights a little above the surface; NaN where the loss is not finite."""
    return levels.heights(losses, ladder) + share * (len(ladder) - 1)


def starts(scene: Scene, ladder: Array) -> list[Trace]:
    """Return a dot for each place where runs start, as the flat view has."""
    marker = {
        "symbol": "circle",
        "size": 5,
        "color": theme.LIGHT.ink,
        "line": {"color": theme.LIGHT.page, "width": 1},
    }
    return [
        above(scene, [ringed["meta"]["at"]], ladder)
        | {"mode": "markers", "hovertemplate": "start<extra></extra>", "marker": marker}
        | {"name": "start", "meta": ringed["meta"]}
        for ringed in marks.starts(scene.runs)
    ]


def minima(scene: Scene, ladder: Array) -> Trace:
    """Return a star at each minimum in the picture; a local one is hollow."""
    seen = scene.seen_minima()
    lowest = [best for *_, best in seen]
    return above(scene, [place[:2] for place in seen], ladder) | {
        "mode": "text",
        "textposition": "top center",  # its point is its foot: nothing of it sinks
        "text": [STARS[best] for best in lowest],
        "textfont": {"color": theme.LIGHT.ink, "size": 20},
        "hovertext": [marks.MINIMA[best] for best in lowest],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "name": "minimum",
        "meta": {"role": "minimum", "panel": "landscape"},
    }


def above(scene: Scene, points: Sequence[Sequence[float]], ladder: Array) -> Trace:
    """Return a trace of points (n, 2) a little above the surface, without its looks."""
    places = np.array(points, dtype=np.float64).reshape(-1, 2)
    z = lifted(scene.loss.value(places), ladder, 4 * LIFT)
    across, up = places.T
    return {"type": "scatter3d", "x": across, "y": up, "z": z, "showlegend": False}


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
        "range": [floor(ladder), (len(ladder) - 1) * 1.04],
        "tickvals": levels.heights(ticks, ladder).tolist(),
        "ticktext": [readable(tick) for tick in ticks.tolist()],
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
