"""Below the picture, at its playhead: why each run went where it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from experiment import Experiment, Trajectory
from ui.panels import inspector, minima, stability, summary

Shown = Callable[[Experiment, Sequence[Trajectory], int], None]

PARTS: dict[str, Shown] = {
    "Step by step": inspector.draw,
    "Summary": lambda e, trajectories, step: summary.draw(e, trajectories),
    "Stability": stability.draw,
    "Minima": lambda e, trajectories, step: minima.draw(e),
}


@dataclass(frozen=True)
class Frame:
    """The open tab, and where that goes which follows the playhead."""

    part: str
    slot: DeltaGenerator
    exact: DeltaGenerator | None = None  # open beneath the steps


def frame(e: Experiment) -> Frame | None:
    """Show the tabs: they stay as they are while the playhead moves."""
    if "inspector" in e.hide:
        return None
    with st.container(key="why"):
        tabs = st.tabs(list(PARTS), key="part", on_change="rerun")
        for part, tab in zip(PARTS, tabs, strict=True):
            if tab.open:
                with tab:
                    return _frame(part, e)
    return None


def _frame(part: str, e: Experiment) -> Frame:
    if part != "Step by step":
        return Frame(part, st.container())
    inspector.menu(e)
    slot = st.container(key="explained")
    return Frame(part, slot, inspector.exact_frame())


def fill(frame: Frame, e: Experiment, trajectories: Sequence[Trajectory], step: int) -> None:
    """Show what the open tab holds: the others cost nothing."""
    with frame.slot:
        PARTS[frame.part](e, trajectories, step)
    if frame.exact:
        with frame.exact:
            inspector.draw_exact(e, trajectories, step)
