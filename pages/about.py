"""About: what Switchback is, what it promises, what its picture means."""

import streamlit as st

from ui import sidebar

sidebar.summary()
with st.container(key="about", width=760):
    st.title("About Switchback")
    st.markdown(
        """
Switchback shows how optimizers walk down a loss. Type or pick a loss of one or two variables;
its exact gradient is derived symbolically; gradient descent, Adagrad, RMSProp, Adam and their
relatives run on it from the same start, side by side, and so does a rule that you type yourself.
The link in the address bar is the comparison: copy it, and whoever opens it sees the same.

### The promise

What runs is what is printed. The loss is not rescaled, gradients are not clipped, positions are
not clamped, and no learning rate is changed behind the scenes. Every optimizer is tested step by
step against recorded trajectories of PyTorch, Optax and Keras. A run that diverges is drawn to the
edge of the picture, and the page says at which step it ended, and why.

### What the picture means

A run has the same colour, dash pattern and symbol everywhere. A ringed dot is a start, a ringed
star a known or found minimum. The landscape is one hue: the nearer it is to the colour of the page,
the lower the loss. All numbers at step *k* belong to the point that a run has reached after *k*
updates.

### Reproduce it without a browser

`python -m experiment "<link>"` prints the runs of any link as JSON, or as a table with `--csv`. The
page Mathematics shows every optimizer with its equation and its paper, and how closely it agrees
with each library.
"""
    )
