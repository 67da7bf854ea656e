"""About this mathematics: each rule as it is computed, and how near it comes to the libraries."""

import streamlit as st

from ui import mathematics, sidebar, style

style.wear("mathematics")
sidebar.summary()
with st.container(key="mathematics", width=860):
    st.title("About this mathematics")
    st.markdown(
        """
What runs is what is printed here. $x$ is the point, $g$ the gradient at it, $\\eta$ the learning
rate of the update, $t$ its number from 1. Everything is done to each coordinate by itself. The
tables say what each library and the paper set; where a value is **bold**, it differs from the
default here, and an empty cell leaves the dial as it is. Each card offers these conventions.

### The rules
"""
    )
    mathematics.show()
    st.markdown(
        """
### Schedules

A schedule multiplies the learning rate by a factor of the step $k$, counted from 0.
"""
    )
    mathematics.schedules()
    st.markdown(
        """
### How near to the libraries

The largest gap between a coordinate here and in the library, over max(1, |coordinate|), at any
compared step of any recorded case. `python -m experiment.parity` computes this table anew.
"""
    )
    mathematics.parities()
