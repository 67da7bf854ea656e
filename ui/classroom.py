"""The page of a class: links in, what they came to out. Nothing of it leaves the visit."""

from functools import partial
from typing import Any

import streamlit as st

from experiment import Experiment, ExperimentError
from experiment.classroom.command import text_of
from experiment.classroom.entries import read_class
from experiment.classroom.lines import MAX_LINES, MAX_TEXT
from experiment.classroom.results import Result, results
from experiment.classroom.table import columns, notes, to_csv
from experiment.goal.words import allowed_in_words, in_words
from language.wording import counted
from ui import session, widgets
from ui.state import state

MEGABYTES = 2  # of a file
HELP = (
    f"A link a line, at most {MAX_LINES} lines, as they come from a chat, a mail, a form or a "
    "spreadsheet. A name may stand before each link, or on the line above it."
)
PLACEHOLDER = "Ada: https://…/?loss=…&run=…\nBen: https://…/?loss=…&run=…"
HIDE = "hide-names"


def ask() -> None:
    """Show the two ways of giving links, and which task they are measured by."""
    with st.container(key="class-links"):
        st.text_area(
            "Everybody’s links, a line each; Ctrl+Enter reads them",
            key=widgets.shown("class-pasted", state().links),
            height=150,
            max_chars=MAX_TEXT,
            placeholder=PLACEHOLDER,
            help=HELP,
            on_change=_pasted,
            args=("class-pasted",),
        )
        st.file_uploader(
            "or drop a file of them",
            key="class-file",
            max_upload_size=MEGABYTES,
            on_change=_dropped,
            args=("class-file",),
        )
    if state().links_fault:
        st.text(state().links_fault)
    e = session.current()
    if e.goal:
        st.checkbox(
            "The comparison at hand is the task that everybody was given",
            key=widgets.shown("class-task", state().given_task),
            help="Otherwise the task is what most of the links have in common.",
            on_change=_choose_task,
            args=("class-task",),
        )


def answer() -> Result | None:
    """Return what the links came to; None without any. Kept until links or task change."""
    here = state()
    if not here.links.strip():
        return None
    task = _task()
    asked = here.links, task
    if here.of_class is None or here.of_class[0] != asked:
        with st.spinner("Running everybody’s links …"):
            result = results(read_class(here.links, task))
        here = state()
        here.of_class = asked, result
    return here.of_class[1] if here.of_class else None


def head(result: Result) -> bool:
    """Show what the class came to in a line, and the switch of names; return whether it is on."""
    goal = result.task.goal if result.task else None
    if result.task is None:
        st.text("No line holds a link to a comparison.")
    elif goal:
        st.text(f"Task: {in_words(goal)} {allowed_in_words(goal)}".strip())
    else:
        st.text("The links have no goal. They are compared by how low their runs end.")
    done = f"{result.done} of {counted(len(result.rows), 'link')} reached the goal"
    with st.container(key="class-head", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{done if goal else counted(len(result.rows), 'link')}.**")
        hidden = st.toggle("Hide names", key=HIDE)
        if result.rows:
            st.download_button(
                "Save as CSV",
                partial(to_csv, result, hidden=hidden),
                "class.csv",
                "text/csv",
                key="class-csv",
            )
    return hidden


def table(result: Result, hidden: bool) -> None:
    """Show the rows, the best first, each with a way to its comparison."""
    found: dict[str, list[Any]] = columns(result, hidden=hidden)
    home = (st.context.url or "").removesuffix("/").removesuffix("/class")
    found["Open"] = [f"{home}/?{row.entry.link}" for row in result.rows]
    widgets.table(
        found,
        key="class-table",
        alt="What every link came to",
        column_config={
            "Name": st.column_config.TextColumn(pinned=True),
            "Reached": st.column_config.Column(help="the step at which the goal was reached"),
            "Final gap": st.column_config.Column(help="final loss minus the lowest known loss"),
            "Changed": st.column_config.Column(help="what differs from the task"),
            "Open": st.column_config.LinkColumn(display_text="Open"),
        },
    )


def remarks(result: Result, hidden: bool) -> None:
    """Show why lines do not count. Sentences repeat pieces of links and names: never Markdown."""
    if said := notes(result, hidden=hidden):
        few = counted(len(result.refused), "line")
        title = f"{few} did not count" if result.refused else "Links that are alike"
        with st.expander(title, key="class-remarks", expanded=len(said) <= 5):
            st.text("\n".join(said))


def _task() -> Experiment | None:
    e = session.current()
    return e if e.goal and state().given_task and session.loss() else None


def _pasted(key: str) -> None:
    _give(st.session_state[key])


def _dropped(key: str) -> None:
    if file := st.session_state[key]:
        try:
            _give(text_of(file.getvalue()))
        except ExperimentError as error:
            state().links_fault = str(error)


def _give(text: str) -> None:
    here = state()
    here.links, here.links_fault = text, ""


def _choose_task(key: str) -> None:
    state().given_task = st.session_state[key]
