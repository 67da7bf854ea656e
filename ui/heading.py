"""What is said above the picture: what all of this is, and which loss is drawn.

The loss is in the sidebar; style.css shows it here where that is not in sight.
"""

import streamlit as st

from experiment import Experiment, load
from language.printers.latex import latex_name
from losses import CATALOGUE, Loss


def draw(e: Experiment) -> None:
    """Show which loss is drawn: its title in the catalogue, and what was read of its text."""
    title = CATALOGUE[e.loss].title if e.loss in CATALOGUE else "Your own loss"
    with st.container(key="heading"):
        st.markdown(f"**{title}** ${formula(load(e))}$")


def welcome() -> None:
    """Say to somebody who came without a link what is seen, and what to try first."""
    with st.container(key="welcome"):
        st.markdown(
            "Four optimizers walk down the same loss. **Drag the start**, and all paths follow."
        )


def formula(loss: Loss) -> str:
    """Return the loss as an equation in LaTeX: from our own tree, never what was typed."""
    return f"f({', '.join(map(latex_name, loss.variables))}) = {loss.latex}"
