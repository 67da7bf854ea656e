"""The local quadratic model on the landscape: the bowl that the loss is near a point."""

from typing import Any

import numpy as np

from experiment import LocalModel, local_model
from figures import clip, names, theme
from figures.packing import single
from figures.views.parts import Scene

Trace = dict[str, Any]

MOST = 4  # places: more bowls than that hide the paths


def bowls(scene: Scene) -> list[Trace]:
    """Return the model at the minima in the picture, the lowest first; without one at the start."""
    found = [local_model(scene.experiment, np.array(place)) for place in places(scene)]
    return [trace for model in found if model is not None for trace in drawn(scene, model)]


def places(scene: Scene) -> list[tuple[float, ...]]:
    window = scene.experiment.window
    low, high = np.array(window).T
    lowest = sorted(scene.minima, key=lambda minimum: minimum.value)
    points = [tuple(m.point) for m in lowest if np.all((m.point >= low) & (m.point <= high))]
    starts = [tuple(one.run.start) for one in scene.seen if len(one.points)]
    return points[:MOST] or starts[:1]


def drawn(scene: Scene, model: LocalModel) -> list[Trace]:
    """Return the outline and, with two variables, its axes along the eigen-directions."""
    said = sentence(model)
    if scene.flat:
        inside = clip.inside(model.outline, scene.box)
        return [line(np.where(inside[:, None], model.outline, np.nan), said)]
    if not len(model.outline):
        return []
    around = model.outline - model.point
    # The ellipse's half axes are where it meets the eigen-directions.
    reach = np.abs(around @ model.axes).max(axis=0)
    crossing = [
        model.point + sign * reach[i] * model.axes[:, i] for i in (0, 1) for sign in (-1, 1)
    ]
    gap = np.full(2, np.nan)
    axes = np.array([crossing[0], crossing[1], gap, crossing[2], crossing[3]])
    return [line(model.outline, said), line(axes, said, dash="3px,3px")]


def sentence(model: LocalModel) -> str:
    """Return what hovering the model says."""
    bends = ", ".join(names.number(float(bend)) for bend in model.curvatures)
    many = "curvatures" if len(model.curvatures) > 1 else "curvature"
    said = f"<b>local quadratic model</b><br>{many} {bends}"
    if model.condition is not None and len(model.curvatures) > 1:
        said += f"<br>condition number {names.number(model.condition)}"
    return said


def line(points: np.ndarray, said: str, dash: str = "solid") -> Trace:
    x, y = single(points[:, 0]), single(points[:, 1])
    return {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "lines",
        "line": {"color": theme.LIGHT.ink, "width": 1.4, "dash": dash},
        "hovertemplate": f"{said}<extra></extra>",
        "showlegend": False,
        "name": "local quadratic model",
        "meta": {"role": "model", "run": -1, "panel": "landscape"},
    }
