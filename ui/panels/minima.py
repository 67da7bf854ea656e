"""The minima of the loss as a list: where, how low, how they are known, what the Hessian says."""

import math
from collections.abc import Sequence
from typing import Any

import streamlit as st

from experiment import Experiment, KnownMinimum, load, local_model, minima
from ui import widgets, wording

ORIGINS = {"catalogued": "catalogue", "found": "search"}
FLAT = 1e-9  # of the largest curvature: below, rounding decides the sign


def draw(e: Experiment) -> None:
    """Show the minima, or that none is known."""
    known = minima(e)
    st.markdown(sentence(known))
    if known:
        widgets.table(table(e, known), key="minima", alt="The known minima of this loss")


def sentence(known: Sequence[KnownMinimum]) -> str:
    """Return what the list rests on."""
    if not known:
        return (
            "No minimum of this loss is known: a search from many starts found none. "
            "There may be none, or only minima far outside the window."
        )
    if known[0].origin == "found":
        return (
            "Found by a search from many starts, then refined by Newton's method. "
            "This proves nothing about the rest: there may be other minima, and lower ones."
        )
    return "From the catalogue: the known minima of this loss, checked against its exact gradient."


def table(e: Experiment, known: Sequence[KnownMinimum]) -> dict[str, list[Any]]:
    """Return the list column by column."""
    axes = wording.axis_names(load(e))
    columns: dict[str, list[Any]] = {
        axis: [wording.number(m.point[place], 6) for m in known] for place, axis in enumerate(axes)
    }
    columns["Loss"] = [wording.number(m.value, 6) for m in known]
    columns["Known from"] = [ORIGINS[m.origin] for m in known]
    columns["Rank"] = ["lowest known" if m.lowest else "local" for m in known]
    columns["By the Hessian"] = [_class(e, m.point) for m in known]
    return columns


def _class(e: Experiment, point: tuple[float, ...]) -> str:
    """Return what the signs of the curvatures say about a point."""
    model = local_model(e, point)
    if model is None:
        return "no second derivatives here"
    least, most = float(model.curvatures[0]), float(model.curvatures[-1])
    bends = " and ".join(map(wording.number, model.curvatures))
    if least > FLAT * max(abs(most), math.ulp(1.0)):
        plural = "curvatures" if len(model.curvatures) > 1 else "curvature"
        return f"strict minimum, {plural} {bends}"
    if least < -FLAT * abs(most):
        return f"no minimum, curvatures {bends}"
    return f"undecided, curvatures {bends}"
