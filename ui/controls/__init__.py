"""The sidebar: everything that can be changed, drawn from the experiment."""

import streamlit as st

from ui import session, verdicts
from ui.controls import loss, runs, settings, views
from ui.controls.runs import Slots, heads, limits

__all__ = ["Slots", "draw", "heads", "limits", "summary", "views"]


def draw() -> Slots:
    """Show loss, runs and settings. Their callbacks have edited the experiment before this.

    Return where the heads of the runs' cards go.
    """
    with st.sidebar:
        loss.draw()
        slots = runs.draw()
        settings.draw()
    return slots


def summary() -> None:
    """Show loss and runs without their controls, on pages that do not change them."""
    read = session.loss()
    with st.sidebar:
        st.markdown("**Your comparison**")
        if read:
            loss.formulas(read)
        verdicts.names(session.current().runs)
