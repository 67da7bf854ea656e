"""What learning rate the curvature of the loss allows: marks at the slider, and a table."""

import math
from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st

from experiment import (
    Edge,
    Experiment,
    Run,
    Trajectory,
    batch_limit,
    load,
    local_model,
    run_names,
    stability,
)
from ui import widgets, wording

PLACES = ("start", "playhead", "minimum")
EXPLAINED = r"""
Close to a point the loss is nearly quadratic. Its steepest curvature there, $\lambda_{max}$, is the
largest eigenvalue of the exact Hessian. Where it is above 0, the error of gradient descent in that
direction shrinks at learning rates below $2/\lambda_{max}$ and grows above; with momentum $\beta$
the limit is $2(1+\beta)/\lambda_{max}$. Optimizers that divide by the size of their gradients have
no such limit.
"""
HINT = (
    "2 divided by the largest curvature of the loss there; "
    "with momentum, 2 (1 + momentum) divided by it"
)


def draw(e: Experiment, trajectories: Sequence[Trajectory], step: int) -> None:
    """Show curvatures, condition number and limit for every run whose rule has one."""
    limited = [t for t in trajectories if t.run.update.edge and len(t.points)]
    st.markdown(EXPLAINED)
    if limited:
        widgets.table(
            table(e, limited, step),
            key="stability",
            alt="Curvature and the learning rate that it allows, for each run and place",
        )
    else:
        st.markdown("None of these runs has such a limit.")


def table(e: Experiment, limited: Sequence[Trajectory], step: int) -> dict[str, list[Any]]:
    """Return the table column by column: a line for every place of every run."""
    columns: dict[str, list[Any]] = {}
    for path in limited:
        for place, edge in edges(e, path, step).items():
            for name, value in _line(e, path, place, edge).items():
                columns.setdefault(name, []).append(value)
    return columns


def _line(e: Experiment, path: Trajectory, place: str, edge: Edge) -> dict[str, Any]:
    axes, model = wording.axis_names(load(e)), local_model(e, edge.point)
    point = zip(axes, edge.point, strict=True)
    condition = model.condition if model else None
    return {
        "Run": run_names(e.runs)[e.runs.index(path.run)],
        "Where": f"at the {place}" + (f", step {edge.step}" if place == "playhead" else ""),
        "Point": ", ".join(f"{axis} = {wording.number(x)}" for axis, x in point),
        "Curvatures": ", ".join(map(wording.number, model.curvatures)) if model else "",
        "Condition number": None if condition is None else wording.number(condition),
        **_of_batches(e, path.run, edge),
        "Stable below": None if edge.limit is None else wording.number(edge.limit),
        "Learning rate": _standing(path.run, edge.limit),
    }


def _of_batches(e: Experiment, run: Run, edge: Edge) -> dict[str, Any]:
    """Return what the steepest batch allows, in a column that only data with batches have."""
    if not any(map(e.batch, e.runs)):
        return {}
    limit = batch_limit(e, run, edge.point)
    return {"Steepest batch: stable below": None if limit is None else wording.number(limit)}


def _standing(run: Run, limit: float | None) -> str:
    if limit is None:
        return "no limit: the loss does not curve upwards here"
    if math.isclose(run.rate, limit, rel_tol=1e-9):
        return "at the limit"
    side = "below" if run.rate < limit else "above"
    return f"{side}: {wording.number(run.rate / limit)} × the limit"


def edges(e: Experiment, path: Trajectory, step: int) -> dict[str, Edge]:
    """Return the places of a run where the loss has a curvature, by name."""
    found = stability(e, path.run, path, step)
    return {place: edge for place in PLACES if (edge := getattr(found, place))}


def at_slider(e: Experiment, path: Trajectory, step: int, decades: tuple[int, int]) -> None:
    """Show a mark on the scale of the learning rates for every limit of the run."""
    found = {p: edge for p, edge in edges(e, path, step).items() if edge.limit is not None}
    marks = "".join(_mark(place, edge, decades) for place, edge in found.items())
    line = _said({place: float(edge.limit or 0) for place, edge in found.items()})
    st.html(
        f'<div class="sb-limits" aria-hidden="true">{marks}</div>'
        f'<p class="sb-limit" title="{HINT}">{escape(line)}</p>'
    )


def _said(limits: dict[str, float]) -> str:
    """Return the limits in words, the places of equal ones together."""
    where: dict[str, list[str]] = {}
    for place, limit in limits.items():
        where.setdefault(wording.number(limit, 3), []).append(f"the {place}")
    parts = (f"{limit} at {wording.listed(places, 'and')}" for limit, places in where.items())
    return f"stable below {'; below '.join(parts)}" if limits else ""


def _mark(place: str, edge: Edge, decades: tuple[int, int]) -> str:
    limit = float(edge.limit or 0.0)
    share = widgets.share(limit, decades)
    left = min(max(share, 0.0), 1.0)
    beyond = "" if left == share else " sb-beyond"
    said = (
        f"{wording.number(limit)} is the largest stable learning rate at the {place}, "
        f"where the largest curvature is {wording.number(edge.curvature)}"
    )
    look = f'class="sb-limit-{place}{beyond}" style="left: {100 * left:.2f}%"'
    return f'<i {look} title="{escape(said)}"></i>'
