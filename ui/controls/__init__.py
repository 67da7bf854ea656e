"""The sidebar: everything that can be changed, drawn from the experiment."""

import streamlit as st

from ui import session, verdicts
from ui.controls import loss, runs, settings, views

__all__ = ["draw", "summary", "views"]


def draw(veiled: bool) -> None:
    """Show loss, runs and settings. Their callbacks have edited the experiment before this.

    veiled  whether how the runs end is still to be guessed
    """
    with st.sidebar:
        loss.draw()
        runs.draw(veiled)
        settings.draw()


def summary() -> None:
    """Show loss and runs without their controls, on pages that do not change them."""
    read = session.loss()
    with st.sidebar:
        st.markdown("**Your comparison**")
        if read:
            loss.formulas(read)
        verdicts.names(session.current().runs)
