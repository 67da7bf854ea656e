"""Below the picture, at its playhead: why each run went where it went."""

from collections.abc import Sequence

import streamlit as st

from experiment import Experiment, Trajectory
from ui import inspector


def draw(e: Experiment, trajectories: Sequence[Trajectory], step: int) -> None:
    """Show the tabs, and only what the open one holds: the others cost nothing."""
    if "inspector" in e.hide:
        return
    parts = {"Step by step": lambda: inspector.draw(e, trajectories, step)}
    with st.container(key="why"):
        for tab, part in zip(
            st.tabs(list(parts), key="part", on_change="rerun"), parts.values(), strict=True
        ):
            with tab:
                if tab.open:
                    part()
