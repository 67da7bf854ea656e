"""The loss above its picture, by name and formula, where no sidebar says it: style.css shows it."""

import streamlit as st

from experiment import Experiment, load
from language.printers.latex import latex_name
from losses import CATALOGUE, Loss


def draw(e: Experiment) -> None:
    """Show which loss is drawn: its title in the catalogue, and what was read of its text."""
    title = CATALOGUE[e.loss].title if e.loss in CATALOGUE else "Your own loss"
    with st.container(key="heading"):
        st.markdown(f"**{title}** ${formula(load(e))}$")


def formula(loss: Loss) -> str:
    """Return the loss as an equation in LaTeX: from our own tree, never what was typed."""
    return f"f({', '.join(map(latex_name, loss.variables))}) = {loss.latex}"
