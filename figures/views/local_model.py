"""The local quadratic model on the landscape: how the loss bends near a point."""

import numpy as np

from experiment import LocalModel, local_model
from figures import clip, theme
from figures.clip import Array
from figures.layout import Trace, scatter
from figures.views.parts import Scene
from language.wording import readable

MAX_MODELS = 4  # more than that hide the paths


def models(scene: Scene) -> list[Trace]:
    """Return the model at the minima in the picture, the lowest first; without one at the start."""
    found = [local_model(scene.experiment, np.array(place)) for place in places(scene)]
    return [trace for model in found if model is not None for trace in model_traces(scene, model)]


def places(scene: Scene) -> list[tuple[float, ...]]:
    """Return the points (d,) where a model is drawn."""
    low, high = np.array(scene.experiment.window).T
    lowest = sorted(scene.minima, key=lambda minimum: minimum.value)
    points = [m.point for m in lowest if np.all((m.point >= low) & (m.point <= high))]
    starts = [one.run.start for one in scene.trajectories if len(one.points)]
    return points[:MAX_MODELS] or starts[:1]


def model_traces(scene: Scene, model: LocalModel) -> list[Trace]:
    """Return the outline and, with two variables, its axes along the eigen-directions."""
    said = hover_text(model)
    if scene.one_variable:
        inside = clip.inside(model.outline, scene.ranges)
        return [line(np.where(inside[:, None], model.outline, np.nan), said)]
    if not len(model.outline):
        return []
    # The ellipse's half axes are where it meets the eigen-directions.
    reach = np.abs((model.outline - model.point) @ model.axes).max(axis=0)
    half = reach[:, None] * model.axes.T
    gap = np.full((2, 1, 2), np.nan)
    ends = np.stack([model.point - half, model.point + half], axis=1)
    axes = np.concatenate([ends, gap], axis=1).reshape(-1, 2)[:-1]
    return [line(model.outline, said), line(axes, said, dash="3px,3px")]


def hover_text(model: LocalModel) -> str:
    """Return what hovering the model says."""
    curvatures = ", ".join(readable(float(value)) for value in model.curvatures)
    many = "curvatures" if len(model.curvatures) > 1 else "curvature"
    said = f"<b>local quadratic model</b><br>{many} {curvatures}"
    if model.condition is not None and len(model.curvatures) > 1:
        said += f"<br>condition number {readable(model.condition)}"
    return said


def line(points: Array, said: str, dash: str = "solid") -> Trace:
    """Return a line of the model through these points (n, 2)."""
    return scatter(
        (clip.single(points[:, 0]), clip.single(points[:, 1])),
        "lines",
        {"role": "model", "run": -1},
        hover=said,
        line={"color": theme.LIGHT.ink, "width": 1.4, "dash": dash},
        name="local quadratic model",
    )
