"""Task: what a link asks for, what it leaves to whoever solves it, and the tasks after it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from experiment import Experiment, ExperimentError, minima
from experiment.classroom.lines import lines_of
from experiment.goal.choice import CHANGES, Goal
from experiment.goal.words import allowed_in_words, in_words, rule_title
from experiment.link.tasks_part import task
from language.wording import exact, read_list, read_number, shown
from losses import LossError
from ui import goal as line
from ui import presentation, session, widgets, wording
from ui.dialogs import share
from ui.state import state

Change = Callable[[Goal, Any], Goal]
TITLES = {
    "loss": "A loss below",
    "reach": "A point",
    "minimum": "The global minimum",
    "stay": "No divergence",
}
FIRST = 1e-3  # the loss that is asked for first
ANY = "Any optimizer"
HINT = "A link a line. A button leads from each task to the next one."


@st.dialog(line.DIALOG, width="large", on_dismiss=presentation.closed)
def dialog() -> None:
    """Show the fields of the goal. The page follows what was chosen when the dialog closes."""
    e = session.current()
    st.segmented_control(
        "What is to be reached",
        list(TITLES),
        key=widgets.shown("task-kind", e.goal.kind if e.goal else None),
        format_func=TITLES.__getitem__,
        on_change=partial(_take, "task-kind", _with_kind),
    )
    if e.goal:
        _fields(e, e.goal)
    if refusal := state().refusal:
        st.text(refusal)
    if e.goal:
        st.text(f"{in_words(e.goal)} {allowed_in_words(e.goal)}".strip())
        st.code(share.link(e), language=None, wrap_lines=True)
        remove = partial(session.edit, line.left)
        st.button("Remove the task", key="remove-task", on_click=remove)


def _fields(e: Experiment, goal: Goal) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if goal.kind == "loss":
            _number("Loss below", "task-below", goal.below, lambda g, v: replace(g, below=v))
        elif goal.kind == "reach":
            _text("Point", "task-point", ", ".join(map(exact, goal.point)), _with_point)
        _whole("Within so many steps (0: all)", "task-steps", goal.steps or 0, _with_steps)
        _rules(e, goal)
    start = e.runs[0].start if e.runs else ()
    if start:
        place = ", ".join(map(wording.number, start))
        _show(
            st.checkbox, f"Only from the start at {place}", "task-start", bool(goal.start),
            lambda g, on: replace(g, start=start if on else ()),
        )  # fmt: skip
    _show(
        st.pills, "What may be changed", "task-change", list(goal.change),
        lambda g, chosen: replace(g, change=tuple(chosen)),
        options=list(CHANGES), selection_mode="multi",
        format_func=lambda name: wording.capitalised(CHANGES[name].removeprefix("the ")),
    )  # fmt: skip
    _following(e)


def _rules(e: Experiment, goal: Goal) -> None:
    """Show the optimizers of the comparison to choose from. Names may be a stranger's: options."""
    rules = list(dict.fromkeys(["", *(run.rule for run in e.runs), goal.rule]))
    _show(
        st.selectbox, "By", "task-rule", goal.rule, lambda g, name: replace(g, rule=name),
        options=rules, format_func=lambda name: rule_title(name) if name else ANY,
    )  # fmt: skip


def _following(e: Experiment) -> None:
    written = "\n".join(f"?{text}" for text in e.following)
    st.text_area(
        "Tasks that follow",
        key=widgets.shown("task-following", written),
        help=HINT,
        height=80,
        on_change=partial(_take_tasks, "task-following"),
    )


def _number(label: str, key: str, value: float, change: Change) -> None:
    _show(st.number_input, label, key, float(value), change, format="%.6g", step=0.001)


def _whole(label: str, key: str, value: int, change: Change) -> None:
    _show(st.number_input, label, key, value, change, min_value=0, step=1)


def _text(label: str, key: str, value: str, change: Change) -> None:
    _show(st.text_input, label, key, value, change)


def _show(  # noqa: PLR0917 - as a widget has them
    widget: Callable[..., Any], label: str, key: str, value: Any, change: Change, **more: Any
) -> None:
    take = partial(_take, key, partial(_with, change))
    widget(label, key=widgets.shown(key, value), on_change=take, **more)


def _take(key: str, to: widgets.To) -> None:
    value = st.session_state[key]
    if value is not None:
        session.edit(to, value)


def _with(change: Change, e: Experiment, value: Any) -> Experiment:
    return replace(e, goal=change(e.goal, value)) if e.goal else e


def _with_kind(e: Experiment, kind: str) -> Experiment:
    """Return the comparison with a goal of another kind, which keeps all else of the last one."""
    if kind == "reach":
        made = replace(e.goal or Goal("stay"), kind=kind, point=_first_point(e))
    else:
        made = replace(e.goal or Goal(kind), kind=kind, below=FIRST)
    return replace(e, goal=made)


def _first_point(e: Experiment) -> tuple[float, ...]:
    """Return a point to begin with: the lowest minimum known, or the origin."""
    try:
        known = minima(e)
    except LossError:
        known = ()
    return known[0].point if known else (0.0,) * max(1, len(e.window))


def _with_point(goal: Goal, typed: str) -> Goal:
    point = read_list(",".join(typed.strip("() ").replace(",", " ").split()), read_number)
    if point is None:
        raise ExperimentError(f"The point is {shown(typed)}; it is 1 or 2 numbers, such as 1, 1.")
    return replace(goal, point=point)


def _with_steps(goal: Goal, steps: int) -> Goal:
    return replace(goal, steps=steps or None)


def _take_tasks(key: str) -> None:
    found = [task(one.link) or one.link or one.name for one in lines_of(st.session_state[key])]
    session.edit(lambda e: replace(e, following=tuple(found)))
