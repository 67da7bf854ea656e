"""Export: the picture, a page that plays by itself, every number, and code for the same path."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from experiment import Experiment, run_names
from experiment.export import (
    LIBRARIES,
    code,
    code_file_name,
    file_name,
    in_words,
    notebook,
    to_csv,
    to_json,
)
from ui import cached, presentation, session
from ui.dialogs import share

Saver = Callable[..., None]
Maker = Callable[[], str]  # runs when its button is pressed, outside of any session


@st.dialog("Export", width="large", on_dismiss=presentation.closed)
def dialog(saver: Saver, page: Callable[[Experiment, str], Maker], veiled: bool) -> None:
    """Show what can be saved. Files are made when they are asked for.

    saver   shows the buttons of the picture, given name=, caption=, link=, key=, film=
    page    returns what makes the HTML file of an experiment and its link
    veiled  whether a lesson still hides its paths: then only what is on the screen is offered
    """
    e = session.drawn()
    if e is None:
        st.text("There is nothing to export yet. A picture needs a readable loss and a run.")
        return
    link = share.link(e)
    st.markdown("**Picture** as it is on the screen, at the step of the playhead")
    saver(name=file_name(e, ""), caption=caption(e), link=link, key="saver", film=not veiled)
    if veiled:
        st.text("Video, files and code contain the paths: they appear once the lesson shows them.")
        return
    st.markdown("**Files**")
    _files(e, link, page)
    st.markdown("**Code** that computes the same path")
    _code(e)


def _files(e: Experiment, link: str, page: Callable[[Experiment, str], Maker]) -> None:
    paths = cached.run(e)
    with st.container(key="export-files", horizontal=True):
        _file("Page that plays offline (HTML)", page(e, link), file_name(e, ".html"), "text/html")
        _file("Every step (CSV)", partial(to_csv, e, paths), file_name(e, ".csv"), "text/csv")
        numbers = partial(to_json, e, paths)
        _file("Every step (JSON)", numbers, file_name(e, ".json"), "application/json")
        cells = partial(notebook, e, link)
        _file("Notebook (NumPy)", cells, file_name(e, ".ipynb"), "application/x-ipynb+json")


def caption(e: Experiment) -> str:
    """Return the loss in words, for below a picture. It may hold a stranger's names: plain text."""
    return in_words(e)[0]


def _file(label: str, make: Maker, name: str, kind: str) -> None:
    st.download_button(
        label, make, name, kind, key=f"save-{name}", on_click="ignore", icon=":material/download:"
    )


def _code(e: Experiment) -> None:
    numbers = range(len(e.runs))
    number = 0
    if len(e.runs) > 1:
        names = [f"{number}. {name}" for number, name in enumerate(run_names(e.runs), start=1)]
        number = st.selectbox("Run", numbers, format_func=names.__getitem__, key="code-run")
    tabs = st.tabs([library.label for library in LIBRARIES.values()])
    for tab, name in zip(tabs, LIBRARIES, strict=True):
        with tab:
            text = code(e, number, name)
            file = code_file_name(e, number, name)
            _file(f"Save as {file}", partial(str, text), file, "text/x-python")
            # In full: a box that scrolled by itself could not be reached by the keyboard.
            st.code(text, language="python", wrap_lines=True)
