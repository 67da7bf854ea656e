"""The toolbar above the picture: the view, and how it is drawn and played."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from experiment import CURVES, SECOND_CURVES, VIEWS, Curve, Experiment, fit_paths
from ui import rerun, session, widgets, wording

FLAT = {"arrows": "Downhill arrows", "values": "Values of the levels"}
CURVED = {"cobweb": "Cobweb: x against the next x"}


def draw() -> None:
    """Show the views, what the chart shows, and the rest behind one button."""
    e = session.current()
    with st.container(key="views", horizontal=True, vertical_alignment="center", gap="small"):
        _view(e)
        _chart("Chart", e, "curve", CURVES)
        _chart("Second chart", e, "second", SECOND_CURVES)
        with st.popover("Options", key="look"):
            _options(e)


def _chart(label: str, e: Experiment, name: str, curves: Mapping[str, Curve]) -> None:
    """A menu of what a chart can show: of a second coordinate only where there is one."""
    chosen, two = getattr(e.look, name), len(e.window) == 2
    axes = wording.axis_names(session.loss())
    widgets.choice(
        label,
        chosen,
        partial(_look, name),
        key=name,
        options=[c for c, row in curves.items() if two or row.coordinate != 1 or c == chosen],
        format_func=lambda c: curves[c].named(curves[c].label, axes),
        label_visibility="collapsed",
        width=225,
    )


def _view(e: Experiment) -> None:
    session.widget("view", e.view)
    st.segmented_control(
        "View",
        list(VIEWS),
        format_func=lambda name: VIEWS[name].title,
        key="view",
        on_change=_take_view,
        label_visibility="collapsed",
        width="content",
    )


def _take_view() -> None:
    """Pressing the chosen one again would choose none: it stays."""
    if name := st.session_state["view"]:
        rerun.edit(lambda e: replace(e, view=name))


def _options(e: Experiment) -> None:
    look = e.look
    widgets.switch("Comet tails", look.comet, partial(_look, "comet"), key="comet")
    widgets.switch("Race: ten steps a second", look.race, partial(_look, "race"), key="race")
    widgets.whole(
        "Marks every ... steps",
        look.marks,
        partial(_look, "marks"),
        key="marks",
        min_value=0,
        max_value=1000,
        help="0: wherever there is room.",
    )
    for name, label in (FLAT if len(e.window) == 2 else CURVED).items():
        widgets.switch(label, getattr(look, name), partial(_look, name), key=name)
    widgets.switch(
        "Local quadratic model",
        look.model,
        partial(_look, "model"),
        key="model",
        help="The bowl that the exact Hessian describes, with its eigen-directions: at each "
        "minimum in the picture and at the playhead of each run. Hover the one at a minimum for "
        "its condition number.",
    )
    widgets.switch("Steps by decades", look.logsteps, partial(_look, "logsteps"), key="logsteps")

    widgets.action("Fit the paths", fit_paths, key="fit", width="stretch")
    widgets.action("Whole window of the loss", _whole, key="whole-window", width="stretch")


def _whole(e: Experiment) -> Experiment:
    return replace(e, window=())


def _look(name: str, e: Experiment, value: Any) -> Experiment:
    return replace(e, look=replace(e.look, **{name: value}))
