"""The toolbar above the picture: the view, and how it is drawn and played."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from experiment import CURVES, SECOND_CURVES, Experiment, fit_paths
from ui import rerun, session, widgets, wording

VIEWS = {"overlay": "Overlay", "side": "Side by side", "surface": "Surface"}
FLAT = {"arrows": "Downhill arrows", "values": "Values of the levels"}
CURVED = {"cobweb": "Cobweb: x against the next x"}
CHARTS = {
    "none": "Second chart: none",
    "auto": "Loss",
    "linear": "Loss, linear",
    "log": "Loss, logarithmic",
    "best": "Loss above the best known",
    "gradient": "Gradient norm",
    "step": "Step length",
    "distance": "Distance to a minimum",
    "rate": "Effective learning rate, {}",
    "rate2": "Effective learning rate, {}",
    "mean": "m, {}",
    "mean2": "m, {}",
    "square": "Accumulated squares, {}",
    "square2": "Accumulated squares, {}",
}
SECOND = "2"  # a curve of the second coordinate ends in it


def draw() -> None:
    """Show the views, what the chart shows, and the rest behind one button."""
    e = session.current()
    with st.container(key="views", horizontal=True, vertical_alignment="center", gap="small"):
        _view(e)
        _chart("Chart", e, "curve", CURVES)
        _chart("Second chart", e, "second", SECOND_CURVES)
        with st.popover("Options", key="look"):
            _options(e)


def _chart(label: str, e: Experiment, name: str, curves: Sequence[str]) -> None:
    """A menu of what a chart can show: of a second coordinate only where there is one."""
    chosen, flat = getattr(e.look, name), len(e.window) < 2
    widgets.choice(
        label,
        chosen,
        partial(_look, name),
        key=name,
        options=[c for c in curves if not (flat and c.endswith(SECOND)) or c == chosen],
        format_func=partial(_curve_named, wording.axis_names(session.loss())),
        label_visibility="collapsed",
        width=225,
    )


def _curve_named(axes: Sequence[str], curve: str) -> str:
    return CHARTS[curve].format(axes[-1] if curve.endswith(SECOND) else axes[0])


def _view(e: Experiment) -> None:
    session.widget("view", e.view)
    st.segmented_control(
        "View",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
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
