"""The toolbar above the picture: the view, and how it is drawn and played."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from experiment import Experiment, fit_paths
from ui import fields, session, words

VIEWS = {"overlay": "Overlay", "side": "Side by side", "surface": "Surface"}
FLAT = {"arrows": "Downhill arrows", "values": "Values of the levels"}
CURVED = {"cobweb": "Cobweb: x against the next x"}
CURVES = {
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
        fields.choice(
            "Chart",
            e.look.curve,
            partial(_look, "curve"),
            key="curve",
            options=_curves(e),
            format_func=partial(_curve_named, words.axis_names(session.loss())),
            label_visibility="collapsed",
            width=250,
        )
        with st.popover("Options", key="look"):
            _options(e)


def _curves(e: Experiment) -> list[str]:
    """What the chart can show: of a second coordinate only where there is one."""
    flat = len(e.window) < 2
    return [c for c in CURVES if not (flat and c.endswith(SECOND)) or c == e.look.curve]


def _curve_named(axes: Sequence[str], curve: str) -> str:
    return CURVES[curve].format(axes[-1] if curve.endswith(SECOND) else axes[0])


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
        session.edit(lambda e: replace(e, view=name))


def _options(e: Experiment) -> None:
    look = e.look
    fields.switch("Comet tails", look.comet, partial(_look, "comet"), key="comet")
    fields.switch("Race: ten steps a second", look.race, partial(_look, "race"), key="race")
    fields.whole(
        "Marks every ... steps",
        look.marks,
        partial(_look, "marks"),
        key="marks",
        min_value=0,
        max_value=1000,
        help="0: wherever there is room.",
    )
    for name, label in (FLAT if len(e.window) == 2 else CURVED).items():
        fields.switch(label, getattr(look, name), partial(_look, name), key=name)
    fields.switch(
        "Local quadratic model",
        look.model,
        partial(_look, "model"),
        key="model",
        help="The bowl that the exact Hessian describes, with its eigen-directions: at each "
        "minimum in the picture and at the playhead of each run. Hover the one at a minimum for "
        "its condition number.",
    )
    fields.switch("Steps by decades", look.logsteps, partial(_look, "logsteps"), key="logsteps")

    fields.action("Fit the paths", fit_paths, key="fit", width="stretch")
    fields.action("Whole window of the loss", _whole, key="whole-window", width="stretch")


def _whole(e: Experiment) -> Experiment:
    return replace(e, window=())


def _look(name: str, e: Experiment, value: Any) -> Experiment:
    return replace(e, look=replace(e.look, **{name: value}))
