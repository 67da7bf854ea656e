"""The tabs below the picture: at its playhead, why each run went where it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import Experiment, Trajectory
from ui.panels import inspector, minima, moments, stability, summary

STEPS = "Step by step"
TABS: dict[str, Callable[[Experiment, Sequence[Trajectory], int], None]] = {
    STEPS: inspector.draw,
    "Summary": lambda e, trajectories, step: summary.draw(e, trajectories),
    "Key moments": lambda e, trajectories, step: moments.draw(e, trajectories),
    "Stability": stability.draw,
    "Minima": lambda e, trajectories, step: minima.draw(e),
}


@dataclass(frozen=True)
class OpenTab:
    """The tab that is open, and the places for what follows the playhead."""

    name: str
    slot: DeltaGenerator
    exact: DeltaGenerator | None = None  # where the exact values are open beneath the steps


def draw(e: Experiment) -> OpenTab | None:
    """Show the tabs: they stay as they are while the playhead moves."""
    if "inspector" in e.hide:
        return None
    with st.container(key="why"):
        tabs = st.tabs(list(TABS), key="part", on_change="rerun")
        for name, tab in zip(TABS, tabs, strict=True):
            if tab.open:
                with tab:
                    return _opened(name, e)
    return None


def _opened(name: str, e: Experiment) -> OpenTab:
    if name != STEPS:
        return OpenTab(name, st.container())
    inspector.menu(e)
    slot = st.container(key="explained")
    return OpenTab(name, slot, inspector.exact_frame())


def fill(tab: OpenTab, e: Experiment, trajectories: Sequence[Trajectory], step: int) -> None:
    """Show what the open tab holds; the others are not computed."""
    with tab.slot:
        TABS[tab.name](e, trajectories, step)
    if tab.exact:
        with tab.exact:
            inspector.draw_exact(e, trajectories, step)
