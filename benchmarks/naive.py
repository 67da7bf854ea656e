"""What one would do first: Plotly's own frames in `st.plotly_chart`. Measured by player.py."""

import sys
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

sys.path[0] = str(Path(__file__).parents[1])  # instead of this folder, whose `player` is a script

import figures  # noqa: E402
from experiment import decode, load, minima, run  # noqa: E402

LINK = (
    "loss=rosenbrock&run=gd+lr+0.001&run=adagrad+lr+0.5&run=rmsprop+lr+0.01&run=adam+lr+0.1"
    "&steps=200"
)

e, _ = decode(LINK)
figure = figures.compare(e, load(e), run(e), minima(e))
moving = [k for k, trace in enumerate(figure.data) if trace.meta["role"] in ("trail", "curve")]
figure.frames = [
    go.Frame(
        data=[{"x": figure.data[k].x[: n + 1], "y": figure.data[k].y[: n + 1]} for k in moving],
        traces=moving,
    )
    for n in range(e.steps + 1)
]
play = {"frame": {"duration": 16, "redraw": False}, "transition": {"duration": 0}}
button = {"label": "Play", "method": "animate", "args": [None, play]}
figure.update_layout(updatemenus=[{"type": "buttons", "buttons": [button], "x": 0, "y": 1.1}])
st.set_page_config(layout="wide")
st.plotly_chart(figure, key="naive")
