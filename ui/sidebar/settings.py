"""Steps, noise, seed and window."""

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from experiment import MAX_STEPS, Experiment
from ui import session, widgets

_NOISE = "Standard deviation of normal noise on every gradient. All runs meet the same noise."


def draw() -> None:
    """Show the settings that all runs share."""
    e = session.current()
    with st.container(horizontal=True, key="settings"):
        widgets.whole(
            "Steps", e.steps, partial(_set, "steps"), key="steps", min_value=1, max_value=MAX_STEPS
        )
    with st.expander("Noise and window", key="more", on_change="rerun", type="compact") as more:
        if more.open:
            _noise(e)
            _window(e)


def _noise(e: Experiment) -> None:
    left, right = st.columns(2, wrap=False)
    with left:
        note = "Standard deviation of normal noise added to every gradient. All runs meet the same."
        widgets.number(
            "Noise", e.noise, partial(_set, "noise"), key="noise", min_value=0.0, help=note
        )
    with right:
        widgets.whole("Seed", e.seed, partial(_set, "seed"), key="seed")


def _window(e: Experiment) -> None:
    for axis, (low, high) in enumerate(e.window):
        for column, side, value in zip(st.columns(2, wrap=False), (0, 1), (low, high), strict=True):
            label = f"{'xy'[axis]} {('from', 'to')[side]}"
            with column:
                widgets.number(
                    label, value, partial(_edge, axis, side), key=f"window-{axis}-{side}"
                )


def _steps(e: Experiment, steps: int) -> Experiment:
    """A playhead at the end stays at the end."""
    step = steps if e.step == e.steps else min(e.step, steps)
    return replace(e, steps=steps, step=step)


def _set(name: str, e: Experiment, value: Any) -> Experiment:
    return replace(e, **{name: value})


def _edge(axis: int, side: int, e: Experiment, value: float) -> Experiment:
    window = [list(edges) for edges in e.window]
    window[axis][side] = value
    return replace(e, window=tuple((low, high) for low, high in window))
