"""Compare: several runs, one loss, one playhead."""

import streamlit as st

import figures
import player
from experiment import Experiment, load, minima, rates_sentence
from ui import cached, controls, session, verdicts


def picture(e: Experiment) -> str:
    """The figure of an experiment whose loss can be read, as JSON."""
    figure = figures.compare(e, load(e), cached.run(e), minima(e))
    return str(figure.to_json())


shown = session.drawable()
trajectories = cached.run(shown) if shown else ()
controls.draw(trajectories)

with st.container(key="stage"):
    if shown is None:
        verdicts.empty("No picture yet", "The loss cannot be read: its field says where.")
    elif not shown.runs:
        verdicts.empty("No runs", "Add one in the sidebar: each walks downhill from its start.")
    else:
        figure = cached.picture(picture, shown)
        state = player.show(
            figure,
            steps=shown.steps,
            step=shown.step,
            key="player",
            on_step=session.playhead_moved,
        )
        session.take_playhead(state.step)
        verdicts.draw(trajectories, rates_sentence(shown))
