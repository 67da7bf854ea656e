"""Figures of real links, and how to look into them."""

from typing import Any

import plotly.graph_objects as go

import figures
from experiment import decode, load, minima, run

BOWL = "loss=x^2%2B3y^2&window=-4+4+-2+2"
FOUR = (
    f"{BOWL}&run=gd+lr+0.1+at+3+1&run=adagrad+lr+0.5+at+3+1&run=rmsprop+lr+0.1+at+3+1"
    "&run=adam+lr+0.2+at+-3+1&steps=50"
)
# The second run overflows: the article's quartic with a learning rate that is too large.
LOST = "loss=x^4-2x^2%2Bx&window=-2+2&run=gd+lr+0.5+at+0.3&run=gd+lr+0.8+at+0.1&steps=8"


def drawn(link: str) -> go.Figure:
    """Return the figure of a link that reads without a complaint."""
    experiment, problems = decode(link)
    assert problems == ()
    loss = load(experiment)
    return figures.compare(experiment, loss, run(experiment), minima(experiment))


def traces(figure: go.Figure, role: str, panel: str = "landscape") -> list[Any]:
    """Return the traces of a role in a panel, in order."""
    return [t for t in figure.data if t.meta["role"] == role and t.meta["panel"] == panel]
