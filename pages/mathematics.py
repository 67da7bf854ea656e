"""Mathematics: each rule as it is computed, and how closely it agrees with the libraries."""

import streamlit as st

from ui import endings, mathematics, sidebar, style

style.wear("mathematics")
sidebar.summary()
with st.container(key="mathematics", width=860):
    st.title("The mathematics")
    st.markdown(
        """
These equations are what runs. $x$ is the point, $g$ the gradient at it, $\\eta$ the learning rate
of the update, and $t$ the number of the update, counted from 1. Operations are done for each
coordinate by itself, but for norms, products $u^\\top v$, and what is asked of the loss. The tables
show what each library and the paper set: a **bold** value differs from Switchback's default, and an
empty cell means that they leave the dial alone. On the card of a run, the menu *Conventions* sets
all values of one column.

### The optimizers
"""
    )
    mathematics.show()
    st.markdown(
        """
### Wrappers

Each of these can stand around any rule: *Wrap* on the card of a run puts it on, and 0 or off takes
it away. The lines here stand around gradient descent.
"""
    )
    mathematics.wrappers()
    st.markdown("### Why Muon is not here")
    mathematics.muon()
    st.markdown("### Your own rule")
    mathematics.own_rules()
    st.markdown(
        """
### Schedules

A schedule multiplies the learning rate by a factor that depends on the step $k$, counted from 0.
One that depends on the loss, *Reduce on plateau*, is among the wrappers.
"""
    )
    mathematics.schedules()
    st.markdown("### Data and batches")
    mathematics.data()
    st.markdown("### Maps")
    endings.draw()
    st.markdown(
        """
### Agreement with the libraries

A gap is the difference between a coordinate here and in the library, divided by
max(1, |coordinate|). The table shows the largest one over all compared steps of all recorded cases.
The command `python -m experiment.parity` computes it again.
"""
    )
    mathematics.parities()
