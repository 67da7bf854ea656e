"""Figures of real links, and how to look into them."""

from typing import Any

import plotly.graph_objects as go

import figures
from experiment import decode, load, minima, run


def drawn(link: str) -> go.Figure:
    """Return the figure of a link that reads without a complaint."""
    experiment, problems = decode(link)
    assert problems == ()
    loss = load(experiment)
    return figures.compare(experiment, loss, run(experiment), minima(experiment))


def traces(figure: go.Figure, role: str, panel: str = "landscape") -> list[Any]:
    """Return the traces of a role in a panel, in order."""
    return [t for t in figure.data if t.meta["role"] == role and t.meta["panel"] == panel]
