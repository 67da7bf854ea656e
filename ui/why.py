"""Below the picture, at its playhead: why each run went where it went."""

from collections.abc import Callable, Sequence

import streamlit as st

from experiment import Experiment, Trajectory
from ui import inspector, known, stability, summary


def draw(e: Experiment, trajectories: Sequence[Trajectory], step: int) -> None:
    """Show the tabs, and only what the open one holds: the others cost nothing."""
    if "inspector" in e.hide:
        return
    parts: dict[str, Callable[[], None]] = {
        "Step by step": lambda: inspector.draw(e, trajectories, step),
        "Summary": lambda: summary.draw(e, trajectories),
        "Stability": lambda: stability.draw(e, trajectories, step),
        "Minima": lambda: known.draw(e),
    }
    with st.container(key="why"):
        tabs = st.tabs(list(parts), key="part", on_change="rerun")
        for tab, part in zip(tabs, parts.values(), strict=True):
            if tab.open:
                with tab:
                    part()
