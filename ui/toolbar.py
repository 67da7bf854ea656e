"""The toolbar above the picture: the view, and how it is drawn and played."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import streamlit as st

from experiment import CURVES, DEFAULT_VIEW, SECOND_CURVES, VIEWS, Curve, Experiment, fit_paths
from experiment.limits import MARKS
from ui import fragments, session, widgets, wording

# The switches of a look: label and help.
SWITCHES = {
    "comet": ("Comet tails", "Show a short tail behind each run instead of its whole path."),
    "race": (
        "Ten steps per second",
        "Otherwise a whole run plays in two to ten seconds, however many steps it has.",
    ),
    "arrows": ("Downhill arrows", None),
    "vectors": (
        "Gradient, momentum and step",
        "Three arrows at each marker: the gradient and the momentum, as they push the point, and "
        "the step that it takes next. Rings are points that the update tries: those of a line "
        "search, or where SAM takes the gradient.",
    ),
    "batches": (
        "The batch’s own contour and gradient",
        "Thin lines are level lines of the loss over the rows of the current batch alone. Two "
        "arrows at each marker point down the gradient of the batch and of all rows.",
    ),
    "values": ("Loss values on the contour lines", None),
    "cobweb": ("Cobweb: x against the next x", None),
    "model": (
        "Local quadratic model",
        "The quadratic function that the exact Hessian gives, with its principal directions: at "
        "each minimum in the picture and at the playhead of each run. Hover over the one at a "
        "minimum to see its condition number.",
    ),
    "logsteps": ("Logarithmic step axis", None),
    "evaluations": (
        "Charts over gradient evaluations",
        "Each gradient, loss or Hessian that an update asks for counts as one evaluation. Most "
        "rules ask for one gradient; line searches, SAM and Newton’s method ask for more.",
    ),
}
_MAPS = "What these runs do at every learning rate, from every start, at any two settings."
_TWO_VARIABLES = "A surface needs a loss of two variables."


def draw() -> None:
    """Show the views, what the chart shows, and the rest behind one button."""
    e = session.current()
    with st.container(key="views", horizontal=True, vertical_alignment="center", gap="small"):
        _view(e)
        _chart("Chart", e, "curve", CURVES)
        _chart("Second chart", e, "second", SECOND_CURVES)
        with st.container(width="content"):
            fragments.draw(fragments.LOOK, _look)
        if st.button("Maps", key="to-maps", help=_MAPS):
            session.go_to("maps.py")


def _view(e: Experiment) -> None:
    """Show the views to choose from; one that a loss of one variable lacks is off and says so."""
    off = [] if len(e.window) == 2 else [view for view in VIEWS.values() if not view.one_variable]
    with st.container(
        key="view-and-off",
        horizontal=True,
        vertical_alignment="center",
        width="content",
        gap="xsmall",
    ):
        widgets.show(
            st.segmented_control,
            "View",
            DEFAULT_VIEW if VIEWS[e.view] in off else e.view,
            widgets.field("view"),
            key="view",
            options=[name for name, view in VIEWS.items() if view not in off],
            format_func=lambda name: VIEWS[name].title,
            label_visibility="collapsed",
            width="content",
        )
        for view in off:
            st.button(view.title, key=f"off-{view.name}", disabled=True, help=_TWO_VARIABLES)


def _chart(label: str, e: Experiment, name: str, curves: Mapping[str, Curve]) -> None:
    """A menu of what a chart can show: of a second coordinate only where there is one."""
    chosen, two = getattr(e.look, name), len(e.window) == 2
    axes = wording.axis_names(session.loss())
    widgets.show(
        st.selectbox,
        label,
        chosen,
        widgets.look_field(name),
        key=name,
        options=[c for c, row in curves.items() if two or row.coordinate != 1 or c == chosen],
        format_func=lambda c: curves[c].named(curves[c].label, axes),
        label_visibility="collapsed",
        width=210,
    )


def _look() -> None:
    """Show the rest, once it is asked for: its widgets are a tenth of what a page costs."""
    with st.popover("Options", key="look", on_change="rerun") as look:
        if look.open:
            _options(session.current())


def _options(e: Experiment) -> None:
    _switches(e, "comet", "race")
    widgets.whole(
        "Steps between marks",
        e.look.marks,
        widgets.look_field("marks"),
        key="marks",
        min_value=0,
        max_value=int(MARKS.high),
        help="How far apart the marks on a path are. 0 sets one wherever there is room.",
    )
    _switches(e, *(("vectors", "arrows", "values") if len(e.window) == 2 else ("cobweb",)))
    if any(map(e.batch, e.runs)):
        _switches(e, "batches")
    _switches(e, "model", "logsteps", "evaluations")
    widgets.action("Zoom to the paths", fit_paths, key="fit", width="stretch")
    unzoomed = partial(replace, window=())
    widgets.action("Show the whole window", unzoomed, key="whole-window", width="stretch")


def _switches(e: Experiment, *names: str) -> None:
    for name in names:
        label, note = SWITCHES[name]
        value, to = getattr(e.look, name), widgets.look_field(name)
        widgets.show(st.toggle, label, value, to, key=name, help=note)
