"""What charts show of batches: the loss of each, faint, and where epochs begin."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from experiment import Experiment, Trajectory
from figures import clip, theme
from figures.charts.axes import BELOW
from figures.charts.curves import Chart, across_and_up
from figures.layout import Trace, on_axes, scatter
from figures.traces.paths import Identity
from optimizers.engine.batches import epoch_of

OPACITY = 0.3
MOST = 20  # lines that mark epochs; where there are more, only every second, fifth, tenth ...


def batch_losses(chart: Chart, identity: Identity, trajectory: Trajectory) -> Trace | None:
    """Return the losses of a run's batches in a chart of its loss, None where there are none."""
    scale = chart.scale
    if scale.curve.quantity != "loss" or trajectory.batch_losses is None:
        return None
    faint = replace(chart, scale=replace(scale, curve=scale.curve._replace(quantity="batch")))
    run = faint.drawn_run(identity, trajectory)
    points = run.points.copy()
    if scale.logarithmic:  # a batch may lie below what the axis counts from: half of them may
        points[points[:, 1] <= np.log10(scale.low * BELOW)] = np.nan
    path = clip.visible_path(points, run.ranges, 0.0)
    meta = {"role": "batch", "panel": chart.name, "run": run.place}
    line = {"color": run.colour, "width": 1}
    whole = across_and_up(faint, trajectory, path)
    return on_axes(scatter(whole, "lines", meta, line=line, opacity=OPACITY), chart.suffix)


def epoch_lines(e: Experiment, charts: Sequence[Chart]) -> list[dict[str, Any]]:
    """Return a dotted line in every chart over steps where an epoch begins, the same for all runs.

    None where rows are drawn, or runs see batches of different sizes.
    """
    sizes = {e.batch(run) for run in e.runs} - {0}
    if not e.data or e.data.order != "shuffled" or len(sizes) != 1:
        return []
    epoch = epoch_of(e.data.count, sizes.pop())
    every = next(n for n in _ROUND if e.steps // (epoch * n) <= MOST)
    steps = range(epoch * every, e.steps + 1, epoch * every)
    over_steps = [chart for chart in charts if not chart.evaluations]
    lines = [_line(chart.suffix, step) for chart in over_steps for step in steps]
    if lines:
        lines[0]["label"] = _label("epoch" if every == 1 else f"every {every} epochs")
    return lines


_ROUND = [digit * 10**power for power in range(5) for digit in (1, 2, 5)]


def _line(suffix: str, step: int) -> dict[str, Any]:
    line = {"color": theme.LIGHT.quiet, "width": 1, "dash": "1px,4px"}
    ends = {"x0": step, "x1": step, "y0": 0, "y1": 1}
    axes = {"xref": f"x{suffix}", "yref": f"y{suffix} domain"}
    return {"type": "line", "layer": "below", "line": line, **axes, **ends}


def _label(text: str) -> dict[str, Any]:
    font = {"size": 11, "color": theme.LIGHT.quiet}
    place = {"textposition": "end", "xanchor": "left", "yanchor": "top", "textangle": 0}
    return {"text": text, "font": font, "padding": 3, **place}
