"""The task of a link as one line above the picture: its goal, how it stands, what comes next."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import Experiment, Trajectory, decode, encode
from experiment.goal.progress import progress
from experiment.goal.words import allowed_in_words, in_words
from language.wording import counted
from ui import fragments, session, widgets
from ui.state import state

MARKS = {"done": "✓", "open": "○", "missed": "✗"}
DIALOG = "Task"


def draw(e: Experiment) -> DeltaGenerator | None:
    """Show the task and what leads on from it; return the place for how it stands.

    None where the link has no goal.
    """
    if e.goal is None:
        return None
    with st.container(key="goal", horizontal=True, vertical_alignment="center", gap="small"):
        said = f"{in_words(e.goal)} {allowed_in_words(e.goal)}".strip()
        with st.container(key="goal-said", gap=None):
            st.html(f'<p class="sb-goal"><b>Task:</b> {escape(said)}</p>')
            slot = st.empty()
        if e.following:
            rest = len(e.following) - 1
            more = f"then {counted(rest, 'more task')}" if rest else "the last one"
            go = partial(_go_on, e)
            widgets.button("Next task", go, key="next-task", help=f"The next task, {more}")
        if "controls" not in e.hide:
            widgets.button("Edit", open_dialog, key="edit-task", type="tertiary")
            widgets.action("Leave the task", left, key="leave-task", type="tertiary")
    return slot


def fill(
    slot: DeltaGenerator, e: Experiment, trajectories: Sequence[Trajectory], step: int
) -> None:
    """Show how the task stands at a step. Names of runs are a stranger's: escaped."""
    now = progress(e, trajectories, step)
    mark, said = MARKS[now.kind], escape(now.sentence)
    slot.html(
        f'<p class="sb-goal-state sb-goal-{now.kind}" role="status">'
        f'<i aria-hidden="true">{mark}</i> {said}</p>'
    )


def following(e: Experiment) -> str:
    """Return the query string of the next task of a worksheet, with those after it."""
    first, *rest = e.following
    task, _ = decode(first)
    return encode(replace(task, following=tuple(rest)))


def _go_on(e: Experiment) -> None:
    session.follow(following(e))
    state().at_end = True  # the whole picture, as a link without a step opens


def left(e: Experiment) -> Experiment:
    """Return the comparison without its task: then all of it may be changed."""
    return replace(e, goal=None, following=())


def open_dialog() -> None:
    """Open the dialog of the task, in the place of another one."""
    session.open_dialog(DIALOG)
    fragments.run()
