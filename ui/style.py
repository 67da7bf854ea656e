"""What every page shows: the style sheets, the marks of the runs, and notices.

The sheets hold only what `.streamlit/config.toml` cannot say; style.css is that of every page.
"""

from collections.abc import Iterable
from functools import cache, partial
from pathlib import Path

import streamlit as st

from experiment import Experiment
from ui import run_edits, run_marks, session, widgets
from ui.state import state

# Tables and charts of Streamlit's own keep the colours of the screen: no sheet reaches into them.
DARK_ON_PAPER = """@media print {
  .stApp :is([data-testid="stDataFrame"] canvas, [data-testid="stPlotlyChart"]) {
    filter: invert(1) hue-rotate(180deg);
  }
}"""


def show(marks: run_marks.RunMarks) -> None:
    """Add the style sheets of every page; on paper what is drawn in the dark is light."""
    turned = DARK_ON_PAPER if st.context.theme.type == "dark" else ""
    st.html(
        f"<style>{sheet('style')}\n{run_marks.style(marks)}\n{sheet('print')}\n{turned}</style>"
    )


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
        rules = [one.rule for one in here.problems if one.rule]
        title = f"Part of this link could not be read.{rest}"
        if here.wanted:
            title = "This link needs a table."
        _overlay(title, map(str, here.problems), rules)
    elif here.refusal:
        _overlay("This change was not made.", [here.refusal])


def _overlay(title: str, sentences: Iterable[str], rules: Iterable[tuple[str, str]] = ()) -> None:
    with st.container(key="notice", border=True):
        st.markdown(f"**{title}**")
        for sentence in sentences:
            st.text(sentence)  # sentences repeat pieces of the link: never Markdown
        with st.container(horizontal=True):
            if state().wanted:
                show = partial(session.open_dialog, "Data")
                widgets.button("Give the file", show, key="give-table")
            for name, text in rules:
                mend = partial(_mended, name, text)
                widgets.action(f"Mend the rule {name}", mend, key=f"mend-{name}")
            st.button("Close", key="dismiss", on_click=session.dismiss)


def _mended(name: str, text: str, e: Experiment) -> Experiment:
    """Put a rule that could not be read on an open card, with its text to be corrected."""
    here, added = state(), run_edits.add_mended(name, e)
    mark = added.marks[-1]
    here.drafts[mark], here.open_cards = text, here.open_cards | {mark}
    return added
