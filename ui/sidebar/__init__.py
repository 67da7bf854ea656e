"""The sidebar: everything that can be changed, drawn from the experiment."""

import streamlit as st

from experiment import Experiment
from ui import session
from ui.panels import verdicts
from ui.sidebar import data, facts, loss, run_card, runs, settings
from ui.sidebar.runs import Slots, fill, limits

__all__ = ["Slots", "draw", "fill", "knobs", "limits", "summary"]


def draw() -> Slots:
    """Show loss, runs and settings. Their callbacks have edited the experiment before this.

    Return where the picture's part puts closed cards and the learning rates of open ones.
    """
    with st.sidebar:
        data.draw()
        loss.draw()
        facts.draw()
        slots = runs.draw()
        settings.draw()
    return slots


def knobs(e: Experiment) -> dict[str, str]:
    """Return what the widgets show that change a number, by their keys.

    That is the kind, the place and the name of a knob: see `experiment.knobs`. There are none while
    another loss is drawn than the one that the widgets show.
    """
    if e.loss != session.current().loss or not (read := session.loss()):
        return {}
    shared = {name: f"{name} 0 {name}" for name in ("steps", "noise", "seed")}
    found = {**shared, **dict(loss.knobs(read))}
    for place, (run, mark) in enumerate(zip(e.runs, e.marks, strict=True)):
        found |= run_card.knobs(place, mark, run)
    return found


def summary() -> None:
    """Show loss and runs without their controls, on pages that do not change them."""
    with st.sidebar:
        st.markdown("**Your comparison**")
        if read := session.loss():
            loss.formulas(read)
        verdicts.names(session.current())
