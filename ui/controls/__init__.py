"""The sidebar: everything that can be changed, drawn from the experiment."""

import streamlit as st

from experiment import Trajectory
from ui.controls import loss, runs, settings

__all__ = ["draw"]


def draw(trajectories: tuple[Trajectory, ...]) -> None:
    """Show loss, runs and settings. Their callbacks have edited the experiment before this."""
    with st.sidebar:
        loss.draw()
        runs.draw(trajectories)
        settings.draw()
