"""What every page wears: the style sheet, the run colours and the notice about a half-read link."""

from functools import cache
from pathlib import Path

import streamlit as st

from ui import run_marks, session


def show(look: run_marks.Look) -> None:
    """Add the style sheets. They hold only what `.streamlit/config.toml` cannot say."""
    st.html(f"<style>{sheet('style')}\n{run_marks.style(look)}</style>")


def wear(name: str) -> None:
    """Add what only this page needs of style."""
    st.html(f"<style>{sheet(name)}</style>")


@cache
def sheet(name: str) -> str:
    """The style sheet of this name."""
    return Path(__file__).with_name(f"{name}.css").read_text("utf-8")


def notice() -> None:
    """Name what could not be read or done, over the picture so that nothing moves."""
    if said := session.told():
        st.toast(said)
    problems = [str(problem) for problem in session.problems()]
    if problems:
        _overlay("Part of this link could not be read. The rest is shown.", problems)
    elif session.refusal():
        _overlay("This was not changed.", [session.refusal()])


def _overlay(title: str, sentences: list[str]) -> None:
    with st.container(key="notice", border=True):
        st.markdown(f"**{title}**")
        for sentence in sentences:
            st.text(sentence)  # sentences repeat pieces of the link: never Markdown
        st.button("Close", key="dismiss", on_click=session.dismiss)
