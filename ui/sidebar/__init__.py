"""The sidebar: everything that can be changed, drawn from the experiment."""

import streamlit as st

from ui import session
from ui.panels import verdicts
from ui.sidebar import loss, runs, settings
from ui.sidebar.runs import Slots, limits, rates

__all__ = ["Slots", "draw", "limits", "rates", "summary"]


def draw(veiled: bool) -> Slots:
    """Show loss, runs and settings. Their callbacks have edited the experiment before this.

    Return where the learning rates of the open cards go.
    """
    with st.sidebar:
        loss.draw()
        slots = runs.draw(veiled)
        settings.draw()
    return slots


def summary() -> None:
    """Show loss and runs without their controls, on pages that do not change them."""
    with st.sidebar:
        st.markdown("**Your comparison**")
        if read := session.loss():
            loss.formulas(read)
        verdicts.names(session.current())
