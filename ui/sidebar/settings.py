"""Steps, noise, seed and window."""

from dataclasses import replace
from functools import partial

import streamlit as st

from experiment import MAX_STEPS, Experiment, with_steps
from ui import session, widgets, wording

NOISE_HELP = (
    "Standard deviation of the normal noise that is added to every gradient. "
    "All runs get the same noise, step by step."
)


def draw() -> None:
    """Show the settings that all runs share."""
    e = session.current()
    with st.container(horizontal=True, key="settings"):
        limits = {"min_value": 1, "max_value": MAX_STEPS}
        widgets.whole("Steps", e.steps, with_steps, key="steps", **limits)
    with st.expander("Noise and window", key="more", on_change="rerun", type="compact") as more:
        if more.open:
            _noise(e)
            _window(e)


def _noise(e: Experiment) -> None:
    left, right = st.columns(2, wrap=False)
    with left:
        limits = {"min_value": 0.0, "help": NOISE_HELP}
        widgets.number("Noise", e.noise, widgets.field("noise"), key="noise", **limits)
    with right:
        widgets.whole("Seed", e.seed, widgets.field("seed"), key="seed")


def _window(e: Experiment) -> None:
    axes = wording.axis_names(session.loss(), len(e.window))
    for axis, edges in enumerate(e.window):
        for side, column in enumerate(st.columns(2, wrap=False)):
            label, change = f"{axes[axis]} {('from', 'to')[side]}", partial(_edge, axis, side)
            with column:
                widgets.number(label, edges[side], change, key=f"window-{axis}-{side}")


def _edge(axis: int, side: int, e: Experiment, value: float) -> Experiment:
    window = [list(edges) for edges in e.window]
    window[axis][side] = value
    return replace(e, window=tuple((low, high) for low, high in window))
