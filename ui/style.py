"""What every page shows: the style sheets, the marks of the runs, and notices.

The sheets hold only what `.streamlit/config.toml` cannot say; style.css is that of every page.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit as st

from ui import run_marks, session
from ui.state import state


def show(marks: run_marks.RunMarks) -> None:
    """Add the style sheets of every page."""
    st.html(f"<style>{sheet('style')}\n{run_marks.style(marks)}</style>")


def wear(name: str) -> None:
    """Add what only this page needs of style."""
    st.html(f"<style>{sheet(name)}</style>")


@cache
def sheet(name: str) -> str:
    """Return the style sheet of this name."""
    return (Path(__file__).parent / f"{name}.css").read_text("utf-8")


def notice() -> None:
    """Name what could not be read or done, over the picture so that nothing moves."""
    here = state()
    if here.toast:
        st.toast(here.toast)
        here.toast = ""
    if here.problems:
        rest = " The rest is shown." if session.drawn() else ""
        _overlay(f"Part of this link could not be read.{rest}", map(str, here.problems))
    elif here.refusal:
        _overlay("This change was not made.", [here.refusal])


def _overlay(title: str, sentences: Iterable[str]) -> None:
    with st.container(key="notice", border=True):
        st.markdown(f"**{title}**")
        for sentence in sentences:
            st.text(sentence)  # sentences repeat pieces of the link: never Markdown
        st.button("Close", key="dismiss", on_click=session.dismiss)
